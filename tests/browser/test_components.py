"""The parts themselves, judged in a browser: contrast, names, order, width, focus."""

import pytest

pytestmark = [
    pytest.mark.browser,
    pytest.mark.slow,
    pytest.mark.urls("component_page"),
    pytest.mark.django_db(transaction=True),
]
PAGES = ("/", "/skal/", "/dorr/", "/fraga/", "/nej/404/", "/nej/409/")


@pytest.fixture(autouse=True)
def own_templates(settings, request):
    """Let Django find the pages that only these tests have."""
    engine = settings.TEMPLATES[0]
    settings.TEMPLATES = [engine | {"DIRS": [request.path.parent / "templates"]}]


@pytest.mark.parametrize("address", PAGES)
def test_nothing_in_a_page_keeps_anybody_out(page, live_server, axe, address):
    page.goto(live_server.url + address)

    for width in (1280, 320):
        for theme in ("light", "dark"):
            page.emulate_media(color_scheme=theme)
            page.set_viewport_size({"width": width, "height": 900})
            assert axe(page) == [], f"{width} px, {theme}"


@pytest.mark.parametrize("address", PAGES)
def test_no_page_scrolls_sideways(page, live_server, no_sideways_scroll, address):
    page.goto(live_server.url + address)

    for width in (768, 390, 320):
        no_sideways_scroll(page, width=width)


def test_every_stop_of_the_keyboard_is_seen_and_the_first_skips_to_the_content(
    page, live_server, tab_order
):
    page.goto(live_server.url + "/skal/")

    passed = tab_order(page)

    assert passed[:2] == ["Till innehållet", "Aktiva"]
    assert passed.index("Översikt") < passed.index("Påminn 54 enheter")
    assert passed[-1] == "Så hanterar vi uppgifterna"


@pytest.mark.parametrize("address", ["/", "/dorr/"])
def test_every_part_can_be_reached_by_keyboard(page, live_server, tab_order, address):
    page.goto(live_server.url + address)

    assert "Till innehållet" in tab_order(page)


def test_the_skip_link_moves_to_the_content(page, live_server):
    page.goto(live_server.url + "/skal/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")

    assert page.evaluate("document.activeElement.id") == "main"


def test_focus_goes_to_the_list_of_errors_when_the_page_opens_with_one(page, live_server):
    page.goto(live_server.url + "/")

    assert page.evaluate("document.activeElement.className") == "errors"


def test_a_link_in_the_list_of_errors_moves_to_the_control(page, live_server):
    page.goto(live_server.url + "/")
    page.get_by_role("link", name="Välj ett svar.").click()

    assert page.evaluate("document.activeElement.id") == "id_answer_0"


def test_on_a_phone_the_side_navigation_waits_behind_the_word_meny(page, live_server):
    page.set_viewport_size({"width": 390, "height": 800})
    page.goto(live_server.url + "/skal/")

    assert page.get_by_role("link", name="Översikt").count() == 0
    page.get_by_text("Meny", exact=True).click()
    assert page.get_by_role("link", name="Översikt").is_visible()


def test_a_refused_change_is_shown_where_it_was_made(page, live_server):
    page.goto(live_server.url + "/skal/")
    page.get_by_role("button", name="Hämta med fel").click()
    page.locator("#arrived").wait_for()

    assert page.locator("#place").inner_text() == "Svar 422"
    assert page.evaluate("document.activeElement.id") == "arrived"


def test_a_whole_error_page_is_never_put_inside_another(page, live_server):
    page.goto(live_server.url + "/skal/")
    page.get_by_role("button", name="Hämta det som saknas").click()
    page.get_by_role("alert").wait_for()

    assert page.locator("#place").inner_text() == "Orört"
    assert "Försök igen" in page.get_by_role("alert").inner_text()


def test_what_is_written_is_saved_and_the_page_says_when(page, live_server):
    page.goto(live_server.url + "/fraga/")
    page.get_by_label("Vad fungerar?").fill("APT ligger bra")
    page.keyboard.press("Tab")
    page.get_by_text("Sparat 14.32").wait_for()

    assert page.locator("[name=revision]").input_value() == "2"


def test_text_that_could_not_be_saved_stays_and_the_page_says_so(page, live_server):
    page.goto(live_server.url + "/fraga/")
    field = page.get_by_label("Vad fungerar?")
    field.fill("trasigt")
    page.keyboard.press("Tab")
    page.get_by_text("Inte sparat än, texten finns kvar här").wait_for()

    assert field.input_value() == "trasigt"


def test_signs_are_counted_while_one_writes(page, live_server):
    page.goto(live_server.url + "/fraga/")
    page.get_by_label("Vad fungerar?").press_sequentially("Nio tecken")

    assert page.locator("#id_text-antal").inner_text() == "10 av 200 tecken"


def test_last_years_text_can_be_taken_over(page, live_server):
    page.goto(live_server.url + "/fraga/")
    page.get_by_role("button", name="Utgå från förra årets text").click()

    assert page.get_by_label("Vad fungerar?").input_value() == "Som i fjol"


def test_everything_is_there_without_scripts(browser, live_server):
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + "/fraga/")

    assert page.get_by_role("button", name="Spara", exact=True).is_visible()
    assert not page.get_by_role("button", name="Utgå från förra årets text").is_visible()
    context.close()
