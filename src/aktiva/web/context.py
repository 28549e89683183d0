"""What every page shows around its content: employer, person, navigation."""

from __future__ import annotations

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext as _

from aktiva.adapters import clock
from aktiva.apps.accounts import words
from aktiva.apps.cooperation import policy as cooperation_policy
from aktiva.apps.cooperation import queries as cooperation
from aktiva.apps.cycles import policy as cycles_policy
from aktiva.apps.organisation import policy, queries
from aktiva.apps.pay import policy as pay
from aktiva.apps.schools import queries as schools
from aktiva.apps.surveys import links
from aktiva.domain.organisation.permissions import HOLDERS, Permission, Role
from aktiva.domain.organisation.tree import Level

_ORDER = (
    Role.HR_STRATEGIST,
    Role.HR_PARTNER,
    Role.DEPARTMENT_HEAD,
    Role.SECRETARY,
    Role.REGISTRAR,
    Role.AUDITOR,
    Role.ADMINISTRATOR,
    Role.UNIT_MANAGER,
    Role.ASSISTANT,
    Role.SAFETY_REPRESENTATIVE,
    Role.UNION_REPRESENTATIVE,
)


@dataclass(frozen=True, slots=True)
class Person:
    """The one who is signed in, as the top of the page shows them."""

    name: str
    function: str
    initials: str


@dataclass(frozen=True, slots=True)
class Link:
    """A place to go."""

    label: str
    url: str
    current: bool
    count: int = 0


@dataclass(slots=True)
class Group:
    """Places that belong together."""

    title: str
    links: list[Link] = field(default_factory=list)


def chrome(request) -> dict:
    """Return the frame; for a page without a person only the employer-less one."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {"employer_name": "", "person": None, "nav_groups": []}
    return _for(request, user)


def _for(request, user) -> dict:
    today = clock.today()
    holdings = sorted(
        policy.holdings(user, on=today), key=lambda h: (_ORDER.index(Role(h.role)), h.acting, h.pk)
    )
    first = holdings[0] if holdings else None
    employer = first.unit.employer if first else None
    initials = "".join(part[0] for part in user.name.split()[:2]).upper()
    function = first.function if first else ""
    return {
        "employer_name": employer.name if employer else "",
        "person": Person(user.name, function, initials),
        "by_link": links.held(request.session) is not None,
        "keeps_words": bool(words.seconds_left(request.session)),
        "words": SimpleLazyObject(lambda: _words(employer)),
        "own_roles": SimpleLazyObject(lambda: _own_roles(holdings, today)),
        "sees_year": bool({Role(h.role) for h in holdings} & HOLDERS[Permission.YEAR_SEE]),
        "nav_groups": SimpleLazyObject(lambda: _groups(request, user, employer, today)),
    }


def _words(employer) -> dict:
    """Return the words by level; who has no departments is spoken of as the employer there."""
    if not employer:
        return {}
    words = {level.value: words for level, words in queries.level_words(employer).items()}
    words.setdefault(Level.DEPARTMENT.value, words.get(Level.EMPLOYER.value))
    return words


def _own_roles(holdings, today) -> list[dict]:
    shown = []
    for h in holdings:
        tree = queries.tree(h.unit.employer, on=today)
        node = tree.nodes.get(h.unit_id)
        shown.append({"function": h.function, "unit": node.name if node else h.unit.code})
    return shown


def _groups(request, user, employer, today) -> list[Group]:
    if employer is None:
        return []
    roles = policy.roles(user, on=today, employer=employer)

    def may(permission: Permission) -> bool:
        return bool(roles & HOLDERS[permission])

    def link(label: str, name: str, *args) -> Link:
        url = reverse(name, args=args)
        return Link(label, url, request.path == url)

    cycle = _cycle(request, user, employer, today)
    groups: list[Group] = []
    if cycle is not None:
        year = Group(_("Året %(year)s") % {"year": cycle.year})
        if may(Permission.YEAR_SEE):
            year.links.append(link(_("Översikt"), "overview:year", cycle.pk))
        for unit in _managed(_holdings_of(user, employer, today))[:1]:
            year.links.append(link(_("Enhetens år"), "cycles:unit_year", cycle.pk, unit))
            for school in schools.at_units(employer, [unit], year=cycle.year):
                year.links.append(link(_("Barn och elever"), "schools:tasks", cycle.pk, school.pk))
        if may(Permission.YEAR_SEE):
            year.links.append(link(_("Barn och elever"), "schools:year", cycle.pk))
        if may(Permission.SHEET_READ):
            year.links.append(link(_("Rutnät"), "coverage:grid", cycle.pk))
            year.links.append(link(_("Enheternas svar"), "surveys:sheet_list", cycle.pk))
            year.links.append(link(_("Åtgärder"), "cycles:measure_list", cycle.pk))
            year.links.append(link(_("Årshjul"), "timetable:wheel", cycle.pk))
            year.links.append(link(_("Samverkan"), "cooperation:year", cycle.pk))
            year.links.append(link(_("Medarbetarpuls"), "pulse:year", cycle.pk))
        follows = may(Permission.PAY_FOLLOW) and pay.is_begun(cycle)
        if may(Permission.PAY_KEEP) or follows or pay.is_named(user, cycle):
            year.links.append(link(_("Lönekartläggning"), "pay:overview", cycle.pk))
        if may(Permission.YEAR_SEE):
            year.links.append(link(_("Utbildningar"), "trainings:year", cycle.pk))
        if roles & {Role.UNIT_MANAGER, Role.DEPARTMENT_HEAD, Role.SAFETY_REPRESENTATIVE}:
            year.links.append(link(_("Mina utbildningar"), "trainings:own"))
        if may(Permission.COOPERATION_CONFIRM):
            year.links.append(_to_read(request, user, today))
        if may(Permission.YEAR_KEEP):
            year.links.append(link(_("Gemensamma åtgärder"), "cycles:common_measures", cycle.pk))
        if year.links:
            groups.append(year)
        account = Group(_("Redovisning"))
        if may(Permission.COMPILATION_SEE):
            account.links.append(link(_("Sammanställning"), "reports:compilation", cycle.pk))
            account.links.append(link(_("Handlingar"), "reports:paper_list", cycle.pk))
        if may(Permission.CASE_SEE):
            account.links.append(link(_("Ärenden"), "casework:case_list"))
        if account.links:
            groups.append(account)
        control = Group(_("Kontroll"))
        if may(Permission.LAW_SEE):
            control.links.append(link(_("Lagkoll"), "lawcheck:law", cycle.pk))
            if not may(Permission.YEAR_KEEP):
                control.links.append(
                    link(_("Riktlinjer och rutiner"), "guidelines:employer", employer.pk)
                )
        elif may(Permission.LAW_SUMMARY_SEE):
            control.links.append(link(_("Läget mot lagen"), "lawcheck:summary", cycle.pk))
        if may(Permission.FIGURES_RELEASE):
            control.links.append(link(_("Personaluppgifter"), "statistics:staff", cycle.pk))
        if may(Permission.YEAR_KEEP):
            control.links.append(link(_("Påminnelser"), "timetable:reminders", cycle.pk))
        if may(Permission.MAIL_SEE):
            control.links.append(link(_("Utkorg"), "overview:outbox"))
        if control.links:
            groups.append(control)
    if may(Permission.ORGANISATION_KEEP):
        own = Group(_("Arbetsgivaren"))
        own.links.append(link(_("Organisation"), "organisation:employer", employer.pk))
        own.links.append(link(_("Politiska organ"), "organisation:bodies", employer.pk))
        if may(Permission.YEAR_KEEP):
            own.links.append(link(_("Forum"), "registers:forums", employer.pk))
            own.links.append(link(_("Egna rubriker"), "registers:own_areas", employer.pk))
            own.links.append(link(_("Frågeunderlag"), "questionnaires:versions", employer.pk))
            own.links.append(link(_("Mallar"), "reports:template", employer.pk, "official_report"))
            own.links.append(link(_("Styrdokument"), "registers:documents", employer.pk))
            own.links.append(link(_("Riktlinjer och rutiner"), "guidelines:employer", employer.pk))
            own.links.append(link(_("Parter i samverkan"), "cooperation:parties", employer.pk))
            own.links.append(link(_("Öppna ett nytt år"), "cycles:year_open", employer.pk))
        groups.append(own)
    return groups


def _to_read(request, user, today) -> Link:
    """Return the link to what a representative is asked to read, with how much waits."""
    url = reverse("cooperation:to_read")
    asked = cooperation_policy.confirmable(user, on=today)
    n = cooperation.n_to_read(asked, user=user)
    return Link(_("Att läsa"), url, request.path == url, n)


def _holdings_of(user, employer, today):
    """Return the person's roles at one employer."""
    return [h for h in policy.holdings(user, on=today) if h.unit.employer_id == employer.pk]


def _managed(holdings) -> list[int]:
    """Return the units that the person manages, the one with an ordinary post first."""
    held = [h for h in holdings if h.role == Role.UNIT_MANAGER]
    return [h.unit_id for h in sorted(held, key=lambda h: (h.acting, h.pk))]


def _cycle(request, user, employer, today):
    wanted = request.resolver_match.kwargs.get("cycle_id") if request.resolver_match else None
    cycles = pay.with_named(cycles_policy.visible_cycles(user, on=today), user)
    if wanted is not None:
        found = cycles.filter(pk=wanted).first()
        if found is not None:
            return found
    return cycles.filter(employer=employer).order_by("-year").first()
