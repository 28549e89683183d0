"""What the tags give: the markup that pages rely on, and nothing that a person typed as markup."""

from types import SimpleNamespace as Row

import pytest
from django import forms
from django.template import Context, Template

from aktiva.ui.drawings import ICONS, STATES

EVIL = "<script>alert('a')</script>"
SAFE = "&lt;script&gt;alert(&#x27;a&#x27;)&lt;/script&gt;"


def draw(source: str, **values) -> str:
    """Return the source as a page would draw it."""
    return Template("{% load ui %}" + source).render(Context(values))


class Plan(forms.Form):
    """One field of each shape, all with words of their own."""

    due = forms.CharField(label="Klar senast", help_text="Skriv som 2027-03-31")
    grounds = forms.MultipleChoiceField(
        label="Grunder",
        help_text="Välj en eller flera",
        choices=[("sex", "Kön"), ("age", "Ålder")],
        widget=forms.CheckboxSelectMultiple,
    )
    answer = forms.ChoiceField(
        label="Svar", choices=[("yes", "Ja"), ("no", "Nej")], widget=forms.RadioSelect
    )
    owner = forms.ChoiceField(label="Ansvarig", choices=[("", "Välj"), ("chef", "Chef")])
    text = forms.CharField(
        label="Text", widget=forms.Textarea(attrs={"data-longest": "2000"}), required=False
    )
    done = forms.BooleanField(label="Åtgärden är klar", required=False)
    revision = forms.IntegerField(widget=forms.HiddenInput, required=False)

    def clean(self):
        """Refuse an owner called Chef on the form as a whole."""
        if self.cleaned_data.get("owner") == "chef":
            raise forms.ValidationError("Planen hänger inte ihop.")
        return self.cleaned_data


@pytest.mark.parametrize(
    "source",
    [
        "{% state 'risk' evil %}",
        "{% notice title=evil %}{{ evil }}{% endnotice %}",
        "{% empty title=evil %}{{ evil }}{% endempty %}",
        "{% more title=evil %}{{ evil }}{% endmore %}",
        "{% last title=evil css=evil %}{{ evil }}{% endlast %}",
        "{% crumbs evil evil %}",
        "{% progress evil 1 2 %}",
        "{% figure evil evil unit=evil note=evil address=evil %}",
        "{% facts evil evil %}",
        "{% source evil evil %}",
        "{% quote origin=evil %}{{ evil }}{% endquote %}",
        "{% hidden_cell evil %}",
        "{% track rows evil %}",
        "{% tabs rows evil %}",
        "{% filters rows evil %}",
        "{% verdict_bar words %}",
    ],
)
def test_what_a_person_typed_is_shown_as_text(source):
    row = Row(name=EVIL, when=EVIL, state=EVIL, label=EVIL, url=EVIL, current=False, count=EVIL)

    page = draw(source, evil=EVIL, rows=[row], words=[EVIL])

    assert EVIL not in page
    assert SAFE in page


@pytest.mark.parametrize("code", STATES)
def test_every_state_has_its_word_beside_its_drawing(code):
    page = draw("{% state code %}", code=code)

    assert str(STATES[code].word) in page
    assert 'aria-hidden="true"' in page


def test_the_states_of_a_box_differ_in_shape_and_not_only_in_colour():
    codes = ["none", "clear", "risk", "cause", "measure", "evaluated"]
    drawn = {
        draw("{% state code %}", code=code).split("<svg")[1].split("</svg>")[0] for code in codes
    }

    assert len(drawn) == len(codes)


def test_an_unknown_state_is_a_mistake_in_the_page():
    with pytest.raises(KeyError):
        draw("{% state 'maybe' %}")


@pytest.mark.parametrize("name", ICONS)
def test_icons_are_silent(name):
    page = draw("{% icon name %}", name=name)

    assert 'aria-hidden="true"' in page
    assert 'focusable="false"' in page


@pytest.mark.parametrize(
    ("given", "css"),
    [
        ("info", 'class="notice"'),
        ("success", "notice--done"),
        ("error", "notice--wrong"),
        ("warn", "notice--warn"),
    ],
)
def test_a_notice_takes_its_own_kinds_and_djangos_levels(given, css):
    assert css in draw("{% notice title='Så' kind=kind %}{% endnotice %}", kind=given)


def test_a_field_ties_label_hint_and_error_to_its_control():
    page = draw("{% field form.due %}", form=Plan({}))

    assert '<label for="id_due">Klar senast</label>' in page
    assert 'aria-describedby="id_due-hint id_due-error"' in page
    assert 'id="id_due-hint"' in page
    assert page.count('id="id_due-error"') == 1
    assert 'aria-invalid="true"' in page
    assert "field--wrong" in page


def test_the_error_stands_between_the_hint_and_the_control():
    page = draw("{% field form.due %}", form=Plan({}))

    assert page.index("id_due-hint") < page.index('id="id_due-error"') < page.index("<input")


def test_a_calm_field_says_nothing_of_errors():
    page = draw("{% field form.due %}", form=Plan())

    assert "error" not in page
    assert "aria-invalid" not in page
    assert "field--wrong" not in page


@pytest.mark.parametrize("name", ["grounds", "answer"])
def test_choices_are_a_group_with_a_legend_and_whole_rows_to_hit(name):
    page = draw("{% field field row=True %}", field=Plan({})[name])

    assert page.startswith("<fieldset")
    assert "<legend" in page
    assert page.count('<label class="choice">') == 2
    assert "choices--row" in page
    assert f"id_{name}-error" in page.split(">")[0]


def test_a_single_check_box_is_a_row_too():
    page = draw("{% field form.done %}", form=Plan())

    assert '<label class="choice"><input type="checkbox"' in page
    assert page.count("Åtgärden är klar") == 1


def test_a_choice_once_made_stays_made():
    page = draw("{% field form.answer %}", form=Plan({"answer": "no"}))

    assert 'value="no" aria-invalid' not in page
    assert page.count("checked") == 1


def test_a_hidden_field_is_only_a_control():
    page = draw("{% field form.revision %}", form=Plan(initial={"revision": 3}))

    assert "<label" not in page
    assert 'type="hidden"' in page
    assert 'value="3"' in page


def test_a_long_text_shows_where_its_signs_are_counted():
    page = draw("{% field form.text %}", form=Plan())

    assert 'id="id_text-antal"' in page
    assert 'data-longest="2000"' in page


def test_our_own_words_come_before_the_browsers_bubble():
    assert "required" not in draw("{% field form.due %}{% field form.answer %}", form=Plan({}))


def test_the_summary_lists_every_error_in_order_with_a_way_to_it():
    page = draw("{% error_summary form %}", form=Plan({}))

    assert 'role="alert"' in page
    assert "tabindex" in page
    assert "Fyra saker behöver rättas" in page
    assert [part.split('"')[0] for part in page.split('href="#')[1:]] == [
        "id_due",
        "id_grounds_0",
        "id_answer_0",
        "id_owner",
    ]


def test_an_error_of_the_whole_form_is_told_without_a_link():
    good = {"due": "2027-01-01", "grounds": ["sex"], "answer": "yes", "owner": "chef"}

    page = draw("{% error_summary form %}", form=Plan(good))

    assert "<li>Planen hänger inte ihop.</li>" in page


@pytest.mark.parametrize("form", [None, Plan()])
def test_without_errors_there_is_no_summary(form):
    assert draw("{% error_summary form %}", form=form).strip() == ""


@pytest.mark.parametrize(
    ("full", "half", "total", "widths"),
    [
        (0, 0, 0, ["0.0"]),
        (22, 13, 38, ["57.9", "34.2", "34.2"]),
        (9, 0, 9, ["100.0"]),
        (5, 6, 10, ["45.5", "54.5", "54.5"]),
    ],
)
def test_a_bar_never_leaves_its_track(full, half, total, widths):
    page = draw("{% bar full half total %}", full=full, half=half, total=total)

    assert [part.split("%")[0] for part in page.split(' width="')[3:]] == widths


@pytest.mark.parametrize(("given", "n"), [(0, 0), (3, 3), ([True, False, True, True], 3)])
def test_four_boxes_are_also_said_in_words(given, n):
    page = draw("{% four given %}", given=given)

    assert page.count('class="on"') == n
    assert f"{n} av 4 steg" in page


def test_the_line_of_a_progress_is_for_the_eye_only():
    page = draw("{% progress 'Fråga 2 av 4' 2 4 %}")

    assert "Fråga 2 av 4" in page
    assert '<ol class="steps" aria-hidden="true">' in page
    assert page.count("is-past") == 1
    assert page.count("is-now") == 1


def test_tabs_are_pages_and_filters_are_choices():
    rows = [Row(label="Alla", url="/a/", current=True, count=3)]

    assert 'aria-current="page"' in draw("{% tabs rows 'Områden' %}", rows=rows)
    assert 'aria-current="true"' in draw("{% filters rows 'Visa' %}", rows=rows)


def test_the_step_that_is_going_on_is_the_current_one():
    rows = [
        Row(name="Öppnat", when="1 september", state="past"),
        Row(name="Svarar", when="till 30 november", state="now"),
        Row(name="Beslut", when="9 februari", state="later"),
    ]

    page = draw("{% track rows 'Årets gång' %}", rows=rows)

    assert page.count('aria-current="step"') == 1
    assert "till 30 november, pågår nu" in page
    assert ", klart" in page.split("</li>")[0]


def test_a_source_is_read_out_as_a_source():
    assert 'aria-label="Källa 3"' in draw("{% source 3 '#k3' %}")


def test_a_number_that_is_kept_back_is_said_to_be():
    assert "dolt" in draw("{% hidden_cell %}")
    assert "färre än 5" in draw("{% hidden_cell 'färre än 5' %}")
