"""Names, conditions, repeated parts, tables and own templates in papers, from the real rows."""

from __future__ import annotations

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse
from strandvik import answer_all, hand_in, noon, save, sheet_of

from aktiva.apps.cooperation import actions as cooperation
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.cycles.models import Measure
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.registers import actions as registers
from aktiva.apps.reports import actions, queries
from aktiva.apps.reports.models import Paper, PaperTemplate
from aktiva.apps.reports.queries.documents import document_of
from aktiva.apps.reports.queries.wholes import KINDS, WHOLES
from aktiva.apps.surveys import actions as surveys
from aktiva.domain.cycle.own_areas import MUST_HAVE_A_HOME, OwnArea
from aktiva.domain.documents.blocks import Figure, Heading, Paragraph, Table, plain_text
from aktiva.domain.documents.sections import Each, When
from aktiva.domain.documents.templates import styles
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.values import Area, Step

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

AT = noon("2023-10-12")
S = actions.Section
PLAN, REPORT = Paper.Kind.PLAN, Paper.Kind.ANNUAL_REPORT


def keep(town, kind, *own: actions.Section, **off) -> PaperTemplate:
    """Keep the shipped template with own sections first, the rest as it ships."""
    start = styles(kind)[0]
    rows = [S(s.key, s.heading, s.required, s.off or s.key in off) for s in start.slots]
    return actions.keep_template(
        employer=town.employer, kind=kind, origin=start.name, style=start.style,
        sections=[*own, *rows], actor=town.hr, at=AT,
    )  # fmt: skip


def own(text="Ord.", heading="Eget", **rest) -> actions.Section:
    return S("own-1", heading, text=text, **rest)


def begin(town, cycle, kind=PLAN, *, unit="0", actor=None, **rest) -> Paper:
    return actions.make_paper(
        cycle=cycle, unit=town.units[unit], kind=kind, title="Handlingen", paper_date=AT.date(),
        actor=actor or town.hr, at=AT, **rest,
    )  # fmt: skip


def section(paper, heading="Eget", *, at=AT) -> list | None:
    """Return the blocks below a heading of the first level, None where it does not stand."""
    found = None
    for block in document_of(paper, at=at).blocks:
        if isinstance(block, Heading) and block.level == 1:
            if found is not None:
                return found
            found = [] if block.text == heading else None
        elif found is not None:
            found.append(block)
    return found


def words(paper, heading="Eget") -> str:
    return "\n".join(b.text for b in section(paper, heading) or [] if isinstance(b, Paragraph))


def answered(town, campaign, unit="ALB", who="Bo Grip"):
    hand_in(sheet_of(campaign, town.units[unit]), by=town.people[who], at=noon("2023-10-09"))


def observe(town, cycle, area="working_conditions", text="Mötena krockar.", unit="0", sources=()):
    return actions.write_observation(
        cycle=cycle, unit=town.units[unit], area=area, kind="improvement", title="Möten", text=text,
        changed_as="Moa", actor=town.hr, at=AT,
        sources=[{"unit": town.units[code].pk} for code in sources],
    )  # fmt: skip


def decide(town, cycle, unit="ALB", *, common=False, area="working_conditions", **rest) -> Measure:
    facts = cycles.MeasureFacts(
        area=area, title="Flytta mötena", owner_role="rektor",
        **{"due_date": date(2023, 12, 1)} | rest,
    )  # fmt: skip
    if common:
        cycles.import_plan(
            cycle=cycle, unit=town.root, rows=[facts], actor=town.hr, at=AT, common=True
        )
        return Measure.objects.get(common=True)
    return cycles.decide_measure(
        cycle=cycle, unit=town.units[unit], facts=facts, actor=town.hr, at=noon("2023-09-02")
    )


# ---- names -----------------------------------------------------------------------------


def test_names_are_filled_in_the_templates_words_and_in_the_writers(town, cycle, campaign):
    answered(town, campaign)
    keep(town, PLAN, own("{svarat} av {antal enheter} har svarat {år}.", "Läget {år}"))

    paper = begin(town, cycle, slots={"purpose": "{Inte svarat} är kvar i {arbetsgivaren}."})

    assert words(paper, "Läget 2023") == "1 av 4 har svarat 2023."
    assert words(paper, "Syfte") == "3 är kvar i Strandvik kommun."
    assert paper.slots["purpose"].startswith("{Inte svarat}")


def test_braces_of_a_unit_and_of_an_observation_are_never_filled(town, cycle, campaign):
    answer_all(
        sheet_of(campaign, town.units["ALB"]), by=town.people["Bo Grip"], at=AT,
        own={"12.4": {"text": "Vi såg {svarat} och {{år}}."}},
    )  # fmt: skip
    surveys.submit(
        sheet_id=sheet_of(campaign, town.units["ALB"]).pk, submitted_as="Bo Grip",
        actor=town.people["Bo Grip"], at=AT,
    )  # fmt: skip
    observe(town, cycle, text="Enheten skrev {svarat}.")
    keep(town, REPORT, own("{svarat} har svarat."))

    told = plain_text(document_of(begin(town, cycle, REPORT), at=AT))

    assert "Enheten skrev {svarat}." in told
    assert "Vi såg {svarat} och {{år}}." in told
    assert "1 har svarat." in told


def test_a_value_is_frozen_with_its_source_and_day(town, cycle, campaign):
    keep(town, PLAN, own("{svarat} har svarat."))
    paper = begin(town, cycle)
    assert [v.name for v in queries.shown_values(paper, at=AT)] == ["Svarat"]

    actions.approve(paper_id=paper.pk, approved_as="Moa", actor=town.hr, at=AT)
    answered(town, campaign)

    paper.refresh_from_db()
    (value,) = queries.shown_values(paper, at=noon("2023-11-01"))
    assert (value.text, value.source, value.on) == ("0", "Enheternas svar 2023", AT.date())
    assert words(paper) == "0 har svarat."


def test_a_paper_without_names_is_approved_without_values(town, cycle, campaign):
    paper = begin(town, cycle)

    actions.approve(paper_id=paper.pk, approved_as="Moa", actor=town.hr, at=AT)

    paper.refresh_from_db()
    assert "values" not in paper.document


def test_a_name_that_is_wrong_or_has_no_value_yet_stands_and_is_told(town, cycle):
    keep(town, PLAN, own("{svarta} och {svarat} i {år}."))

    paper = begin(town, cycle)
    told = queries.remarks(paper, at=AT)

    assert words(paper) == "{svarta} och {svarat} i 2023."
    assert (told.unknown, told.missing) == (("svarta",), ("svarat",))


def test_names_are_merged_as_they_are_written(town, cycle, campaign):
    keep(town, PLAN, own("Ett. {svarat} har svarat."))
    paper = begin(town, cycle)
    keep(town, PLAN, own("Ett. {svarat} av {antal enheter} har svarat."))
    found, newest = queries.news(paper, at=AT), queries.newest_template(paper)

    merged = actions.take_in(
        paper_id=paper.pk, seen=queries.seen(found, newest), choices={}, actor=town.hr, at=AT
    )

    assert merged.slots["own-1"] == "Ett. {svarat} av {antal enheter} har svarat."
    assert words(merged) == "Ett. 0 av 4 har svarat."


# ---- conditions ------------------------------------------------------------------------


def some_silent(town, cycle, campaign):
    return REPORT, "0"


def party_silent(town, cycle, campaign, answer=None):
    role = Role.UNION_REPRESENTATIVE
    who = town.person("Ada Fors")
    town.role(
        who, role, "0", "facklig företrädare", organisation="Kommunal",
        notified_date=town.at.date(),
    )  # fmt: skip
    cooperation.set_up_parties(employer=town.employer, actor=town.hr, at=town.at)
    union = town.employer.parties.get(name="Kommunal")
    reading = cooperation.send_for_reading(
        cycle=cycle, unit=town.root, actor=town.hr, at=noon("2023-09-06"),
        facts=cooperation.ReadingFacts(
            about="paper", title="Utkast", text="Utkastet.", steps=(Step.ACT,), days=10,
            parties=[union],
        ),
    )  # fmt: skip
    if answer:
        cooperation.confirm(
            asked_id=reading.parties.get().pk, answer=answer, words="Vi delar inte bilden.",
            actor=who, at=noon("2023-09-08"),
        )  # fmt: skip
    return REPORT, "0"


def dissent(town, cycle, campaign):
    return party_silent(town, cycle, campaign, "dissent")


def late(town, cycle, campaign):
    decide(town, cycle, due_date=date(2023, 10, 1))
    return REPORT, "0"


def extended(town, cycle, campaign):
    cycles.extend_measure(
        measure_id=decide(town, cycle).pk, new_due_date=date(2024, 3, 1), reason="Lokalen är stängd.",
        decided_by="rektor", actor=town.hr, at=noon("2023-10-02"),
    )  # fmt: skip
    return REPORT, "0"


def department(town, cycle, campaign):
    return Paper.Kind.DEPARTMENT_REPORT, "BF"


def pay_mapped(town, cycle, campaign):
    sheet = sheet_of(campaign, town.root, "central")
    save(
        sheet, "8.1", by=town.hr, at=AT, date="2023-09-30", count__in_file="90",
        count__employed="90",
    )  # fmt: skip
    return REPORT, "0"


@pytest.mark.parametrize(
    ("when", "begun"),
    [
        (When.SOME_SILENT, some_silent),
        (When.PARTY_SILENT, party_silent),
        (When.DISSENT, dissent),
        (When.LATE, late),
        (When.LATE, extended),
        (When.DEPARTMENT, department),
        (When.EMPLOYER, some_silent),
        (When.PAY_MAPPED, pay_mapped),
    ],
)
def test_a_section_stands_only_when_its_fact_holds(town, cycle, campaign, when, begun):
    keep(town, REPORT, own("Det är så.", when=when))
    quiet = "BF" if when is When.EMPLOYER else "0"
    if when is When.SOME_SILENT:
        quiet_paper = begin(town, cycle, PLAN)
    else:
        kind = REPORT if quiet == "0" else Paper.Kind.DEPARTMENT_REPORT
        actor = town.people["Sara Lund"] if quiet == "BF" else None
        quiet_paper = begin(town, cycle, kind, unit=quiet, actor=actor)
        assert section(quiet_paper) is None

    kind, unit = begun(town, cycle, campaign)
    actor = town.people["Sara Lund"] if unit == "BF" else None
    paper = begin(town, cycle, kind, unit=unit, actor=actor)

    assert words(paper) == "Det är så."


def test_when_all_have_answered_the_section_about_the_silent_is_gone(town, cycle, campaign):
    keep(town, REPORT, own("Några är kvar.", when=When.SOME_SILENT))
    people = {"ALB": "Bo Grip", "EKL": "Eva Sten", "KOK": "Ali Noor", "LOK": "Pia Rask"}
    for code, who in people.items():
        answered(town, campaign, code, who)

    assert section(begin(town, cycle, REPORT)) is None


def test_words_that_may_not_stand_wait_in_the_draft_and_the_desk_says_why(
    client, day, town, cycle, campaign
):
    keep(town, REPORT, own("Mallens ord.", "Avvikande", when=When.DISSENT, required=True))
    paper = begin(town, cycle, REPORT, slots={"own-1": "Mina ord."})
    day("2023-10-12")
    client.force_login(town.hr)

    page = client.get(reverse("reports:paper", args=[paper.pk])).content.decode()

    assert section(paper, "Avvikande") is None
    assert Paper.objects.get(pk=paper.pk).slots["own-1"] == "Mina ord."
    assert "Text som inte står i handlingen nu" in page
    assert "Bara när någon part har avvikande mening" in page


def test_a_section_that_is_always_there_says_when_there_is_nothing(town, cycle, campaign):
    keep(town, REPORT, own("", when=When.ALWAYS))

    assert words(begin(town, cycle, REPORT)) == "Inget att redovisa."


# ---- repeated parts --------------------------------------------------------------------


def repeated(town, cycle, each: Each, text: str) -> list[tuple[str, str]]:
    keep(town, REPORT, own(text, each=each))
    blocks = section(begin(town, cycle, REPORT))
    told: list[tuple[str, str]] = []
    for block in blocks or []:
        if isinstance(block, Heading):
            told.append((block.text, ""))
        else:
            told[-1] = (told[-1][0], f"{told[-1][1]}{block.text}")
    return told


def test_each_department_has_its_own_counts(town, cycle, campaign):
    answered(town, campaign)
    decide(town, cycle)
    observe(town, cycle, unit="BF", text="Mötena krockar.")

    told = repeated(
        town, cycle, Each.DEPARTMENTS,
        "{svarat} av {antal enheter}, {åtgärder} åtgärder. {iakttagelser i ord}",
    )  # fmt: skip

    assert told == [
        ("Bildningsförvaltningen", "1 av 2, 1 åtgärder. Mötena krockar."),
        ("Serviceförvaltningen", "0 av 2, 0 åtgärder."),
    ]


def test_each_unit_stands_below_its_department_and_none_is_lost(town, cycle, campaign):
    decide(town, cycle, "LOK")
    observe(town, cycle, sources=("EKL",))

    told = repeated(town, cycle, Each.UNITS, "{åtgärder i ord} {iakttagelser i ord}")

    assert [name for name, _ in told] == [
        "Alby skola", "Eklidens skola", "Centralköket", "Lokalvården",
    ]  # fmt: skip
    assert dict(told)["Lokalvården"] == "Flytta mötena"
    assert dict(told)["Eklidens skola"] == "Mötena krockar."


def test_each_area_stands_under_the_employers_own_headings(town, cycle, campaign):
    headings = [
        OwnArea("Lön hos oss", (Area.PAY, Area.PAY_MAPPING)),
        OwnArea("Resten", tuple(a for a in MUST_HAVE_A_HOME if "pay" not in a)),
    ]
    registers.keep_own_areas(employer=town.employer, headings=headings, actor=town.hr, at=AT)
    decide(town, cycle, area="pay")
    observe(town, cycle)

    told = repeated(town, cycle, Each.AREAS, "{namn}: {åtgärder} och {iakttagelser}")

    assert told == [("Lön hos oss", "Lön hos oss: 1 och 0"), ("Resten", "Resten: 0 och 1")]


def test_each_common_measure_has_who_answers_for_it(town, cycle, campaign):
    decide(town, cycle, common=True)

    told = repeated(town, cycle, Each.COMMON_MEASURES, "{ansvarig}, {klart senast}")

    assert told == [("Flytta mötena", "rektor, 2023-12-01")]


def test_what_stands_in_parts_is_told_by_source(town, cycle, campaign):
    keep(town, PLAN, own("{svarat}", each=Each.DEPARTMENTS))

    (value,) = queries.shown_values(begin(town, cycle), at=AT)

    assert (value.name, value.text) == ("Svarat, för varje förvaltning", "2 värden")


# ---- tables and pictures ---------------------------------------------------------------


@pytest.mark.parametrize("kind", sorted(KINDS - {"official_report"}))
def test_every_whole_can_stand_in_every_kind(town, cycle, campaign, kind):
    answered(town, campaign)
    decide(town, cycle, common=True)
    observe(town, cycle)
    keep(
        town,
        kind,
        *(S(f"own-{n}", f"Helt {name}", shows=name) for n, name in enumerate(WHOLES, start=1)),
    )
    is_department = kind == Paper.Kind.DEPARTMENT_REPORT

    paper = begin(
        town, cycle, kind, unit="BF" if is_department else "0",
        actor=town.people["Sara Lund"] if is_department else None,
    )  # fmt: skip

    told = {name: section(paper, f"Helt {name}") for name in WHOLES}
    assert any(isinstance(b, Table) for b in told["measures"])
    assert any(isinstance(b, Table) for b in told["areas"])
    for name in ("coverage", "wheel", *(() if is_department else ("progress",))):
        assert any(isinstance(b, Figure) for b in told[name]), name


def test_a_whole_stands_in_a_tjansteskrivelse_about_the_reports_unit(town, cycle, campaign):
    board = organisation.register_body(
        employer=town.employer, name="Kommunstyrelsen", kind="board", code="KS", above=None,
        from_date=town.at.date(), actor=town.hr, at=town.at,
    )  # fmt: skip
    decide(town, cycle, "KOK")
    decide(town, cycle, "ALB")
    keep(town, "official_report", own("Årets åtgärder:", shows="measures"))
    report = begin(
        town, cycle, Paper.Kind.DEPARTMENT_REPORT, unit="BF", actor=town.people["Sara Lund"]
    )

    paper = begin(
        town, cycle, Paper.Kind.OFFICIAL_REPORT,
        facts={
            "bodies": [board.pk], "points": [{"verb": "godkänna", "object": "rapporten"}],
            "recipients": ["HR"], "report": report.pk,
        },
    )  # fmt: skip

    _words, table = section(paper)
    assert [row[0] for row in table.rows] == ["Alby skola"]


# ---- templates of the other kinds ------------------------------------------------------


def test_a_units_plan_stands_in_the_municipalitys_order_and_words(town, cycle, campaign):
    answered(town, campaign)
    keep(town, "action_plan", own("Planen för {enheten} {år}.", "Om planen"))

    (plan,) = actions.make_action_plans(
        cycle=cycle, paper_date=AT.date(), approved_as="Moa", actor=town.hr, at=AT
    )

    assert plan.template is not None
    assert words(plan, "Om planen") == "Planen för Alby skola 2023."
    assert section(plan, "Risker, orsaker och åtgärder")
    assert plan.document["values"]


def test_the_chapter_is_written_and_stands_in_the_municipalitys_order(town, cycle, campaign):
    answered(town, campaign)
    keep(town, "personnel_chapter", own("{svarat} enhet."), staff=True)

    paper = begin(
        town, cycle, Paper.Kind.PERSONNEL_CHAPTER, slots={"introduction": "Ett år med {svarat}."}
    )

    assert words(paper) == "1 enhet."
    assert words(paper, "Arbetet under året").startswith("Ett år med 1.")
    assert section(paper, "Personalen") is None


def test_a_department_writes_by_the_template_of_the_follow_up_until_it_has_its_own(
    town, cycle, campaign
):
    def heading() -> str:
        paper = begin(
            town, cycle, Paper.Kind.DEPARTMENT_REPORT, unit="BF", actor=town.people["Sara Lund"]
        )
        return next(b.text for b in document_of(paper, at=AT).blocks if isinstance(b, Heading))

    assert heading() == "Så har arbetet gått till"
    keep(town, REPORT, own(heading="Ur uppföljningens mall"))
    assert heading() == "Ur uppföljningens mall"
    keep(town, "department_report", own(heading="Ur förvaltningens mall"))
    assert heading() == "Ur förvaltningens mall"


# ---- the page --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "wrong", [{"when": "påhitt"}, {"each": "påhitt"}, {"shows": "påhitt"}]
)  # fmt: skip
def test_a_choice_that_does_not_exist_is_refused(town, wrong):
    with pytest.raises(ValidationError, match="finns inte"):
        keep(town, PLAN, own(**wrong))


def test_only_own_sections_are_repeated_and_hold_tables(town):
    row = actions.keep_template(
        employer=town.employer, kind=PLAN, origin="plan", style="att", actor=town.hr, at=AT,
        sections=[S("purpose", "Syfte", each=Each.UNITS, shows="staff", when=When.ALWAYS)],
    )  # fmt: skip

    (kept,) = row.sections
    assert (kept["when"], kept["each"], kept["shows"]) == ("always", "", "")


@pytest.mark.parametrize("kind", ["action_plan", "department_report", "personnel_chapter"])
def test_every_kind_has_a_page_that_tries_it_and_says_what_is_wrong(
    client, day, town, cycle, campaign, kind
):
    day("2023-10-12")
    client.force_login(town.hr)
    address = reverse("reports:template", args=[town.employer.pk, kind])
    page = client.get(address)
    sent = {"do": "add"}
    for form in (page.context["head"], page.context["formset"].management_form):
        sent |= {field.html_name: field.value() for field in form}
    for form in page.context["formset"]:
        sent |= {f.html_name: "on" if f.value() is True else f.value() or "" for f in form}
        sent = {k: v for k, v in sent.items() if not (k.endswith(("-required",)) and v == "")}
    page = client.post(address, sent)
    new = page.context["formset"].forms[-1]
    count = {"s-TOTAL_FORMS": len(page.context["formset"].forms)}
    typed = {f.html_name: "on" if f.value() is True else f.value() or "" for f in new}
    typed |= {
        new["heading"].html_name: "Läget", new["text"].html_name: "{svarta} {svarat} {år}",
        new["when"].html_name: "always", new["required"].html_name: "",
    }  # fmt: skip

    page = client.post(address, sent | count | typed | {"do": "try"})

    told = page.content.decode()
    assert page.status_code == 200
    assert "Ingen uppgift heter svarta" in told and "{svarta} 0 2023" in told
    assert not PaperTemplate.objects.exists()


@pytest.mark.parametrize("rows", [1, 30])
def test_a_template_in_full_use_asks_as_many_questions_for_thirty_units_as_for_one(
    town, cycle, rows, django_assert_num_queries
):
    codes = [f"E{number:02d}" for number in range(rows)]
    for code in codes:
        town.managed(code, f"Enhet {code}", f"Chef {code}", under="BF")
        decide(town, cycle, code, due_date=date(2023, 10, 1))
    surveys.open_campaign(
        cycle=cycle, units=[town.units[code] for code in codes], opens_date=AT.date(),
        last_date=date(2023, 11, 20), actor=town.hr, at=AT,
    )  # fmt: skip
    keep(
        town, PLAN, own("{åtgärder i ord} {svarat}", each=Each.UNITS, when=When.SOME_SILENT),
        S("own-2", "Alla", text="{risker} {förlängda åtgärder}", shows="measures", when=When.LATE),
        S("own-3", "Förvaltningar", text="{svarat}", each=Each.DEPARTMENTS),
    )  # fmt: skip
    paper = begin(town, cycle)
    assert len(section(paper)) == 2 * rows

    with django_assert_num_queries(44):
        document_of(paper, at=AT)
