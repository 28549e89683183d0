"""The pages that the bench asks for, and as whom."""

from __future__ import annotations

from collections.abc import Callable

HR = "amina.lindqvist@solvik.example"
RECTOR = "maria.sandell@solvik.example"
HEAD = "tuula.sundin@solvik.example"
SECRETARY = "elsa.wiklund@solvik.example"
UNION = "lena.hjort@solvik.example"


def routes_of(reverse: Callable[..., str]) -> list[tuple[str, str, str]]:
    """Return (name, who, address) of every page that a person works in."""
    from aktiva.apps.casework.models import Case
    from aktiva.apps.cycles.models import Cycle
    from aktiva.apps.organisation.models import Unit
    from aktiva.apps.reports.models import Observation, Paper
    from aktiva.apps.surveys.models import Sheet

    now = Cycle.objects.get(year=2026, employer__name="Solvik kommun")
    before = Cycle.objects.get(year=2025, employer=now.employer_id)
    employer = now.employer_id
    school = Unit.objects.get(employer=employer, code="GRU")
    sheets = Sheet.objects.filter(campaign__cycle=now)
    own = sheets.get(level="unit", unit__periods__name="Almskolan")
    handed_in = sheets.filter(level="unit", state="submitted").order_by("pk").first()
    central = sheets.get(level="central")
    observation = Observation.objects.filter(cycle=now).order_by("pk").first()
    case = Case.objects.filter(cycle=before).order_by("pk").first()
    papers = {
        kind: Paper.objects.filter(cycle=before, kind=kind).order_by("pk").first()
        for kind in ("annual_report", "official_report", "department_report", "action_plan")
    }

    def at(name: str, *args: object) -> str:
        return reverse(name, args=args)

    return [
        ("Logga in", "", at("accounts:sign_in")),
        ("Året", HR, at("overview:year", now.pk)),
        ("Året, förvaltningschef", HEAD, at("overview:year", now.pk)),
        ("Enheternas svar", HR, at("surveys:sheet_list", now.pk)),
        ("Ett svar", HR, at("surveys:sheet_read", handed_in.pk)),
        ("Åtgärder", HR, at("cycles:measure_list", now.pk)),
        ("Åtgärder som de var", HR, at("cycles:measure_list", before.pk) + "?per=2025-11-20"),
        ("Gemensamma åtgärder", HR, at("cycles:common_measures", now.pk)),
        ("Årshjul", HR, at("timetable:wheel", now.pk)),
        ("Årshjul, en enhet", RECTOR, at("timetable:wheel", now.pk)),
        ("Årshjul, en månad", HR, at("timetable:month", now.pk, 11)),
        ("Påminnelser", HR, at("timetable:reminders", now.pk)),
        ("Skicka ut underlaget", HR, at("surveys:campaign_new", now.pk)),
        ("Öppna ett nytt år", HR, at("cycles:year_open", employer)),
        ("Sammanställning", HR, at("reports:compilation", now.pk)),
        (
            "Sammanställning, förvaltning",
            HR,
            at("reports:compilation", now.pk) + f"?enhet={school.pk}",
        ),
        ("Iakttagelse", HR, at("reports:observation", observation.pk)),
        ("Förvaltning", HEAD, at("reports:department", now.pk, school.pk)),
        ("Handlingar", HR, at("reports:paper_list", before.pk)),
        *(
            (f"Handling: {kind}", HR, at("reports:paper", paper.pk))
            for kind, paper in papers.items()
            if paper is not None
        ),
        ("Lagkoll", HR, at("lawcheck:law", now.pk)),
        ("Lagkoll som den var", HR, at("lawcheck:law", now.pk) + "?per=2026-11-01"),
        ("Personaluppgifter", HR, at("statistics:staff", now.pk)),
        ("Utkorg", HR, at("overview:outbox")),
        ("Organisation", HR, at("organisation:employer", employer)),
        ("Läs in enheter", HR, at("organisation:list_read", employer)),
        ("Ord för enheter", HR, at("organisation:kinds", employer)),
        ("Politiska organ", HR, at("organisation:bodies", employer)),
        ("En enhet", HR, at("organisation:unit", school.pk)),
        ("Centrala frågor", HR, at("surveys:tasks", central.pk)),
        ("Dina uppgifter", RECTOR, at("surveys:tasks", own.pk)),
        ("En fråga", RECTOR, at("surveys:question", own.pk, "5.1")),
        ("Fråga B6", RECTOR, at("surveys:question", own.pk, "B6")),
        ("Förra årets åtgärder", RECTOR, at("surveys:outcomes", own.pk)),
        ("Risker", RECTOR, at("surveys:risks", own.pk)),
        ("Deltagare", RECTOR, at("surveys:participants", own.pk)),
        ("Läs igenom", RECTOR, at("surveys:hand_in", own.pk)),
        ("Enheter du företräder", UNION, at("overview:tasks")),
        ("Ärenden", SECRETARY, at("casework:case_list")),
        ("Ett ärende", SECRETARY, at("casework:case", case.pk)),
        ("Nytt ärende", SECRETARY, at("casework:case_new", now.pk)),
    ]
