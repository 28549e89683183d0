"""The year's pay mapping as a paper, out of the figures that somebody was named to read."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from aktiva.apps.cooperation.models import Party
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Unit
from aktiva.apps.pay import queries as pay
from aktiva.apps.pay.models import PayComparison, PayMapping, PayPlanRow
from aktiva.apps.pay.queries import Figures, Standing
from aktiva.apps.pay.queries.picturing import Side as Paid
from aktiva.apps.pay.queries.picturing import Sides
from aktiva.apps.reports.queries import facts
from aktiva.domain.disclosure.groups import is_enough
from aktiva.domain.documents import papers
from aktiva.domain.documents.blocks import Document
from aktiva.domain.documents.papers import PayVersion
from aktiva.domain.documents.papers.rows import NOTHING
from aktiva.domain.pay.comparisons import Comparison, Kind, Pair
from aktiva.domain.pay.explanations import choice_in_report, explanations
from aktiva.domain.pay.gaps import Group
from aktiva.domain.pay.judging import Connected, Judgement
from aktiva.domain.pay.plan import Sort, total
from aktiva.domain.pay.reconciling import Side
from aktiva.domain.pay.swedish import NO_BREAK, number_of, percent, points, whole

_MINUS = (
    "Skillnaden är den andra gruppens lön minus den kvinnodominerades, i procent av den andras."
)
_WORDS = {
    Kind.EQUAL_WORK: "Kvinnor och män i samma grupp (9 § första stycket 1). Skillnaden är männens "
    "lön minus kvinnornas, i procent av männens.",
    Kind.EQUAL_VALUE: "Grupper som är kvinnodominerade mot likvärdiga grupper som inte är det "
    f"(9 § första stycket 2). {_MINUS}",
    Kind.LOWER_VALUE: "Grupper som är kvinnodominerade mot grupper som inte är det, har lägre krav "
    f"i arbetet och ändå högre lön (9 § första stycket 3). {_MINUS}",
}
_HIDDEN = (
    "I den öppna versionen visas inga löner och inga antal i grupper. Där färre än fem kvinnor eller "
    "fem män jämförs visas varken skillnaden eller förklaringen. Andra förklaringar återges med sitt "
    "slag, inte ord för ord, och utfallet av förra årets plan utan beskrivning."
)
_ONE_ONLY = {Side.LEFT_OUT: "Bara i registret", Side.EXTRA: "Bara i lönefilen"}
_OF_PERSONS = "I en liten grupp kan bilagan visa en enda persons lön. "
_MORE = ("Medellön", "Medianlön", "Spridning", "Antal")


def document(
    figures: Figures, standing: Standing, *, version: PayVersion, on: date, author: str
) -> Document:
    """Return the paper. About eight questions besides those of the figures."""
    mapping = figures.mapping
    made = _Making(figures, standing, version)
    return papers.pay_mapping_report(
        papers.PayMappingReport(
            version=version,
            sender=facts.sender(mapping.cycle, _root(mapping, on), on=on, author=author),
            title=f"Lönekartläggning {mapping.cycle.year}",
            on=on,
            year=mapping.cycle.year,
            facts=made.facts(),
            lacking=() if mapping.closed_at else tuple(_short(pay.left_to_do(standing))),
            rules=tuple(
                papers.PayRuleRow(
                    r.name, str(r.get_kind_display()), r.reviewed_on, r.in_text, r.in_use
                )
                for r in mapping.rules.order_by("kind", "name")
            ),
            surveys=tuple(
                papers.PaySurveyRow(s.on_date, tuple(s.sources.splitlines()), s.findings)
                for s in mapping.surveys.order_by("on_date")
            ),
            groups=made.groups(),
            changes=made.changes(),
            value_words=made.value_words(),
            parts=made.parts(),
            more_columns=_MORE if version is PayVersion.ANNEX else (),
            plan=made.plan(),
            costs=made.costs(),
            outcomes=made.outcomes(),
            has_last_year=standing.before is not None or bool(standing.last_rows),
            cooperation=made.cooperation(),
            heed=made.heed(),
        )
    )


def _root(mapping: PayMapping, on: date) -> Unit:
    root = organisation.tree(mapping.cycle.employer, on=on).root
    return Unit.objects.select_related("employer").get(pk=root.id if root else None)


_MOST_LACKING = 30


def _short(left_to_do: list[pay.Left]) -> list[str]:
    lines = [one.words for one in left_to_do]
    left = len(lines) - _MOST_LACKING
    return lines if left <= 0 else [*lines[:_MOST_LACKING], f"Ytterligare {left} punkter."]


class _Making:
    """One version of the paper being made."""

    def __init__(self, figures: Figures, standing: Standing, version: PayVersion) -> None:
        self._figures = figures
        self._standing = standing
        self._version = version
        self._mapping = figures.mapping
        self._rate = pay.rate_of(figures.mapping)
        self._rows: Mapping[Pair, PayComparison] = {pay.pair_of(row): row for row in standing.rows}
        self._facing = Sides(figures)

    @property
    def _is_public(self) -> bool:
        return self._version is PayVersion.PUBLIC

    def heed(self) -> str:
        """Return what the reader of the version has to know before its figures."""
        match self._version:
            case PayVersion.PUBLIC:
                return _HIDDEN
            case PayVersion.ANNEX:
                return _OF_PERSONS + pay.confidentiality(self._mapping.cycle.employer)
            case PayVersion.EMPLOYER:
                return ""

    def facts(self) -> tuple[tuple[str, str], ...]:
        run, people = self._figures.run, self._figures.people
        women = int(people.woman.sum())
        told = [
            ("Lönerna gäller", self._mapping.pay_date.isoformat()),
            (
                "Anställda",
                f"{whole(len(people))}: {number_of(women, 'kvinna', 'kvinnor')} och "
                f"{number_of(len(people) - women, 'man', 'män')}",
            ),
            ("Lönefilens kontrollsumma (SHA-256)", run.sha256),
        ]
        if run.n_register is not None:
            told.append(
                (
                    "Avstämt mot personalregistret",
                    f"{whole(run.n_both or 0)} finns i båda, av {whole(run.n_register)} i registret",
                )
            )
            if not self._is_public:
                told += [
                    (_ONE_ONLY[side], "; ".join(f"{whole(n)} {why}" for why, n in counts.items()))
                    for side, counts in pay.one_file_only(run).items()
                ]
        dropped = [str(d["heading"]) for d in run.dropped if d.get("sensitive")]
        if dropped:
            told.append(("Kolumner som aldrig sparas", ", ".join(dropped)))
        return tuple(told)

    def groups(self) -> tuple[papers.PayGroupRow, ...]:
        rows = []
        for g in self._figures.by_name.values():
            standing = self._figures.standings[g.name]
            value = self._figures.values.get(g.name)
            share = "–" if standing.share is None else percent(standing.share)
            if self._is_public:
                share = "minst 60 procent" if standing.dominated else "under 60 procent"
            if standing.reason:
                share += " (undantag)" if not self._is_public else ", efter undantag"
            rows.append(
                papers.PayGroupRow(
                    name=g.name,
                    women=NOTHING if self._is_public else whole(g.women),
                    men=NOTHING if self._is_public else whole(g.men),
                    share=share,
                    value="inte värderad"
                    if value is None or value.points is None
                    else f"{points(round(value.points, 1))}, band {value.band}",
                )
            )
        return tuple(rows)

    def changes(self) -> tuple[str, ...]:
        said = [
            f"{', '.join(c.before)} {c.get_kind_display().lower()}: {', '.join(c.after)}. {c.reason}"
            for c in reversed(pay.changes(self._mapping))
        ]
        said += [
            f"{g.name} räknas som {'kvinnodominerad' if g.dominated else 'inte kvinnodominerad'}: "
            f"{g.dominated_reason}"
            for g in self._figures.work
            if g.dominated is not None
        ]
        return tuple(said)

    def value_words(self) -> str:
        when = self._valued_when()
        if self._mapping.method == PayMapping.Method.IMPORTED:
            return f"Arbetet är värderat med {self._mapping.imported_method}.{when}"
        plan = pay.plan_of(self._mapping)
        said = ", ".join(
            f"{c.label} {points(plan.weight_of(c))} procent"
            for c in dict.fromkeys(f.criterion for f in plan.factors)
        )
        return f"Arbetet är värderat efter lagens fyra kriterier (3 kap. 10 §): {said}.{when}"

    def _valued_when(self) -> str:
        days = {pay.valued_on(self._mapping, g) for g in self._figures.work} - {None}
        if not days:
            return ""
        first, last = min(days).isoformat(), max(days).isoformat()
        if first == last:
            return f" Värderingen gjordes {first}."
        return f" Värderingen gjordes {first} till {last}."

    def parts(self) -> tuple[papers.PayPart, ...]:
        by_kind: dict[Kind, list[Comparison]] = {kind: [] for kind in Kind}
        for c in self._figures.comparisons:
            by_kind[c.kind].append(c)
        return tuple(
            papers.PayPart(
                heading=kind.label,
                words=f"{_WORDS[kind]} {self._summed(found)}",
                rows=tuple(self._pair(c) for c in found),
            )
            for kind, found in by_kind.items()
        )

    def _summed(self, found: list[Comparison]) -> str:
        rows = [self._rows[c.pair] for c in found if c.pair in self._rows]
        judged = [row.connected for row in rows]
        n = {c: judged.count(c.value) for c in Connected}
        left = len(found) - sum(n.values())
        lacking = sum(row.connected != "" and bool(self._standing.lacks(row)) for row in rows)
        said = (
            f"{number_of(len(found), 'jämförelse', 'jämförelser')}: samband med kön finns i "
            f"{n[Connected.YES]}, går inte att utesluta i {n[Connected.CANNOT_BE_EXCLUDED]} och finns "
            f"inte i {n[Connected.NO]}. {left} är inte bedömda."
        )
        if not lacking:
            return said
        saknar = number_of(lacking, "bedömning saknar", "bedömningar saknar")
        return f"{said} {saknar} något och räknas inte."

    def _pair(self, c: Comparison) -> papers.PayPairRow:
        row = self._rows.get(c.pair)
        judgement = self._standing.judgements.get(c.pair)
        told = not self._is_public or self._is_enough(c)
        return papers.PayPairRow(
            between=c.women_group
            if c.kind is Kind.EQUAL_WORK
            else f"{c.women_group} mot {c.other_group}",
            mean=_gap(c.gap_mean) if told else NOTHING,
            median=_gap(c.gap_median) if told else NOTHING,
            more=self._more(c) if self._version is PayVersion.ANNEX else (),
            judgement=Connected(row.connected).label if row is not None and row.connected else "",
            explanation=self._explained(judgement, c) if told else "",
        )

    def _sides(self, c: Comparison) -> tuple[Group, Group]:
        return self._figures.by_name[c.women_group], self._figures.by_name[c.other_group]

    def _is_enough(self, c: Comparison) -> bool:
        ours, theirs = self._sides(c)
        if c.kind is Kind.EQUAL_WORK:
            return is_enough(ours.women) and is_enough(ours.men)
        return is_enough(ours.women + ours.men) and is_enough(theirs.women + theirs.men)

    def _more(self, c: Comparison) -> tuple[str, ...]:
        facing = self._facing.of(c.pair)
        sides = (facing.women, facing.other)
        counts = f"{facing.women.people} mot {facing.other.people}"
        if c.kind is Kind.EQUAL_WORK:
            counts = f"{facing.women.women} kvinnor, {facing.other.men} män"
        return (
            " mot ".join(_kronor(side.mean) for side in sides),
            " mot ".join(_kronor(side.median) for side in sides),
            "; ".join(_spread(side) for side in sides),
            counts,
        )

    def _explained(self, judgement: Judgement | None, c: Comparison) -> str:
        if judgement is None:
            return ""
        labels = [explanations()[g.code].label for g in judgement.given if g.code in explanations()]
        if self._is_public:
            return f"{', '.join(dict.fromkeys(labels))}." if labels else ""
        said = [judgement.text.strip()]
        for g in judgement.given:
            label = explanations()[g.code].label if g.code in explanations() else "Förklaring"
            proof = [g.criteria.strip()]
            proof += [f"omvärldsanalysen {g.market.on.isoformat()}"] if g.market else []
            proof += [f"beslut {g.decided_on.isoformat()}"] if g.decided_on else []
            beside = "; ".join(p for p in proof if p)
            said.append(f"{label}: {g.text.strip()}{f' ({beside})' if beside else ''}")
        if judgement.choice is not None:
            said.append(choice_in_report(judgement.choice, group=c.women_group))
        return " ".join(s for s in said if s)

    def plan(self) -> tuple[papers.PayPlanLine, ...]:
        return tuple(self._plan_line(row) for row in self._standing.plan_rows)

    def _plan_line(self, row: PayPlanRow) -> papers.PayPlanLine:
        by_id = {r.pk: pair for pair, r in self._rows.items()}
        about = [by_id[pk] for pk in row.answers if pk in by_id]
        is_told = not self._is_public
        cost = pay.cost_of(pay.plan_row_of(row, {}), self._rate)
        return papers.PayPlanLine(
            what=row.what,
            answers="; ".join(
                p.women_group
                if p.kind is Kind.EQUAL_WORK
                else f"{p.women_group} mot {p.other_group}"
                for p in about
            ),
            persons=NOTHING if row.persons is None or not is_told else whole(row.persons),
            kr_month=NOTHING if row.kr_month is None or not is_told else whole(row.kr_month),
            cost=NOTHING
            if not is_told
            else "inte beräknad"
            if cost is None
            else f"{whole(cost)} kronor{' om året' if row.sort == Sort.ADJUSTMENT else ''}",
            start=row.start,
            due=row.due,
            financing=row.financing,
            responsible=row.responsible,
            beyond=row.beyond,
        )

    def costs(self) -> str:
        if self._rate is None:
            return "PO-pålägget är inte angivet, så årskostnaden är inte räknad."
        persons = sum(r.persons or 0 for r in self._standing.plan_rows if r.sort == Sort.ADJUSTMENT)
        if self._is_public and persons and not is_enough(persons):
            return "Kostnaden visas inte, eftersom den gäller färre än fem personer."
        found = total(self._standing.plan, self._rate)
        said = (
            f"Lönejusteringarna kostar tillsammans {whole(found.adjustments)} kronor om året med "
            f"{points(float(self._rate.percent))} procent PO, och övriga åtgärder "
            f"{whole(found.others)} kronor."
        )
        if not found.uncosted:
            return said
        return f"{said} {number_of(found.uncosted, 'rad', 'rader')} saknar kostnad."

    def outcomes(self) -> tuple[papers.PayOutcomeLine, ...]:
        return tuple(
            papers.PayOutcomeLine(
                what=row.what,
                state=str(row.get_state_display()) if row.state else "Inte utvärderad",
                words="" if self._is_public else row.outcome,
                changed=_changed(row),
            )
            for row in self._standing.last_rows
        )

    def cooperation(self) -> tuple[papers.PayTogether, ...]:
        names = dict(
            Party.objects.filter(employer=self._mapping.cycle.employer_id).values_list("pk", "name")
        )
        return tuple(
            papers.PayTogether(
                step=str(row.get_step_display()),
                on=row.on_date,
                parties=tuple(names[pk] for pk in row.parties if pk in names),
                done=row.done,
                dissent=row.dissent,
            )
            for row in self._mapping.cooperation.order_by("on_date", "pk")
        )


def _changed(row: PayPlanRow) -> str:
    if not row.decided_by:
        return ""
    day = f", ny dag {row.new_due.isoformat()}" if row.new_due else ""
    return f"Beslutat av {row.decided_by}{day}."


def _gap(share: float | None) -> str:
    """Return "6,2 %", which a narrow column has room for on one line."""
    if share is None:
        return NOTHING
    return percent(share).replace(" procent", f"{NO_BREAK}%")


def _kronor(amount: float | None) -> str:
    return NOTHING if amount is None else f"{whole(round(amount))}{NO_BREAK}kr"


def _spread(side: Paid) -> str:
    """Return the pay between which four fifths are; with few the spread says nothing of them."""
    if side.low is None or side.high is None:
        return "för få"
    return f"{whole(round(side.low))}–{whole(round(side.high))}{NO_BREAK}kr"
