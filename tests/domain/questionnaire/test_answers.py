"""How a submitted form becomes an answer."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from aktiva.domain.questionnaire import (
    Extra,
    FieldKind,
    Kind,
    Level,
    Measured,
    Option,
    Question,
    clean,
    fields,
    fixed_rows,
    is_answered,
    is_begun,
    is_undesired,
    parse,
    score,
    summary,
)

CHOICES = (
    Option(code="apt", label="APT"),
    Option(code="round", label="Skyddsrond"),
    Option(code="other", label="Annat"),
)


def question(kind: Kind, **given: object) -> Question:
    usual: dict[str, object] = {
        "key": "5.1",
        "section": "5",
        "text": "Ligger APT på tider som passar?",
        "law": "3 kap. 5 § 5",
        "levels": (Level.UNIT,),
        "options": ()
        if kind in {Kind.FIGURES, Kind.COUNT, Kind.YES_PARTLY_NO, Kind.SCALE5}
        else CHOICES,
    }
    return Question(kind=kind, **{**usual, **given})


def messages(cleaned):
    return {problem.field: problem.message for problem in cleaned.problems}


@pytest.mark.parametrize(
    ("typed", "stored", "message"),
    [
        ("12", 12, ""),
        ("0", 0, ""),
        (" 1 200 ", 1200, ""),
        ("1\u00a0200", 1200, ""),
        ("-1", "-1", "Antalet kan inte vara mindre än 0."),
        ("\u22125", "\u22125", "Antalet kan inte vara mindre än 0."),
        ("tolv", "tolv", "Skriv antalet som ett heltal, till exempel 12."),
        ("1,5", "1,5", "Skriv antalet som ett heltal, till exempel 12."),
        ("٣", "٣", "Skriv antalet som ett heltal, till exempel 12."),
        ("1234567890", "1234567890", "Talet är för stort. Skriv högst nio siffror."),
        ("", None, "Skriv antalet. Skriv 0 om det inte finns något."),
    ],
)
def test_counts_are_whole_numbers(typed, stored, message):
    cleaned = clean(question(Kind.COUNT), {"count": [typed]})

    assert cleaned.value["count"] == stored
    assert messages(cleaned).get("count", "") == message


@pytest.mark.parametrize(
    ("typed", "accepted"),
    [
        ("2027-03-31", True),
        ("2028-02-29", True),
        ("2027-02-29", False),
        ("2027-3-31", False),
        ("20270331", False),
        ("31/3 2027", False),
        ("0000-01-01", False),
    ],
)
def test_dates_are_written_year_first(typed, accepted):
    cleaned = clean(question(Kind.DATE), {"date": [typed]})

    assert cleaned.value["date"] == typed
    assert messages(cleaned) == ({} if accepted else {"date": "Skriv datumet så här: 2027-03-31."})


@pytest.mark.parametrize(
    ("answer", "comment", "core", "wrong"),
    [
        ("yes", "", True, False),
        ("not_applicable", "", True, False),
        ("partly", "", True, True),
        ("no", "x" * 19, True, True),
        ("no", "x" * 20, True, False),
        ("partly", "  " + "x" * 19 + "  ", True, True),
        ("no", "", False, False),
    ],
)
def test_a_core_question_that_is_not_fulfilled_needs_words(answer, comment, core, wrong):
    asked = question(Kind.YES_PARTLY_NO, core=core, wished="yes")

    cleaned = clean(asked, {"answer": [answer], "comment": [comment]})

    assert ("comment" in messages(cleaned)) == wrong
    assert is_answered(asked, cleaned.value) != wrong


@pytest.mark.parametrize(("length", "wrong"), [(1999, False), (2000, False), (2001, True)])
def test_a_text_is_at_most_two_thousand_characters(length, wrong):
    cleaned = clean(question(Kind.TEXT), {"text": ["å" * length]})

    assert len(cleaned.value["text"]) == length
    assert bool(cleaned.problems) == wrong


def test_a_long_text_is_told_its_length():
    cleaned = clean(question(Kind.TEXT), {"text": ["x" * 2140]})

    assert messages(cleaned) == {
        "text": "Texten är 2\u00a0140 tecken. Korta den till högst 2\u00a0000."
    }


def test_an_unknown_option_is_kept_and_named():
    cleaned = clean(question(Kind.SEVERAL), {"chosen": ["apt", "fika"]})

    assert cleaned.value["chosen"] == ["apt", "fika"]
    assert messages(cleaned) == {
        "chosen": "”fika” finns inte bland alternativen. Välj ett som finns i listan."
    }


def test_other_must_be_explained():
    cleaned = clean(question(Kind.SEVERAL), {"chosen": ["other"]})

    assert messages(cleaned) == {"other": "Skriv vad ”annat” står för."}


def test_a_union_is_named():
    cleaned = clean(question(Kind.PARTICIPANTS), {"chosen": ["manager", "union_representative"]})

    assert messages(cleaned) == {"organisations": "Skriv vilken facklig organisation som deltog."}


def test_nobody_can_review_more_advertisements_than_there_are():
    options = (
        Option(code="reviewed", label="Granskade"),
        Option(code="total", label="Alla"),
    )

    cleaned = clean(question(Kind.COUNT, options=options), {"reviewed": ["6"], "total": ["5"]})

    assert messages(cleaned) == {"reviewed": "Ni kan inte ha granskat fler än det finns (5)."}


def test_empty_fields_are_missing_but_not_wrong():
    cleaned = clean(question(Kind.YES_PARTLY_NO, core=True), {})

    assert [problem.missing for problem in cleaned.problems] == [True]


def test_empty_rows_are_left_out_and_the_rest_numbered_from_zero():
    asked = question(Kind.RISKS)

    cleaned = clean(asked, {"row-0-description": [" "], "row-3-description": ["Skiftbyten"]})

    assert [row["description"] for row in cleaned.value["rows"]] == ["Skiftbyten"]
    assert "row-0-cause" in messages(cleaned)
    assert "row-3-cause" not in messages(cleaned)


def test_a_cause_is_not_the_risk_once_more():
    row = {
        "row-0-area": ["working_conditions"],
        "row-0-description": ["Tunga lyft i disken"],
        "row-0-grounds": ["sex"],
        "row-0-source": ["Skyddsrond"],
        "row-0-cause": ["Tunga lyft i disken"],
        "row-0-likelihood": ["2"],
        "row-0-consequence": ["3"],
    }

    cleaned = clean(question(Kind.RISKS), row)

    assert messages(cleaned) == {
        "row-0-cause": "Orsaken är samma text som risken. Skriv vad risken beror på."
    }


def test_no_risk_found_is_an_answer():
    asked = question(Kind.RISKS)

    cleaned = clean(asked, {"none": ["none"]})

    assert is_answered(asked, cleaned.value)
    assert summary(asked, cleaned.value) == (
        "Vi har undersökt och inte funnit någon risk eller något hinder."
    )


def test_an_extended_measure_needs_date_reason_and_decision():
    asked = question(
        Kind.OUTCOMES, columns=("measure", "outcome", "new_date", "reason", "decided_by")
    )

    cleaned = clean(asked, {"row-0-measure": ["Nytt schema"], "row-0-outcome": ["extended"]})

    assert set(messages(cleaned)) == {"row-0-new_date", "row-0-reason", "row-0-decided_by"}


def test_examinations_are_answered_area_by_area():
    asked = question(Kind.EXAMINATIONS)
    raw = {}
    for row in fixed_rows(asked):
        raw[f"row-{row.code}-grounds"] = ["sex", "age"]
        raw[f"row-{row.code}-methods"] = ["apt"]
        raw[f"row-{row.code}-date"] = ["2026-10-12"]
        raw[f"row-{row.code}-finding"] = ["nothing"]

    complete = clean(asked, raw)
    incomplete = clean(asked, raw | {"row-pay-date": [""]})

    assert complete.problems == ()
    assert complete.value["rows"]["pay"] == {
        "grounds": ["sex", "age"],
        "methods": ["apt"],
        "date": "2026-10-12",
        "finding": "nothing",
    }
    assert set(messages(incomplete)) == {"row-pay-date"}
    assert is_begun(asked, incomplete.value)
    assert not is_answered(asked, incomplete.value)


@pytest.mark.parametrize(
    ("kind", "wished", "value", "undesired"),
    [
        (Kind.YES_PARTLY_NO, "yes", {"answer": "yes"}, False),
        (Kind.YES_PARTLY_NO, "yes", {"answer": "partly"}, True),
        (Kind.YES_PARTLY_NO, "yes", {"answer": "no"}, True),
        (Kind.YES_PARTLY_NO, "yes", {"answer": "not_applicable"}, False),
        (Kind.YES_PARTLY_NO, "yes", {}, False),
        (Kind.YES_PARTLY_NO, "no", {"answer": "yes"}, True),
        (Kind.YES_PARTLY_NO, "no", {"answer": "no"}, False),
        (Kind.YES_PARTLY_NO, None, {"answer": "no"}, False),
        (Kind.SCALE5, "high", {"answer": "3"}, True),
        (Kind.SCALE5, "high", {"answer": "4"}, False),
        (Kind.SCALE5, "high", {"answer": "unknown"}, True),
        (Kind.SCALE5, "low", {"answer": "1"}, False),
        (Kind.SCALE5, "low", {"answer": "2"}, True),
        (Kind.SCALE5, "low", {"answer": "5"}, True),
        (Kind.SCALE5, None, {"answer": "1"}, False),
        (Kind.CHOICE, "apt", {"answer": "apt"}, False),
        (Kind.CHOICE, "apt", {"answer": "round"}, True),
        (Kind.CHOICE, "apt", {"answer": ""}, False),
        (Kind.GROUNDS, "no", {"chosen": ["age"]}, True),
        (Kind.NUMBER, "no", {"number": "0.0"}, False),
        (Kind.NUMBER, "no", {"number": "0.5"}, True),
        (Kind.MATRIX, "apt", {"rows": {"a": {"answer": "apt"}}}, False),
        (Kind.MATRIX, "apt", {"rows": {"a": {"answer": "round"}}}, True),
        (Kind.COUNT, "no", {"count": 0}, False),
        (Kind.COUNT, "no", {"count": 1}, True),
        (Kind.SEVERAL, "no", {"chosen": []}, False),
        (Kind.SEVERAL, "no", {"chosen": ["apt"]}, True),
        (Kind.PHENOMENA, "yes", {"rows": {"reprisals": {"answer": "no"}}}, True),
        (Kind.PHENOMENA, "yes", {"rows": {"reprisals": {"answer": "yes"}}}, False),
    ],
)
def test_any_answer_but_the_wished_one_opens_the_question_of_risk(kind, wished, value, undesired):
    assert is_undesired(question(kind, wished=wished), value) == undesired


@pytest.mark.parametrize(
    ("answer", "expected"), [("1", 1), ("5", 5), ("unknown", None), ("", None)]
)
def test_only_numbers_count_in_a_mean(answer, expected):
    assert score(question(Kind.SCALE5), {"answer": answer}) == expected


@pytest.mark.parametrize(
    ("asked", "raw", "expected"),
    [
        (
            question(Kind.YES_PARTLY_NO),
            {"answer": ["partly"], "comment": ["APT krockar med hämtning"]},
            "Delvis. APT krockar med hämtning.",
        ),
        (question(Kind.SCALE5), {"answer": ["4"]}, "4 av 5."),
        (question(Kind.SCALE5), {"answer": ["unknown"]}, "Vet inte."),
        (question(Kind.SEVERAL), {"chosen": ["apt", "round"]}, "APT, skyddsrond."),
        (
            question(Kind.YES_PARTLY_NO, extras=(Extra.COUNT,), labels={"count": "Rekryteringar"}),
            {"answer": ["yes"], "count": ["3"]},
            "Ja. Rekryteringar: 3.",
        ),
        (
            question(Kind.COOPERATION),
            {
                "row-act-forum": ["apt"],
                "row-act-date": ["2026-11-02"],
                "row-act-parties": ["manager", "hr"],
            },
            "Åtgärda: APT; 2026-11-02; Chef, HR.",
        ),
        (question(Kind.TEXT), {}, ""),
        (question(Kind.NUMBER, unit=Measured.HOURS), {"number": ["12,5"]}, "12,5\u00a0timmar."),
        (question(Kind.GROUNDS), {"chosen": ["sex", "age"]}, "Kön, ålder."),
        (
            question(Kind.MATRIX, rows=(Option(code="day", label="Dagtid"),)),
            {"row-day-answer": ["round"]},
            "Dagtid: Skyddsrond.",
        ),
    ],
)
def test_an_answer_in_short(asked, raw, expected):
    assert summary(asked, parse(asked, raw)) == expected


@pytest.mark.parametrize(
    ("typed", "stored", "message"),
    [
        ("12,5", "12.5", ""),
        ("12.5", "12.5", ""),
        (" 1 200,50 ", "1200.50", ""),
        ("1\u00a0200", "1200", ""),
        ("0", "0", ""),
        ("", "", "Skriv talet, till exempel 12,5. Skriv 0 om det inte finns något."),
        ("-3", "-3", "Talet kan inte vara mindre än 0."),
        ("tolv", "tolv", "Skriv talet med siffror, till exempel 12 eller 12,5."),
        ("1,2,3", "1,2,3", "Skriv talet med siffror, till exempel 12 eller 12,5."),
        ("1,23456", "1.23456", "Skriv talet med högst nio siffror och fyra decimaler."),
        ("100", "100", ""),
        ("100,1", "100.1", "Andelen kan inte vara mer än 100 procent."),
    ],
)
def test_a_number_may_have_a_comma_and_is_never_lost(typed, stored, message):
    unit = Measured.PER_CENT if typed.startswith("100") else Measured.KRONOR

    cleaned = clean(question(Kind.NUMBER, unit=unit), {"number": [typed]})

    assert cleaned.value["number"] == stored
    assert messages(cleaned).get("number", "") == message


@pytest.mark.parametrize(
    ("document", "file", "wrong"),
    [
        ("", None, True),
        ("https://kommunen.example/rutin.pdf", None, False),
        ("Rutin, dnr 2026/12", None, False),
        ("", {"id": 4, "name": "rutin.pdf", "size": 900}, False),
        ("javascript:alert(1)", None, True),
        ("file:///etc/passwd", None, True),
    ],
)
def test_a_document_is_a_link_a_name_or_a_file(document, file, wrong):
    files = {"file": file} if file else {}

    cleaned = clean(question(Kind.FILE_OR_LINK), {"document": [document]}, files)

    assert ("document" in messages(cleaned)) is wrong
    assert cleaned.value.get("file") == file


def test_a_file_is_never_made_of_what_was_typed():
    asked = question(Kind.YES_PARTLY_NO, extras=(Extra.DOCUMENT,))

    assert "file" not in parse(asked, {"file": ['{"id": 1}'], "answer": ["yes"]})


def test_every_row_of_a_matrix_is_answered_with_one_of_its_options():
    rows = (Option(code="day", label="Dagtid"), Option(code="night", label="Natt"))
    asked = question(Kind.MATRIX, rows=rows)

    cleaned = clean(asked, {"row-day-answer": ["apt"], "row-night-answer": ["poem"]})

    assert cleaned.value["rows"] == {"day": {"answer": "apt"}, "night": {"answer": "poem"}}
    assert set(messages(cleaned)) == {"row-night-answer"}
    assert set(messages(clean(asked, {}))) == {"row-day-answer", "row-night-answer"}


KINDS = st.sampled_from(list(Kind))


@st.composite
def submitted(draw):
    asked = question(
        draw(KINDS),
        core=draw(st.booleans()),
        wished=draw(st.sampled_from(["yes", "no", None])),
        extras=tuple(draw(st.sets(st.sampled_from(list(Extra))))),
    )
    names = [spec.name for spec in fields(asked, rows=3)]
    known = st.sampled_from(names) if names else st.nothing()
    texts = st.lists(st.text(max_size=30), max_size=3)
    return asked, draw(st.dictionaries(st.one_of(known, st.text(max_size=20)), texts, max_size=8))


@pytest.mark.slow
@given(submitted())
def test_no_submission_breaks_it(sent):
    asked, raw = sent

    cleaned = clean(asked, raw)

    assert json.loads(json.dumps(cleaned.value)) == cleaned.value
    summary(asked, cleaned.value)
    is_undesired(asked, cleaned.value)
    assert is_answered(asked, cleaned.value) <= (cleaned.problems == ())


@pytest.mark.slow
@given(submitted())
def test_nothing_typed_in_a_field_is_lost(sent):
    asked, raw = sent

    stored = json.dumps(clean(asked, raw).value, ensure_ascii=False).replace(" ", "")

    for spec in fields(asked, rows=3):
        if spec.kind in {FieldKind.HIDDEN, FieldKind.FILE}:
            continue
        for typed in raw.get(spec.name, []):
            kept = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
            if spec.kind is FieldKind.NUMBER:
                kept = kept.replace(",", ".") if kept.replace(",", "").isdecimal() else kept
            if (
                spec.kind is FieldKind.COUNT
                and kept.replace(" ", "").replace("\u00a0", "").isdecimal()
            ):
                continue
            assert json.dumps(kept, ensure_ascii=False)[1:-1].replace(" ", "") in stored


@pytest.mark.slow
@given(kind=KINDS, rows=st.integers(0, 4))
def test_field_names_are_unique_and_labelled(kind, rows):
    shown = fields(question(kind, extras=tuple(Extra)), rows=rows)

    names = [spec.name for spec in shown]
    assert len(names) == len(set(names))
    assert all(spec.label for spec in shown if spec.kind is not FieldKind.HIDDEN)
