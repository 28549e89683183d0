"""The report on how hard the words are to read is up to date, and no question is too hard."""

from reading_level import TARGET, pages, report, sentences

from aktiva.adapters.questionnaires import read_shipped
from aktiva.domain.questionnaire.lix import HARD, lix


def test_the_report_is_up_to_date_on_the_questions_and_on_what_is_hard():
    """The figures of each page are counted anew when the report is written."""
    kept, now = (text.split("## Sidorna")[0] for text in (TARGET.read_text("utf-8"), report()))

    assert kept == now, "Run PYTHONPATH=src python tests/architecture/reading_level.py"


def test_no_question_that_ships_is_harder_to_read_than_the_limit():
    figures = {q.key: lix(q.text, q.help, q.why) for q in read_shipped().questions}

    assert {key for key, figure in figures.items() if figure > HARD} == set()


def test_no_page_of_those_who_answer_is_harder_to_read_than_the_limit():
    found = {name: counted.lix for name, counted in pages().items() if name.startswith("surveys/")}

    assert found
    assert {name for name, figure in found.items() if figure > HARD} == set()


def test_a_template_is_read_without_its_values_and_labels():
    template = (
        '{% translate "Spara" %}{% translate "Allt sparas medan du skriver." %}'
        "{% blocktranslate with n=x %}Du har <strong>{{ n }}</strong> svar kvar.{% endblocktranslate %}"
    )

    assert sentences(template) == ["Allt sparas medan du skriver.", "Du har N svar kvar."]
