"""Solvik's pay mapping of 2026, half done: the file is frozen, the work valued, judging has begun."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from aktiva.apps.accounts.models import User
from aktiva.apps.cooperation.models import Party
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.organisation.models import Employer
from aktiva.apps.pay import actions, queries
from aktiva.apps.pay.models import PayComparison, PayMapping, PayRun
from aktiva.apps.statistics import queries as statistics
from aktiva.demo.pay_file import pay_file
from aktiva.demo.solvik.calendar import at
from aktiva.domain.pay.comparisons import Kind
from aktiva.domain.pay.grouping import Place
from aktiva.domain.pay.mapping import Sexes
from aktiva.domain.pay.reconciling import Explained, Reason, Side
from aktiva.domain.pay.regrouping import Split
from aktiva.domain.pay.valuation import Criterion, shipped_plan

PAY_DATE = date(2026, 11, 1)
ON_LEAVE = 11
"""Those who are in the staff register and have no pay on the day."""

COLUMNS: Mapping[str, str] = {
    "id": "Anställningsnummer", "sex": "Kön", "title": "Befattning", "code": "AID",
    "pay": "Månadslön heltid", "supplements": "Fasta tillägg", "extent": "Sysselsättningsgrad",
    "birth": "Födelseår", "hired": "Anställningsår", "unit": "Enhet",
}  # fmt: skip
DEMANDS: Mapping[str, tuple[int, int, int, int]] = {
    "Undersköterska": (2, 3, 4, 4), "Undersköterska natt": (2, 4, 4, 5),
    "Vårdbiträde": (1, 2, 4, 4), "Personlig assistent": (1, 3, 3, 4),
    "Stödassistent": (2, 3, 3, 4), "Sjuksköterska": (4, 4, 4, 4), "Barnskötare": (2, 3, 3, 3),
    "Förskollärare": (4, 3, 4, 3), "Lärare grundskola": (4, 4, 4, 3),
    "Lärare gymnasium": (5, 4, 4, 2), "Fritidspedagog": (3, 3, 3, 3), "Rektor": (5, 5, 5, 2),
    "Enhetschef vård och omsorg": (4, 5, 5, 2), "Socialsekreterare": (4, 4, 5, 3),
    "Måltidsbiträde": (1, 1, 2, 3), "Kock": (2, 2, 2, 3), "Lokalvårdare": (1, 1, 2, 3),
    "Vaktmästare": (2, 2, 2, 3), "IT-tekniker": (3, 3, 3, 1),
    "Ingenjör vatten och avlopp": (4, 4, 3, 2), "Drifttekniker": (2, 3, 2, 4),
    "Administratör": (2, 2, 2, 1), "Ekonom": (4, 4, 3, 1), "Brandman": (2, 4, 3, 5),
    "Kommunjurist": (5, 4, 4, 1),
}  # fmt: skip
"""Title → levels of skills, responsibility, effort and conditions."""

RULES = (
    ("agreement", "Huvudöverenskommelse om lön och anställningsvillkor",
     "Avtalet säger att lönen är individuell och differentierad. Inga skrivningar gynnar ett kön.",
     "Tilläggen för obekväm arbetstid används lika. Beredskap ersätts oftare i tekniska yrken än i vården."),
    ("criteria", "Lönekriterier för Solvik kommun",
     "Kriteriet flexibilitet kan missgynna den som har deltid eller små barn. Det är omskrivet.",
     "Cheferna i skolan använder kriterierna i samtalen. I vården har var tredje medarbetare inte fått dem förklarade."),
    ("policy", "Lönepolicy", "Policyn säger att lika arbete ska ha lika lön och följs upp varje år.",
     "Nya medarbetare i tekniska yrken får oftare lön över ingångslönen än nya i vård och skola."),
    ("benefit", "Tjänstebil och fri parkering", "",
     "Förmånen finns i samhällsbyggnad och räddningstjänst, där de flesta är män, men inte i hemtjänsten."),
)  # fmt: skip
STEPS = (
    ("planning", date(2026, 11, 2), "Vi gick igenom tidsplanen, lönefilens innehåll och vilka som läser löner."),
    ("practice", date(2026, 11, 5), "Vi läste avtal, kriterier och policy och jämförde hur tilläggen används."),
    ("groups", date(2026, 11, 9), "Vi prövade grupperna och lät nattpersonalen bli en egen grupp."),
    ("value", date(2026, 11, 16), "Vi bedömde faktor för faktor var för sig och talade om skillnaderna."),
)  # fmt: skip
PARTIES = ("Kommunal", "Vision", "Sveriges Lärare")


@transaction.atomic
def load(*, employer: Employer, actor: User, partner: User) -> None:
    """Load the mapping; `partner` rates the work beside `actor`."""
    cycle = Cycle.objects.get(employer=employer, year=PAY_DATE.year)
    began = at(date(2026, 11, 2), 9)
    mapping = actions.begin(
        cycle=cycle, actor=actor, at=began,
        facts=actions.MappingFacts(
            pay_date=PAY_DATE, po_percent=Decimal("40.15"), uses_directive=True
        ),
    )  # fmt: skip
    _read(mapping, actor, at(date(2026, 11, 4), 10))
    _practice(mapping, actor)
    _split(mapping, actor, at(date(2026, 11, 9), 15))
    _value(mapping, actor, partner)
    _cooperate(mapping, actor)
    _judge(mapping, actor, at(date(2026, 11, 24), 13))


def _read(mapping: PayMapping, actor: User, when: datetime) -> PayRun:
    employer = mapping.cycle.employer
    n = statistics.headcount(employer, on=PAY_DATE) or 0
    tree = organisation.tree(employer, on=PAY_DATE)
    units = tuple(sorted(node.name for node in tree.nodes.values() if not tree.children(node.id)))
    content = pay_file(n - ON_LEAVE, units=units, year=PAY_DATE.year)
    run = actions.take_file(
        mapping_id=mapping.pk, name="lonefil-2026-11-01.csv", content=content, actor=actor, at=when
    )
    actions.hold_against_register(
        run_id=run.pk, name="personalregister-2026-11-01.csv", content=_register(content),
        actor=actor, at=when,
    )  # fmt: skip
    run.refresh_from_db()
    actions.explain_places(
        run_id=run.pk, actor=actor, at=when,
        given=[
            Explained(place, Reason.UNPAID_LEAVE, count)
            for place, count in queries.places_of(run).items()
            if place.side is Side.LEFT_OUT
        ],
    )  # fmt: skip
    return actions.confirm_file(
        run_id=run.pk, columns=COLUMNS, sexes=Sexes(woman=("K",), man=("M",)), actor=actor, at=when
    )


def _register(content: bytes) -> bytes:
    """Return the staff register: everybody in the pay file, and those on leave without pay."""
    rows = [line.split(";") for line in content.decode("cp1252").splitlines()[1:]]
    listed = [f"{row[0]};{row[9]};Tillsvidare" for row in rows]
    away = [f"{90_000 + i};{rows[i][9]};Tillsvidare" for i in range(ON_LEAVE)]
    lines = ["Anställningsnummer;Enhet;Anställningsform", *listed, *away]
    return "\r\n".join(lines).encode("cp1252")


def _practice(mapping: PayMapping, actor: User) -> None:
    when = at(date(2026, 11, 6), 14)
    for kind, name, in_text, in_use in RULES:
        actions.keep_rule(
            mapping_id=mapping.pk, actor=actor, at=when,
            facts=actions.RuleFacts(
                kind=kind, name=name, in_text=in_text, in_use=in_use,
                reviewed_on=date(2026, 11, 5),
            ),
        )  # fmt: skip
    actions.keep_survey(
        mapping_id=mapping.pk, actor=actor, at=when,
        facts=actions.SurveyFacts(
            on_date=date(2026, 11, 6),
            sources="Lönestatistik för länets kommuner 2026\nPlatsannonser i länet, september 2026",
            findings="IT-tekniker, ekonomer och ingenjörer har två till fyra procent högre lön i "
            "grannkommunerna. Vårdyrkena skiljer sig inte åt.",
        ),
    )  # fmt: skip


def _split(mapping: PayMapping, actor: User, when: datetime) -> None:
    """Let those who work at night be a group of their own; they have the same code."""
    group = mapping.groups.get(name="Undersköterska")
    places = {Place(title, code) for title, code in group.places}
    night = frozenset(p for p in places if "natt" in p.title)
    actions.regroup_groups(
        mapping_id=mapping.pk, actor=actor, at=when,
        change=Split(
            group.name, (("Undersköterska natt", night), (group.name, frozenset(places - night))),
            "Nattarbetet innebär ensamarbete och andra arbetsförhållanden.",
        ),
    )  # fmt: skip


def _value(mapping: PayMapping, actor: User, partner: User) -> None:
    when = at(date(2026, 11, 12), 9)
    actions.invite_raters(mapping_id=mapping.pk, users=[actor.pk, partner.pk], actor=actor, at=when)
    order = list(Criterion)
    factors = shipped_plan().factors
    for group in queries.work_groups(mapping):
        demands = DEMANDS[group.name]
        levels = {f.key: min(len(f.levels), demands[order.index(f.criterion)]) for f in factors}
        for rater in (actor, partner):
            actions.rate(group_id=group.pk, levels=levels, actor=rater, at=when)
    actions.accept_alike(mapping_id=mapping.pk, actor=actor, at=at(date(2026, 11, 16), 15))


def _cooperate(mapping: PayMapping, actor: User) -> None:
    found = {p.name: p.pk for p in Party.objects.filter(employer=mapping.cycle.employer_id)}
    for step, day, done in STEPS:
        actions.keep_cooperation(
            mapping_id=mapping.pk, actor=actor, at=at(day, 16),
            facts=actions.CooperationFacts(
                step=step, on_date=day, parties=[found[name] for name in PARTIES], done=done
            ),
        )  # fmt: skip
    for name in PARTIES:
        actions.hand_over(
            mapping_id=mapping.pk, actor=actor, at=at(date(2026, 11, 9), 8),
            facts=actions.HandoverFacts(
                party=found[name], what="groups", on_date=date(2026, 11, 9),
                words="Grupperna med antal kvinnor och män, och faktorplanen.",
            ),
        )  # fmt: skip


LAST_PLAN = (
    (
        actions.PlanFacts(
            sort="adjustment", what="Höj lönerna för kvinnor bland enhetschefer i vård och omsorg",
            persons=11, kr_month=500, due=date(2026, 4, 30), responsible="Förhandlingschef",
        ),
        actions.OutcomeFacts(
            state="done",
            outcome="Elva enhetschefer fick höjningen i april. Skillnaden i gruppen har vänt.",
        ),
    ),
    (
        actions.PlanFacts(
            sort="other", what="Skriv om kriteriet flexibilitet i lönekriterierna",
            due=date(2026, 6, 30), responsible="HR-chef",
        ),
        None,
    ),
)  # fmt: skip
"""Rows of the plan of 2025, which was made on paper, and what became of them."""

EXPLAINED = ("Undersköterska", "Undersköterska natt", "Stödassistent", "Lärare grundskola")
DOUBTFUL = "Ekonom"


def _judge(mapping: PayMapping, actor: User, when: datetime) -> None:
    rows = PayComparison.objects.filter(mapping=mapping, kind=Kind.EQUAL_WORK, is_current=True)
    by_name = {row.women_group.name: row for row in rows.select_related("women_group")}
    for name in EXPLAINED:
        actions.judge(
            mapping_id=mapping.pk, comparison_ids=[by_name[name].pk], connected="no", text="",
            given=[
                {
                    "code": "experience",
                    "text": f"I gruppen {name} har männen i genomsnitt fler år i yrket, och lönen följer "
                    "åren lika för alla.",
                }
            ],
            actor=actor, at=when,
        )  # fmt: skip
    doubtful = by_name[DOUBTFUL]
    actions.judge(
        mapping_id=mapping.pk, comparison_ids=[doubtful.pk], connected="cannot_be_excluded",
        text="Männen anställdes de senaste åren med högre ingångslön, och något skäl finns inte "
        "antecknat.",
        given=[], actor=actor, at=when,
    )  # fmt: skip
    (row,) = actions.add_plan_rows(
        mapping_id=mapping.pk, actor=actor, at=when,
        facts=[
            actions.PlanFacts(
                sort="adjustment", what="Jämna ut lönerna bland ekonomer i löneöversynen",
                answers=[doubtful.pk], persons=8, kr_month=650, start=date(2027, 4, 1),
                due=date(2028, 4, 30), financing="Löneöversynens centrala medel",
                responsible="Förhandlingschef",
            )
        ],
    )  # fmt: skip
    actions.make_measure(row_id=row.pk, actor=actor, at=when)
    for facts, outcome in LAST_PLAN:
        old = actions.write_off_row(mapping_id=mapping.pk, facts=facts, actor=actor, at=when)
        if outcome is not None:
            actions.tell_outcome(
                mapping_id=mapping.pk, row_id=old.pk, facts=outcome, actor=actor, at=when
            )
