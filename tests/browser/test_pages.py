"""Every page of the product, found by following its links as each kind of person."""

from urllib.parse import urljoin, urlsplit

import pytest
from django.urls import Resolver404, resolve
from playwright.sync_api import Error

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PEOPLE = (
    "HR-strateg",
    "förvaltningschef, Grundskoleförvaltningen",
    "rektor, Almskolan",
    "skyddsombud, Kommunal",
    "facklig företrädare, Kommunal",
    "nämndsekreterare",
)


MEANT_FOR_OTHERS = {"pulse:preview"}
"""Pages shown as somebody who is not signed in will meet them, without Aktiva's frame."""


def kind_of(path: str) -> str:
    """Return the name of the page that the path leads to, the same for every row it can show."""
    try:
        return resolve(path).view_name
    except Resolver404:
        return path


def links(page, url: str) -> list[str]:
    """Return the paths that the page leads to inside the product."""
    hrefs = page.eval_on_selector_all("a[href]", "all => all.map(a => a.getAttribute('href'))")
    whole = [urljoin(page.url, href) for href in hrefs if not href.startswith(("#", "mailto:"))]
    return [urlsplit(link).path for link in whole if link.startswith(url)]


def is_shown(answer) -> bool:
    """Return whether an answer is a page, and not a file or a page that is fetched as one."""
    fetched = answer.headers.get("content-disposition", "").startswith("attachment")
    return answer.headers.get("content-type", "").startswith("text/html") and not fetched


def every_page(page, url: str):
    """Go to one page of each kind that can be reached; give its name and what was refused.

    Files are fetched, not shown.
    """
    waiting, seen = [("/", "")], set()
    while waiting:
        path, origin = waiting.pop(0)
        name = kind_of(path)
        if name in seen:
            continue
        seen.add(name)
        try:
            answer = page.goto(url + path)
        except Error as not_a_page:
            if "Download is starting" not in not_a_page.message:
                raise
            answer = page.request.get(url + path)
        if answer.status != 200:
            yield name, f"answers {answer.status}, linked from {origin}"
        elif is_shown(answer):
            seen.add(kind_of(urlsplit(page.url).path))
            yield name, ""
            waiting += [(link, name) for link in links(page, url)]


@pytest.mark.parametrize("function", PEOPLE)
def test_every_page_that_a_person_is_shown_the_way_to_is_open_to_everybody(
    page, solvik, axe, no_sideways_scroll, function
):
    solvik.sign_in(page, function)
    wrong: list[str] = []

    for name, refusal in every_page(page, solvik.url):
        if refusal:
            wrong.append(f"{name}: {refusal}")
            continue
        page.set_viewport_size({"width": 1280, "height": 900})
        if page.locator("h1").count() != 1:
            wrong.append(f"{name}: {page.locator('h1').count()} first headings")
        if name not in MEANT_FOR_OTHERS and " – Aktiva, Solvik kommun" not in page.title():
            wrong.append(f"{name}: is called {page.title()!r}")
        wrong += [f"{name}: {found}" for found in axe(page)]
        for width in (1280, 800, 320):
            try:
                no_sideways_scroll(page, width=width)
            except AssertionError as too_wide:
                wrong.append(f"{name}: {too_wide}")

    assert wrong == [], "\n" + "\n".join(wrong)


def test_the_headteachers_pages_read_well_in_the_dark_on_a_phone_and_by_keyboard(
    page, solvik, axe, tab_order
):
    page.emulate_media(color_scheme="dark")
    page.set_viewport_size({"width": 390, "height": 844})
    solvik.sign_in(page, "rektor, Almskolan")
    wrong: list[str] = []

    for name, _ in every_page(page, solvik.url):
        wrong += [f"{name}: {found}" for found in axe(page)]
        if (first := tab_order(page)[0]) != "Till innehållet":
            wrong.append(f"{name}: the first stop is {first!r}")

    assert wrong == [], "\n" + "\n".join(wrong)
