"""The pages of the pulse: HR's, those of who reads the results, and those of who answers."""

from __future__ import annotations

import re

import pypdfium2
import pytest
from django.test import Client
from django.urls import reverse
from pulsing import AFTER, DURING, MADE, address, counted, draft, many, opened, respond, sent

from aktiva.adapters import pulses
from aktiva.apps.pulse import actions
from aktiva.apps.pulse.models import Pulse, SealedAnswer
from aktiva.apps.pulse.views import respond as respond_views
from aktiva.domain.pulse.flow import Bucket

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def be(client, day, town):
    """Sit down as somebody on a day."""

    def sit(name: str, on: str = DURING):
        day(on)
        client.force_login(town.people[name])
        return client

    return sit


@pytest.fixture
def pulse(town, cycle) -> Pulse:
    return opened(town, cycle)


# ---- who reaches what ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "sees", "keeps"),
    [
        ("Moa Hedlund", 200, 200),
        ("Sara Lund", 200, 404),
        ("Bo Grip", 200, 404),
        ("Per Ask", 404, 404),
    ],
)
def test_hr_makes_pulses_and_those_who_read_units_see_them(
    be, town, cycle, pulse, name, sees, keeps
):
    browser = be(name)
    of = [cycle.pk, pulse.pk]

    assert browser.get(reverse("pulse:year", args=[cycle.pk])).status_code == sees
    assert browser.get(reverse("pulse:pulse", args=of)).status_code == sees
    for page in ("change", "statements", "places"):
        assert browser.get(reverse(f"pulse:{page}", args=of)).status_code == keeps
    assert browser.get(reverse("pulse:preview", args=[*of, "ar"])).status_code == keeps
    assert browser.post(reverse("reports:pulse_posters", args=of)).status_code == keeps


def test_a_stranger_finds_nothing(client, day, town, cycle, pulse, neighbour):
    day(DURING)
    client.force_login(neighbour.hr)

    assert client.get(reverse("pulse:pulse", args=[cycle.pk, pulse.pk])).status_code == 404


def test_a_draft_is_for_who_makes_it(be, town, cycle):
    made = draft(town, cycle)

    page = reverse("pulse:pulse", args=[cycle.pk, made.pk])

    assert be("Moa Hedlund").get(page).status_code == 200
    assert be("Bo Grip").get(page).status_code == 404


# ---- HR's way through ------------------------------------------------------------------


def test_hr_makes_a_pulse_page_by_page(be, town, cycle):
    browser = be("Moa Hedlund", "2023-10-02")
    typed = {
        "title": "Höstens puls", "opens_on": "2023-10-09", "closes_on": "2023-10-20",
        "languages": ["ar"], "mean_limit": "3.5", "low_limit": "20", "uses_slips": "on",
    }  # fmt: skip

    made = browser.post(reverse("pulse:new", args=[cycle.pk]), typed)
    pulse = Pulse.objects.get()
    of = [cycle.pk, pulse.pk]
    assert made.url == reverse("pulse:places", args=of)
    chosen = browser.post(made.url, {"enhet": [town.units["BF"].pk, town.units["ALB"].pk]})
    assert chosen.status_code == 302
    added = browser.post(
        reverse("pulse:statements", args=of),
        {"lagg-till": "1", "area": "working_conditions", "sv": "Mötena är tillgängliga."},
    )
    assert added.status_code == 302
    kept = browser.post(reverse("pulse:statements", args=of), {"pastaende": ["pay", "fair"]})
    assert kept.status_code == 302
    browser.post(reverse("pulse:open", args=of))

    pulse.refresh_from_db()
    assert [s["key"] for s in pulse.statements] == ["fair", "pay"]
    assert pulse.places == [town.units["BF"].pk]
    assert pulse.languages == ["sv", "ar"]
    shown = browser.get(reverse("pulse:pulse", args=of)).content.decode()
    assert "Alla affischer som PDF" in shown
    assert shown.count("Gör lappar") == 3


def test_what_is_wrong_is_said_and_nothing_typed_is_lost(be, town, cycle):
    browser = be("Moa Hedlund", "2023-10-02")
    typed = {
        "title": "Höstens puls", "opens_on": "2023-10-20", "closes_on": "2023-10-09",
        "mean_limit": "3.5", "low_limit": "20",
    }  # fmt: skip

    refused = browser.post(reverse("pulse:new", args=[cycle.pk]), typed)

    assert refused.status_code == 422
    assert "Sista dagen kan inte vara före den första." in refused.content.decode()
    assert 'value="Höstens puls"' in refused.content.decode()


def test_a_statement_about_oneself_is_refused_on_its_page(be, town, cycle):
    made = draft(town, cycle)
    browser = be("Moa Hedlund", "2023-10-02")

    refused = browser.post(
        reverse("pulse:statements", args=[cycle.pk, made.pk]),
        {"lagg-till": "1", "area": "pay", "sv": "Min religion respekteras."},
    )

    assert refused.status_code == 422
    assert "ingen ska behöva berätta om sig själv" in refused.content.decode()
    assert "Min religion respekteras." in refused.content.decode()


def test_the_opening_code_is_shown_once(be, town, cycle):
    made = draft(town, cycle, has_opening_code=True)
    browser = be("Moa Hedlund", "2023-10-02")
    of = [cycle.pk, made.pk]

    shown = browser.post(reverse("pulse:open", args=of))

    (code,) = re.findall(r"<code>([A-Z2-9]{4}(?:-[A-Z2-9]{4}){4})</code>", shown.content.decode())
    assert shown.headers["Cache-Control"] == "no-store"
    assert code not in browser.get(reverse("pulse:pulse", args=of)).content.decode()
    many(Pulse.objects.get(), town, "ALB", 5, 6)
    browser = be("Moa Hedlund", AFTER)
    wrong = browser.post(reverse("pulse:count", args=of), {"code": "AAAA"})
    assert wrong.status_code == 422
    assert "Koden stämmer inte" in wrong.content.decode()
    assert browser.post(reverse("pulse:count", args=of), {"code": code}).status_code == 302


def test_posters_are_one_page_each_and_slips_are_never_kept(be, town, cycle):
    pulse = opened(town, cycle, uses_slips=True)
    browser = be("Moa Hedlund")
    of = [cycle.pk, pulse.pk]
    school = town.units["ALB"].pk

    from aktiva.apps.reports.door import n_pages

    one = browser.get(reverse("reports:pulse_poster", args=[*of, school]))
    assert n_pages(one.content) == 1
    every = browser.post(reverse("reports:pulse_posters", args=of))
    assert n_pages(every.content) == 1 + pulse.units.count()
    made = browser.post(reverse("reports:pulse_slips", args=[*of, school]), {"n": "20"})
    assert made.headers["Content-Type"] == "application/pdf"
    assert made.headers["Cache-Control"] == "no-store"
    assert pulse.slips.count() == 20
    refused = browser.post(reverse("reports:pulse_slips", args=[*of, school]), {"n": "501"})
    assert refused.status_code == 302
    assert pulse.slips.count() == 20


@pytest.mark.parametrize(
    ("origins", "address"),
    [([], "testserver"), (["https://aktiva.strandvik.example"], "aktiva.strandvik.example")],
)
def test_a_poster_has_the_address_that_is_set_for_the_pages(
    be, town, cycle, settings, origins, address
):
    settings.CSRF_TRUSTED_ORIGINS = origins
    pulse = opened(town, cycle)
    of = [cycle.pk, pulse.pk, town.units["ALB"].pk]

    printed = be("Moa Hedlund").get(reverse("reports:pulse_poster", args=of)).content

    words = pypdfium2.PdfDocument(printed)[0].get_textpage().get_text_bounded()
    assert f"{address}/puls" in words


@pytest.mark.parametrize("n", [1, 12])
def test_the_page_of_a_pulse_asks_as_many_questions_for_few_units_as_for_many(
    be, town, cycle, n, django_assert_num_queries
):
    for at in range(n):
        town.unit(f"X{at}", f"Enhet {at}", under="BF")
    pulse = opened(town, cycle)
    browser = be("Moa Hedlund")
    page = reverse("pulse:pulse", args=[cycle.pk, pulse.pk])
    browser.get(page)

    with django_assert_num_queries(9):
        browser.get(page)


# ---- results ---------------------------------------------------------------------------


def test_results_are_read_by_reach_and_proposals_lead_to_writing_a_risk(be, town, cycle, pulse):
    many(pulse, town, "ALB", 2, 12)
    many(pulse, town, "EKL", 5, 7)
    counted(pulse, town)
    page = reverse("pulse:results", args=[cycle.pk, pulse.pk])

    shown = be("Moa Hedlund", "2023-10-23").get(page).content.decode()
    assert "Bildningsförvaltningen" in shown
    shown = be("Bo Grip", "2023-10-23").get(page).content.decode()
    assert "Bildningsförvaltningen" not in shown
    assert "Eklidens skola" not in shown
    own = re.search(r'href="(\?grupp=\d+)">\s*Alby skola', shown)[1]
    school = be("Bo Grip", "2023-10-23").get(page + own).content.decode()
    assert "Föreslås" in school
    risk = re.search(rf'href="([^"]*/enhet/{town.units["ALB"].pk}/risk/[^"]*)"', school)[1]
    written = be("Bo Grip", "2023-10-23").get(risk.replace("&amp;", "&")).content.decode()
    assert "Medarbetarpuls 2023, påståendet" in written
    assert not town.units["ALB"].risks.exists()


def test_a_group_out_of_reach_is_not_found(be, town, cycle, pulse):
    many(pulse, town, "ALB", 2, 12)
    many(pulse, town, "EKL", 5, 7)
    counted(pulse, town)
    page = reverse("pulse:results", args=[cycle.pk, pulse.pk])
    positions = pulse.groups.filter(places=[town.units["EKL"].pk]).values_list(
        "position", flat=True
    )

    (position,) = positions
    assert be("Moa Hedlund", "2023-10-23").get(f"{page}?grupp={position}").status_code == 200
    assert be("Bo Grip", "2023-10-23").get(f"{page}?grupp={position}").status_code == 404
    assert be("Moa Hedlund", "2023-10-23").get(f"{page}?grupp=x").status_code == 404


def test_results_are_not_there_before_they_are_counted(be, town, cycle, pulse):
    page = reverse("pulse:results", args=[cycle.pk, pulse.pk])

    assert be("Moa Hedlund", AFTER).get(page).status_code == 404


def test_too_few_answers_are_said_to_be_so(be, town, cycle, pulse):
    many(pulse, town, "ALB", 2, 4)
    counted(pulse, town)

    shown = be("Moa Hedlund", "2023-10-23").get(reverse("pulse:results", args=[cycle.pk, pulse.pk]))

    assert "Färre än fem har svarat" in shown.content.decode()


# ---- the pages of who answers ----------------------------------------------------------


@pytest.mark.parametrize("language", ["sv", "en", "ar"])
def test_somebody_answers_in_a_language_without_signing_in(day, town, pulse, language):
    day(DURING)

    answered = respond(pulse, town, "ALB", 4, language=language)

    assert answered.status_code == 303
    assert answered.headers["Location"] == address(pulse, town, "ALB", language) + "tack/"
    assert SealedAnswer.objects.count() == 1
    thanks = Client().get(answered.headers["Location"]).content.decode()
    words = pulses.languages()[language]
    assert words.words["thanks_title"] in thanks
    assert f'<html lang="{language}" dir="{words.direction}">' in thanks


def test_no_page_says_a_word_in_another_language_than_its_own(day, town, pulse):
    day(DURING)
    code = pulse.units.first().code
    pages = [f"/puls/{code}/ar/", f"/puls/{code}/ar/tack/"]

    for page in pages:
        shown = Client().get(page).content.decode()
        bare = re.sub(
            r"<(bdi|span|a)[^>]*lang=.*?</\1>|<head>.*?</head>|<[^>]*>", " ", shown, flags=re.S
        )
        assert not re.findall(r"[A-Za-zÅÄÖåäö]{3,}", bare)


def test_the_start_page_meets_the_browsers_language_and_offers_all(day, town, pulse):
    day(DURING)
    code = pulse.units.first().code

    shown = Client(HTTP_ACCEPT_LANGUAGE="fr,ar-SY;q=0.9,sv;q=0.1").get(f"/puls/{code}/")

    text = shown.content.decode()
    assert '<html lang="ar" dir="rtl">' in text
    assert all(name in text for name in ("Svenska", "English", "العربية"))


def test_what_is_wrong_is_said_in_the_language_and_what_was_chosen_stands(day, town, cycle):
    pulse = opened(town, cycle, asks_words=True, uses_slips=True)
    day(DURING)
    page = address(pulse, town, "ALB", "en")
    words = pulses.languages()["en"].words

    for form, error in (
        ({}, "error_empty"),
        (sent(pulse, 3, "a" * 32, ord="x" * 501), "error_words"),
        (sent(pulse, 3, "a" * 32, lapp="WRONG"), "error_slip"),
        (sent(pulse, 3, "no number", lapp="WRONG"), "error_form"),
        (sent(pulse, {"pay": "9"}, "a" * 32), "error_grade"),
    ):
        refused = Client().post(page, form)
        text = refused.content.decode()
        assert refused.status_code == 422
        assert words[error].replace("’", "&#x27;") in text or words[error] in text
        if form.get("s-pay") == "3":
            assert text.count(" checked") == 10
    assert not SealedAnswer.objects.exists()


def test_a_form_sent_twice_gets_the_same_thanks_and_is_one_answer(day, town, pulse):
    day(DURING)
    page = address(pulse, town, "ALB")

    answers = [Client().post(page, sent(pulse, 5, "c" * 32)) for _time in range(2)]

    assert [a.status_code for a in answers] == [303, 303]
    assert SealedAnswer.objects.count() == 1


@pytest.mark.parametrize(
    ("on", "told"), [("2023-10-08", "early"), ("2023-10-21", "closed"), (DURING, "")]
)
def test_a_pulse_says_whether_it_has_begun_or_is_over(day, town, pulse, on, told):
    day(on)
    page = address(pulse, town, "ALB")

    for where in (page, page.removesuffix("sv/")):
        shown = Client().get(where).content.decode()
        titles = [
            k for k in ("early", "closed") if pulses.languages()["sv"].words[f"{k}_title"] in shown
        ]
        assert titles == ([told] if told else [])


def test_a_wrong_code_is_told_and_one_can_type_another(day, town, pulse):
    day(DURING)

    unknown = Client().get("/puls/ABCDEFGH/")
    assert unknown.status_code == 404
    assert "Koden finns inte" in unknown.content.decode()
    wrong = Client().post("/puls/", {"kod": "abcd-efgh"})
    assert wrong.status_code == 422
    assert 'value="abcd-efgh"' in wrong.content.decode()
    code = pulse.units.first().code
    right = Client().post("/puls/", {"kod": f" {code[:4].lower()}-{code[4:]} "})
    assert right.headers["Location"] == f"/puls/{code}/"


def test_a_draft_or_a_language_that_is_not_offered_is_unknown(day, town, cycle):
    pulse = opened(town, cycle, languages=[])
    day(DURING)

    assert Client().get(address(pulse, town, "ALB", "ar")).status_code == 404
    shown = Client().get(address(pulse, town, "ALB").removesuffix("sv/")).content.decode()
    assert "Börja" in shown


def test_too_many_at_once_are_asked_to_wait_and_lose_nothing(day, town, pulse, monkeypatch):
    day(DURING)
    empty = Bucket(capacity=1, per_second=0, left=0, at=0)
    monkeypatch.setattr(respond_views, "_flow", lambda _pulse: empty)

    busy = Client().post(address(pulse, town, "ALB"), sent(pulse, 2, "d" * 32))

    assert busy.status_code == 429
    assert busy.content.decode().count(" checked") == 10
    assert "Det du har fyllt i står kvar." in busy.content.decode()


def test_a_pulse_that_somebody_fills_takes_no_more(day, town, pulse, monkeypatch):
    day(DURING)
    monkeypatch.setattr("aktiva.apps.pulse.actions.answering.MOST_ANSWERS", 1)
    respond(pulse, town, "ALB", 5)

    full = respond(pulse, town, "ALB", 5)

    assert full.status_code == 429
    assert "tar inte emot fler svar" in full.content.decode()


def test_the_page_of_who_answers_asks_few_questions(day, town, pulse, django_assert_num_queries):
    day(DURING)
    page = address(pulse, town, "ALB")
    Client().get(page)

    with django_assert_num_queries(1):
        Client().get(page)
    with django_assert_num_queries(5):
        Client().post(page, sent(pulse, 2, "e" * 32))


def test_an_own_statement_without_a_translation_is_shown_in_swedish_as_such(day, town, cycle):
    made = draft(town, cycle)
    actions.add_statement(
        pulse_id=made.pk, area="pay", words={"sv": "Mötena är tillgängliga."}, actor=town.hr,
        at=MADE,
    )  # fmt: skip
    pulse = actions.open_pulse(pulse_id=made.pk, actor=town.hr, at=MADE).pulse
    day(DURING)

    shown = Client().get(address(pulse, town, "ALB", "ar")).content.decode()

    assert '<span lang="sv" dir="ltr">Mötena är tillgängliga.</span>' in shown


def test_many_posters_are_printed_in_the_background(be, town, cycle, monkeypatch):
    from aktiva.apps.reports.views import pulse_papers

    monkeypatch.setattr(pulse_papers, "MOST_AT_ONCE", 2)
    pulse = opened(town, cycle)

    asked = be("Moa Hedlund").post(reverse("reports:pulse_posters", args=[cycle.pk, pulse.pk]))

    assert asked.status_code == 302
    assert asked.url.startswith("/bakgrund/")
