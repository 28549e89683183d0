"""The pay mapping as papers and tables: three versions of one thing, each with its own figures."""

from __future__ import annotations

import io
import zipfile

import paying
import pytest
from django.urls import reverse
from strandvik import noon

from aktiva.apps.audit import log
from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.pay import actions
from aktiva.apps.pay import queries as pay
from aktiva.apps.reports.queries import pay_mapping
from aktiva.domain.documents.blocks import Table, plain_text
from aktiva.domain.documents.papers import PayVersion

pytestmark = pytest.mark.django_db

AT = noon("2023-10-02")


@pytest.fixture
def mapping(town, cycle):
    return paying.mapped(cycle, by=town.hr, at=AT)


@pytest.fixture
def hr(client, town, day):
    day("2023-10-02")
    client.force_login(town.hr)
    return client


def paper(mapping, town, version):
    figures = actions.read(mapping, page="test", actor=town.hr, at=AT)
    return pay_mapping.document(
        figures, pay.standing(mapping), version=version, on=AT.date(), author="Moa Hedlund"
    )


def text_of(document) -> str:
    return plain_text(document).replace("\u00a0", " ")


def test_the_annex_holds_kronor_and_the_others_do_not(mapping, town):
    annex, report, public = (
        text_of(paper(mapping, town, v))
        for v in (PayVersion.ANNEX, PayVersion.EMPLOYER, PayVersion.PUBLIC)
    )

    assert "29 183 kr mot 30 350 kr" in annex
    assert " kr mot " not in report + public


def test_the_open_version_points_nobody_out(mapping, town):
    blocks = paper(mapping, town, PayVersion.PUBLIC).blocks
    tables = [block for block in blocks if isinstance(block, Table)]

    assert tables[0].header == ("Grupp", "Andel kvinnor", "Poäng och band")
    assert {row[1] for row in tables[0].rows} <= {"minst 60 procent", "under 60 procent"}
    compared = [row for table in tables[1:] for row in table.rows]
    assert compared
    assert all(row[1:3] == ("–", "–") for row in compared if row[0] == "Rektor")


def test_the_open_version_says_how_last_years_plan_went_without_the_words(mapping, town):
    row = actions.write_off_row(
        mapping_id=mapping.pk, actor=town.hr, at=AT,
        facts=actions.PlanFacts(sort="adjustment", what="Höj lönerna i köket", persons=2),
    )  # fmt: skip
    actions.tell_outcome(
        mapping_id=mapping.pk, row_id=row.pk, actor=town.hr, at=AT,
        facts=actions.OutcomeFacts(state="done", outcome="De två kockarna fick 900 kronor var."),
    )  # fmt: skip

    said = {version: text_of(paper(mapping, town, version)) for version in PayVersion}

    assert all("Genomförd." in text for text in said.values())
    assert "två kockarna" in said[PayVersion.EMPLOYER]
    assert "två kockarna" not in said[PayVersion.PUBLIC]


def test_the_open_version_gives_no_amount_of_a_row_in_the_plan(mapping, town):
    actions.add_plan_rows(
        mapping_id=mapping.pk, actor=town.hr, at=AT,
        facts=[actions.PlanFacts(sort="adjustment", what="Höj lönerna", persons=2, kr_month=900)],
    )  # fmt: skip

    said = {version: text_of(paper(mapping, town, version)) for version in PayVersion}

    for words in ("Antal personer", "Kronor i månaden", " 900"):
        assert words in said[PayVersion.EMPLOYER].replace("\t", " ").replace("\n", " ")
        assert words not in said[PayVersion.PUBLIC].replace("\t", " ").replace("\n", " ")


def test_the_report_says_what_is_lacking_until_the_mapping_is_closed(mapping, town):
    said = text_of(paper(mapping, town, PayVersion.EMPLOYER))

    assert "Kartläggningen är inte klar" in said
    assert "3 kap. 13 §" in said
    assert mapping.runs.get().sha256 in said


@pytest.mark.parametrize("version", list(PayVersion))
@pytest.mark.parametrize(("ending", "begins"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_each_version_is_a_file(mapping, hr, cycle, version, ending, begins):
    answer = hr.get(reverse("reports:pay_mapping_paper", args=[cycle.pk, version.value, ending]))

    assert answer.status_code == 200
    assert answer.content.startswith(begins)
    assert answer.headers["Cache-Control"] == "no-store"
    assert AuditEntry.objects.filter(
        event=log.Event.PAY_FIGURES_SEEN, details__page=f"paper {version.value}"
    ).exists()


def test_the_workbook_holds_values_only(mapping, hr, cycle):
    answer = hr.get(reverse("reports:pay_mapping_tables", args=[cycle.pk]))
    with zipfile.ZipFile(io.BytesIO(answer.content)) as book:
        sheets = [n for n in book.namelist() if n.startswith("xl/worksheets/sheet")]
        text = b"".join(book.read(n) for n in sheets)

    assert len(sheets) == 7
    assert b"<f>" not in text


def test_nobody_else_fetches_them(mapping, client, town, cycle, day):
    day("2023-10-02")
    client.force_login(town.people["Sara Lund"])

    for version in PayVersion:
        address = reverse("reports:pay_mapping_paper", args=[cycle.pk, version.value, "pdf"])
        assert client.get(address).status_code in {403, 404}
    assert client.get(reverse("reports:pay_mapping_tables", args=[cycle.pk])).status_code in {
        403,
        404,
    }


def test_an_unknown_version_or_ending_is_no_page(mapping, hr, cycle):
    for version, ending in (("secret", "pdf"), ("public", "exe")):
        address = reverse("reports:pay_mapping_paper", args=[cycle.pk, version, ending])
        assert hr.get(address).status_code == 404


def judge(mapping, town, group, **given):
    row = paying.comparison(mapping, group)
    actions.judge(
        mapping_id=mapping.pk, comparison_ids=[row.pk], actor=town.hr, at=AT,
        **({"connected": "no", "text": "", "given": []} | given),
    )  # fmt: skip


def test_the_annex_begins_with_the_rule_on_confidentiality(mapping, town):
    annex, report, public = (
        text_of(paper(mapping, town, v))
        for v in (PayVersion.ANNEX, PayVersion.EMPLOYER, PayVersion.PUBLIC)
    )

    assert "10 kap. 11–14 §§ och 12 kap. 2 § offentlighets- och sekretesslagen" in annex
    assert "tystnadsplikt" not in report + public


def test_the_annex_tells_no_spread_of_a_few(mapping, town):
    annex = text_of(paper(mapping, town, PayVersion.ANNEX))

    assert "för få; för få" in annex
    assert "52 400 kr" not in annex  # one of three head teachers


def test_the_open_version_does_not_say_what_explains_the_pay_of_a_few(mapping, town):
    given = [
        {"code": "performance", "text": "Mannen når kriterierna bättre.", "criteria": "Kriterierna"}
    ]
    judge(mapping, town, "Rektor", given=given)

    assert "Prestation enligt lönekriterier" not in text_of(paper(mapping, town, PayVersion.PUBLIC))
    assert "Prestation enligt lönekriterier" in text_of(paper(mapping, town, PayVersion.EMPLOYER))


def test_a_judgement_that_lacks_something_is_not_counted_in_silence(mapping, town):
    assert "räknas inte" not in text_of(paper(mapping, town, PayVersion.EMPLOYER))
    judge(mapping, town, "Undersköterska")

    said = text_of(paper(mapping, town, PayVersion.EMPLOYER))
    assert "1 bedömning saknar något och räknas inte." in said


def test_the_report_tells_a_rules_text_and_its_use_apart(mapping, town):
    actions.keep_rule(
        mapping_id=mapping.pk, actor=town.hr, at=AT,
        facts=actions.RuleFacts(
            kind="criteria", name="Lönekriterier", in_text="Kriterierna är desamma för alla.",
            in_use="I vården är de inte kända.", reviewed_on=AT.date(),
        ),
    )  # fmt: skip
    said = text_of(paper(mapping, town, PayVersion.EMPLOYER))

    assert said.index("Texten") < said.index("Kriterierna är desamma") < said.index("Användningen")


def test_the_report_says_why_some_are_in_one_file_only(mapping, town):
    run = mapping.runs.get()
    place = {"side": "left_out", "form": "Tillsvidare", "unit": "Enhet 1"}
    run.n_register, run.n_both = run.n_rows + 3, run.n_rows
    run.places = [place | {"n": 3}]
    run.explained = [place | {"reason": "unpaid_leave", "n": 2, "words": ""}]
    run.save()

    said = text_of(paper(mapping, town, PayVersion.EMPLOYER))
    assert "2 tjänstledig utan lön" in said and "1 utan angivet skäl" in said
    assert "Några finns bara i lönefilen eller bara i personalregistret" in said
    assert "utan angivet skäl" not in text_of(paper(mapping, town, PayVersion.PUBLIC))


def test_the_cost_of_a_few_is_hidden_whatever_else_is_planned(mapping, town):
    row = paying.comparison(mapping, "Rektor")
    facts = [
        actions.PlanFacts(
            sort="adjustment", what="Höj lönen", answers=[row.pk], persons=2, kr_month=900
        ),
        actions.PlanFacts(
            sort="other", what="Utbilda chefer", answers=[row.pk], persons=40, kr_once=5000
        ),
    ]
    actions.add_plan_rows(mapping_id=mapping.pk, facts=facts, actor=town.hr, at=AT)
    said = text_of(paper(mapping, town, PayVersion.PUBLIC))

    assert "Kostnaden visas inte" in said
    assert "30 272" not in said  # 2 · 900 · 12 · 1,4015


def test_a_row_of_the_plan_tells_only_the_figures_it_has(mapping, town):
    row = paying.comparison(mapping, "Rektor")
    facts = [actions.PlanFacts(sort="other", what="Utbilda chefer", answers=[row.pk], kr_once=5000)]
    actions.add_plan_rows(mapping_id=mapping.pk, facts=facts, actor=town.hr, at=AT)
    report = text_of(paper(mapping, town, PayVersion.EMPLOYER))

    assert "Kostnad" in report and "5 000 kronor" in report
    assert "Kronor i månaden för var och en" not in report
