"""Every table of a pay mapping as rows of values, for the workbook."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from aktiva.apps.pay import queries as pay
from aktiva.apps.pay.queries import Figures, Standing
from aktiva.domain.pay.comparisons import Kind
from aktiva.domain.pay.explanations import explanations
from aktiva.domain.pay.gaps import gap
from aktiva.domain.pay.judging import Connected
from aktiva.domain.pay.quartiles import quartiles

Rows = list[Sequence[object]]

_KINDS = {
    Kind.EQUAL_WORK: "Lika arbete",
    Kind.EQUAL_VALUE: "Likvärdigt arbete",
    Kind.LOWER_VALUE: "Högre lön trots lägre krav",
}


def tables(figures: Figures, standing: Standing) -> Mapping[str, Rows]:
    """Return sheet name → a row of headings and rows of values."""
    return {
        "oversikt": _overview(figures),
        "grupper": _groups(figures),
        "jamforelser": _comparisons(figures, standing),
        "kvartiler": _quartiles(figures),
        "plan": _plan(standing),
        "forra_arets_plan": _outcomes(standing),
        "regler": _rules(figures),
    }


def _overview(figures: Figures) -> Rows:
    people = figures.people
    cells = figures.ordered.cells(people.woman, 2)
    return [
        ("name", "value"),
        ("Lönerna gäller", figures.mapping.pay_date.isoformat()),
        ("Lönefil", figures.run.file_name),
        ("Kontrollsumma (SHA-256)", figures.run.sha256),
        ("Kvinnor", int(cells.count[1])),
        ("Män", int(cells.count[0])),
        ("Medellön kvinnor", round(float(cells.mean[1]))),
        ("Medellön män", round(float(cells.mean[0]))),
        ("Skillnad i medellön, andel", gap(float(cells.mean[1]), float(cells.mean[0]))),
        ("Skillnad i medianlön, andel", gap(float(cells.median[1]), float(cells.median[0]))),
    ]


def _groups(figures: Figures) -> Rows:
    rows: Rows = [
        (
            "group", "women", "men", "Kvinnodominerad", "Poäng", "Band", "mean_women", "mean_men",
            "median_women", "median_men", "gap_mean", "gap_median",
        )
    ]  # fmt: skip
    for g in figures.by_name.values():
        value = figures.values.get(g.name)
        rows.append(
            (
                g.name, g.women, g.men, "ja" if figures.standings[g.name].dominated else "nej",
                value.points if value else None, value.band if value else None, g.mean_women,
                g.mean_men, g.median_women, g.median_men, g.gap_mean, g.gap_median,
            )
        )  # fmt: skip
    return rows


def _comparisons(figures: Figures, standing: Standing) -> Rows:
    rows: Rows = [
        ("type", "women_group", "other_group", "gap_mean", "gap_median", "judgement", "Analys", "Förklaringar")
    ]  # fmt: skip
    for c in figures.comparisons:
        judgement = standing.judgements.get(c.pair)
        given = judgement.given if judgement else ()
        rows.append(
            (
                _KINDS[c.kind], c.women_group, c.other_group, c.gap_mean, c.gap_median,
                Connected(judgement.connected).label if judgement else "",
                judgement.text if judgement else "",
                "; ".join(
                    f"{explanations()[g.code].label}: {g.text}"
                    for g in given
                    if g.code in explanations()
                ),
            )
        )  # fmt: skip
    return rows


def _quartiles(figures: Figures) -> Rows:
    found = quartiles(figures.ordered, figures.people.woman)
    return [
        ("quartile", "women", "men"),
        *((n, band.women, band.men) for n, band in enumerate(found, 1)),
    ]


def _plan(standing: Standing) -> Rows:
    rate = pay.rate_of(standing.mapping)
    rows: Rows = [
        ("Åtgärd", "Antal personer", "Kronor i månaden", "Kostnad", "Börjar", "Klar senast", "Betalas genom", "Ansvarig")
    ]  # fmt: skip
    for row in standing.plan_rows:
        cost = pay.cost_of(pay.plan_row_of(row, {}), rate)
        rows.append(
            (
                row.what, row.persons, row.kr_month, cost, row.start and row.start.isoformat(),
                row.due and row.due.isoformat(), row.financing, row.responsible,
            )
        )  # fmt: skip
    return rows


def _outcomes(standing: Standing) -> Rows:
    return [
        ("Åtgärd", "Hur det gick", "Beskrivning", "Nytt slutdatum", "Beslutat av"),
        *(
            (
                row.what, str(row.get_state_display()) if row.state else "", row.outcome,
                row.new_due and row.new_due.isoformat(), row.decided_by,
            )
            for row in standing.last_rows
        ),
    ]  # fmt: skip


def _rules(figures: Figures) -> Rows:
    return [
        ("Regel eller praxis", "Slag", "Granskad", "Texten", "Användningen"),
        *(
            (r.name, str(r.get_kind_display()), r.reviewed_on.isoformat(), r.in_text, r.in_use)
            for r in figures.mapping.rules.order_by("kind", "name")
        ),
    ]
