"""From the database's rows to the plain facts that the papers are built of."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime

from aktiva.apps.audit import history
from aktiva.apps.cycles import queries as cycles
from aktiva.apps.cycles.models import Cycle, Measure, Outcome
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Unit
from aktiva.apps.reports.models import Observation, Paper
from aktiva.apps.reports.queries import compiling as compiled
from aktiva.apps.reports.queries.circumstances import in_annex
from aktiva.apps.statistics import queries as statistics
from aktiva.apps.surveys import queries as surveys
from aktiva.apps.surveys.models import Answer, Sheet
from aktiva.domain.cycle.own_areas import Headings
from aktiva.domain.disclosure.door import Outcome as Leaving
from aktiva.domain.documents import papers
from aktiva.domain.documents.blocks import Block, Paragraph, Table
from aktiva.domain.organisation.tree import Level, Node, Tree
from aktiva.domain.organisation.words import genitive
from aktiva.domain.questionnaire import FieldKind, Question, columns, summary
from aktiva.domain.values import Area, Step

WAY_OF_WORKING = "Kännedom och arbetssätt"


def sender(cycle: Cycle, unit: Unit, *, on: date, author: str = "") -> papers.Sender:
    """Return who writes: the employer and the unit, named as on `on`."""
    node = place_of(cycle, unit, on=on)
    name = node.name if node else last_name(unit)
    return papers.Sender(
        employer=cycle.employer.name,
        address=cycle.employer.address,
        department=name,
        department_genitive=genitive(name),
        author=author,
    )


def place_of(cycle: Cycle, unit: Unit, *, on: date) -> Node | None:
    """Return where a unit stands in the organisation on a day, None where it did not exist."""
    return organisation.tree(cycle.employer, on=on).nodes.get(unit.pk)


def last_name(unit: Unit) -> str:
    """Return what a unit was called last. One question."""
    period = unit.periods.order_by("-from_date").first()
    return period.name if period else unit.code


def figures(cycle: Cycle, unit: Unit, *, on: date, as_text: bool) -> tuple[Block, ...]:
    """Return the unit's staff as it may leave through the door, as sentences or a table."""
    tree = organisation.tree(cycle.employer, on=on)
    ids = tree.subtree(unit.pk) or frozenset({unit.pk})
    day = statistics.latest_day(ids, year=cycle.year)
    table = statistics.staff_table(unit, ids, on=day) if day else None
    if table is None or table.leaving.table is None:
        return ()
    shown = table.leaving.table
    notes: list[Block] = []
    if table.leaving.outcome is Leaving.RELEASED and table.release is not None:
        notes.append(
            Paragraph(
                f"Tabellen har små tal och lämnas ut efter beslut av {table.release.decided_as} "
                f"{table.release.decided_at.date().isoformat()}. Skäl: {table.release.reason}"
            )
        )
    elif table.leaving.outcome is Leaving.COARSER:
        notes.append(
            Paragraph(
                "Uppdelningen på hel- och deltid visas inte, eftersom något tal är mindre än fem."
            )
        )
    if as_text and len(shown.columns) == 2:
        sentences = [
            f"Av de {papers.number(sum(row))} {label.lower()} arbetar {papers.number(row[1])} deltid."
            for label, row in zip(shown.rows, shown.cells, strict=True)
            if sum(row)
        ]
        return (Paragraph(" ".join(sentences)), *notes)
    if as_text:
        parts = [
            f"{papers.number(row[0])} {label.lower()}"
            for label, row in zip(shown.rows, shown.cells, strict=True)
            if row[0]
        ]
        return (Paragraph(f"Personalen var {table.on_date.isoformat()} {_listing(parts)}."),)
    header = ("Anställningsform", *shown.columns)
    rows = tuple(
        (label, *(papers.number(n) for n in cells))
        for label, cells in zip(shown.rows, shown.cells, strict=True)
    )
    if len(shown.columns) > 1:
        header = (*header, "Totalt")
        rows = tuple(
            (*row, papers.number(sum(cells))) for row, cells in zip(rows, shown.cells, strict=True)
        )
    return (Table(f"Anställda {table.on_date.isoformat()}", header, rows), *notes)


def observations(cycle: Cycle, unit: Unit) -> list[Observation]:
    """Return the observations that somebody has accepted, in order. One question."""
    return list(compiled.observations(cycle, unit).filter(state=Observation.State.ACCEPTED))


def reported(found: Iterable[Observation], tree: Tree) -> list[papers.ReportedObservation]:
    """Return observations with the names of the units they came from."""
    rows = []
    for o in found:
        names = [tree.nodes[s["unit"]].name for s in o.sources if s.get("unit") in tree.nodes]
        rows.append(
            papers.ReportedObservation(
                is_strength=o.kind == Observation.Kind.STRENGTH,
                title=o.title,
                text=o.text,
                units=tuple(dict.fromkeys(names)),
                since=o.since,
            )
        )
    return rows


def area_sections(
    c: compiled.Compilation, found: list[Observation], headings: Headings
) -> tuple[papers.AreaSection, ...]:
    """Return one section per area that has questions or observations, in the employer's order."""
    results = dict(c.by_area(headings))
    sections = []
    for area in (None, *sorted(Area, key=lambda area: headings.places[area])):
        own = [o for o in found if o.area == (area or "")]
        if area not in results and not own:
            continue
        sections.append(
            papers.AreaSection(
                title=area.short_label if area else WAY_OF_WORKING,
                under=under(headings, area) if area else None,
                questions=tuple(
                    papers.CountedQuestion(
                        key=r.question.key,
                        text=r.question.text,
                        by_choice=r.tally.by_choice,
                        n_answered=r.tally.n_answered,
                        last_year=r.last_year.by_choice if r.last_year else (),
                        mean=r.mean,
                    )
                    for r in results.get(area, [])
                ),
                observations=tuple(reported(own, c.tree)),
            )
        )
    return tuple(sections)


def under(headings: Headings, area: Area) -> papers.Under | None:
    """Return the own heading an area stands under, None where it has the Act's own words."""
    heading = headings.above(area)
    return papers.Under(heading, area) if heading else None


def unit_parts(c: compiled.Compilation) -> tuple[papers.UnitPart, ...]:
    """Return each unit's own part: who took part, how the work is done, improvement areas."""
    by_sheet: dict[int, dict[str, Answer]] = {}
    for answer in c.answers:
        by_sheet.setdefault(answer.sheet_id, {})[answer.question] = answer
    parts = []
    for sheet in c.sheets:
        if sheet.state == Sheet.State.OPEN:
            continue
        given = by_sheet.get(sheet.pk, {})

        def words(key: str, given=given) -> str:
            return summary(c.asks.question(key), given[key].value) if key in given else ""

        ways = " ".join(w for w in (words("B1"), words("B5")) if w)
        parts.append(papers.UnitPart(c.name_of(sheet.unit_id), words("A2"), ways, words("12.4")))
    return tuple(parts)


def measure_row(measure: Measure, name: str, outcome: Outcome | None = None) -> papers.MeasureRow:
    """Return a measure as a row of a table."""
    due = measure.due_date.isoformat() if measure.due_date else measure.schedule_text
    return papers.MeasureRow(
        unit=name,
        title=measure.title,
        owner=measure.owner_role,
        time=measure.schedule_text or due,
        follow_up=measure.follow_up or measure.effect_measure,
        outcome=outcome.get_result_display() if outcome else "",
        effect=f"{outcome.get_effect_display()}. {outcome.how_known}" if outcome else "",
    )


def last_years(
    c: compiled.Compilation, *, as_of: datetime | None = None
) -> tuple[papers.MeasureRow, ...]:
    """Return last year's measures with their outcomes, for the units of a compilation."""
    outcomes = cycles.last_outcomes(c.cycle, as_of=as_of)
    ids = c.unit_ids | {c.scope.pk}
    return tuple(
        measure_row(m, c.name_of(m.unit_id), outcomes.get(m.pk))
        for m in cycles.measures_owed_by_all(c.cycle, as_of=as_of)
        if m.unit_id in ids
    )


def measures(
    c: compiled.Compilation, *, as_of: datetime | None = None
) -> tuple[papers.MeasureRow, ...]:
    """Return the units' own measures of the year."""
    return tuple(
        measure_row(m, c.name_of(m.unit_id))
        for m in cycles.measures(c.cycle, as_of=as_of)
        if m.unit_id in c.unit_ids
    )


def common_measures(cycle: Cycle) -> tuple[papers.MeasureRow, ...]:
    """Return the measures decided for everybody. One question."""
    return tuple(measure_row(m, "") for m in cycles.common_measures(cycle))


def cooperation(c: compiled.Compilation) -> tuple[Block, ...]:
    """Return the department's or employer's own account of cooperation, dissent word for word."""
    question = next((q for q in c.asks.questions if q.key == "9.2"), None)
    if question is None:  # a questionnaire of the employer's own may lack it
        return ()
    found = Answer.objects.filter(
        sheet__campaign__in=c.survey.ids, question="9.2", sheet__unit=c.scope
    ).exclude(sheet__level=Sheet.Level.UNIT).order_by("pk")  # fmt: skip
    root = c.tree.root.id if c.tree.root else None
    if c.scope.pk == root:
        found = Answer.objects.filter(
            sheet__campaign__in=c.survey.ids, question="9.2", sheet__level=Sheet.Level.DEPARTMENT
        ).order_by("sheet__unit__code", "pk")
    rows, views = [], []
    several = c.scope.pk == root
    for answer in found.select_related("sheet"):
        name = c.name_of(answer.sheet.unit_id)
        short = (
            c.tree.nodes[answer.sheet.unit_id].short_name
            if answer.sheet.unit_id in c.tree.nodes
            else name
        )
        given = answer.value.get("rows") or {}
        for step in Step:
            row = given.get(step.value) or {}
            if not row.get("forum"):
                continue
            rows.append(
                papers.CooperationRow(
                    step=f"{step.label} ({short})" if several else step.label,
                    forum=_label(question, "forum", row.get("forum")),
                    on=str(row.get("date") or ""),
                    parties=", ".join(
                        _label(question, "parties", p) for p in row.get("parties") or []
                    ),
                    result=str(row.get("result") or ""),
                )
            )
            if row.get("views"):
                views.append(papers.Dissent(f"{step.label.lower()}, {name}", str(row["views"])))
    return papers.cooperation_blocks(rows, views)


def _label(question: Question, column: str, code: object) -> str:
    spec = next((s for s in columns(question) if s.column == column), None)
    if spec is None or spec.kind is FieldKind.LINE:
        return str(code)
    return next((o.label for o in spec.options if o.code == code), str(code))


def own_answers(c: compiled.Compilation) -> tuple[tuple[str, str], ...]:
    """Return the scope's own answers, as a department or centrally."""
    is_root = c.tree.root is not None and c.tree.root.id == c.scope.pk
    level = Sheet.Level.CENTRAL if is_root else Sheet.Level.DEPARTMENT
    sheet = c.survey.sheets.filter(unit=c.scope, level=level).first()
    if sheet is None:
        return ()
    given = surveys.answers(sheet)
    return tuple(
        (f"{q.key} {q.text}", summary(q, given[q.key].value))
        for q in surveys.shown(sheet, c.asks, given)
        if q.key in given and q.key != "9.2" and summary(q, given[q.key].value)
    )


def annex(c: compiled.Compilation) -> tuple[papers.UnitAnnex, ...]:
    """Return every unit's answers for the annex."""
    return tuple(
        papers.UnitAnnex(
            name=f"{u.name}, {u.department}" if u.department else u.name,
            submitted=in_annex(c, u.sheet),
            answers=tuple((q.key, words) for q, words in u.answers if words),
        )
        for u in compiled.annex(c)
    )


def annex_questions(c: compiled.Compilation) -> tuple[tuple[str, str], ...]:
    """Return the numbers and words of the questions that the annex answers."""
    return tuple((q.key, q.text) for q in surveys.asked(Sheet.Level.UNIT, c.asks, c.survey.length))


def scope_of(paper: Paper) -> Unit:
    """Return the unit whose year a paper tells of. At most two questions."""
    report = Paper.objects.filter(pk=paper.facts.get("report")).select_related("unit").first()
    return report.unit if report is not None else paper.unit


def years_facts(
    cycle: Cycle, c: compiled.Compilation, scope: Unit, *, at: datetime
) -> papers.YearsFacts:
    """Return what the year shows. Kept while nothing changes."""
    return history.unchanged(
        ("years facts", cycle.pk, scope.pk, at.date()), lambda: _counted(cycle, c, scope)
    )


def _counted(cycle: Cycle, c: compiled.Compilation, scope: Unit) -> papers.YearsFacts:
    found = observations(cycle, scope)
    before = last_years(c)
    is_root = c.tree.root is not None and c.tree.root.id == scope.pk
    about = [(o.kind, Area(o.area).short_label if o.area else WAY_OF_WORKING) for o in found]
    return papers.YearsFacts(
        year=cycle.year,
        units_word=units_word(cycle, c),
        n_asked=c.n_asked,
        n_answered=c.n_answered,
        strengths=tuple(area for kind, area in about if kind == Observation.Kind.STRENGTH),
        improvements=tuple(area for kind, area in about if kind == Observation.Kind.IMPROVEMENT),
        n_before=len(before),
        n_before_followed_up=sum(bool(row.outcome) for row in before),
        n_measures=sum(m.unit_id in c.unit_ids and not m.common for m in cycles.measures(cycle)),
        n_common=len(cycles.common_measures(cycle)) if is_root else 0,
    )


def units_word(cycle: Cycle, c: compiled.Compilation) -> str:
    """Return ”förvaltningens enheter”, or ”förvaltningens förskolor” where all are of one kind."""
    words = organisation.level_words(cycle.employer)
    kinds = organisation.kind_words(cycle.employer)
    is_root = c.tree.root is not None and c.tree.root.id == c.scope.pk
    whole = words.get(Level.EMPLOYER if is_root else Level.DEPARTMENT)
    found = {c.tree.nodes[s.unit_id].kind for s in c.sheets if s.unit_id in c.tree.nodes}
    plural = kinds[found.pop()].plural if len(found) == 1 else "enheter"
    return f"{genitive(whole.definite)} {plural}" if whole else plural


def _listing(words: list[str]) -> str:
    return f"{', '.join(words[:-1])} och {words[-1]}" if len(words) > 1 else "".join(words)
