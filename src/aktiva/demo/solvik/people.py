"""The invented people of Solvik kommun and the roles they hold."""

from __future__ import annotations

import random
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from importlib import resources
from tomllib import loads
from typing import Any

from aktiva.demo.solvik.shapes import Holding, Person, SignIn, Unit

DOMAIN = "solvik.example"

ACTING = {"GRU-12", "VOF-07", "VOF-33", "FUN-09", "TSF-09", "KFF-05", "IFO-12", "FSK-21"}
"""Units whose manager is acting (tf.) in 2026."""

VACANT = {"VOF-31": date(2025, 2, 1), "FUN-15": date(2026, 4, 1), "TSF-13": date(2026, 6, 1)}
"""Units without a manager, and since when."""

CHANGED = {
    "FSK-05": date(2026, 1, 15),
    "FSK-17": date(2025, 8, 1),
    "GRU-19": date(2025, 8, 1),
    "GRU-27": date(2026, 8, 1),
    "VOF-03": date(2025, 3, 1),
    "VOF-14": date(2026, 2, 1),
    "VOF-25": date(2025, 10, 1),
    "VOF-44": date(2026, 5, 1),
    "FUN-04": date(2025, 5, 1),
    "FUN-22": date(2026, 3, 1),
    "IFO-06": date(2025, 9, 1),
    "KFF-09": date(2026, 1, 1),
    "SBF-04": date(2025, 11, 1),
    "TSF-06": date(2026, 4, 1),
    "KOK-01": date(2025, 7, 1),
}
"""Units that got a new manager, and when."""

SHARED = (("GRU-14", "GRU-15", "GRU-16"), ("FSK-10", "FSK-11"), ("VOF-01", "VOF-02"))
"""Units that share one manager; the first is a rektor with three units."""

PROTECTED = "IFO-14"
"""The manager here has a protected identity."""

_UNIONS = {
    "preschool": ("Kommunal", "Sveriges Lärare"),
    "school": ("Sveriges Lärare", "Kommunal"),
    "upper_secondary": ("Sveriges Lärare", "Vision"),
    "social_services": ("Vision", "Akademikerförbundet SSR"),
    "home_care": ("Kommunal",),
    "care_home": ("Kommunal", "Vårdförbundet"),
    "disability": ("Kommunal", "Vision"),
    "leisure": ("Vision", "Kommunal"),
    "office": ("Vision", "Akademikerförbundet SSR"),
    "kitchen": ("Kommunal",),
    "technical": ("Kommunal",),
    "fire_station": ("Brandmännens Riksförbund",),
}
_REPRESENTATIVES = (
    ("Sveriges Lärare", "Lena Hjort", ("FSK", "GRU", "GYV")),
    ("Kommunal", None, ("VOF", "FUN", "TSF", "FSK", "KFF", "GRU")),
    ("Vision", None, ("KLF", "IFO", "SBF", "MIF", "KFF", "FUN")),
    ("Vårdförbundet", None, ("VOF",)),
    ("Akademikerförbundet SSR", None, ("IFO", "KLF", "SBF", "MIF")),
    ("Brandmännens Riksförbund", None, ("RTJ",)),
)
_CENTRAL_REPRESENTATIVES = (
    ("Rut Ahlbom", "union_representative", "facklig företrädare", "Kommunal"),
    ("Göte Sandmark", "union_representative", "facklig företrädare", "Vision"),
    ("Maj Rönnbäck", "union_representative", "facklig företrädare", "Sveriges Lärare"),
    ("Ivar Sundell", "safety_representative", "huvudskyddsombud", "Vision"),
)
"""They sit in the central cooperation group and speak for the whole municipality."""

_PARTNERS = (("FSK", "GRU", "GYV"), ("VOF", "FUN"), ("IFO", "KFF", "RTJ"), ("KLF", "SBF", "TSF", "MIF"))  # fmt: skip


@dataclass
class _Register:
    """Hands out names that nobody has yet."""

    rng: random.Random
    people: list[Person] = field(default_factory=list)
    holdings: list[Holding] = field(default_factory=list)
    _names: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        text = (resources.files(__package__) / "people.toml").read_text(encoding="utf-8")
        names = loads(text)
        self._names = [f"{g} {f}" for g in names["given"] for f in names["family"]]
        self.rng.shuffle(self._names)

    def add(self, name: str | None = None, *, protected: bool = False) -> str:
        """Register somebody and return the key."""
        taken = {person.email for person in self.people}
        while True:
            chosen = name or self._names.pop()
            email = f"{_ascii(chosen)}@{DOMAIN}"
            if email not in taken:
                break
            if name:
                raise ValueError(f"{name} is registered already")
        key = _ascii(chosen)
        self.people.append(Person(key=key, name=chosen, email=email, protected=protected))
        return key

    def hold(
        self, person: str, role: str, unit_code: str, title: str, since: date, **rest: Any
    ) -> None:
        """Give a person a role."""
        self.holdings.append(
            Holding(
                person=person, role=role, unit_code=unit_code, title=title, from_date=since, **rest
            )
        )


def people(
    units: Iterable[Unit], *, chiefs: dict[str, str], root: str
) -> tuple[tuple[Person, ...], tuple[Holding, ...]]:
    """Return everybody and every role with its dates.

    Args:
        chiefs: What the chief of each kind of unit is called.
        root: The code of the employer's unit.
    """
    listed = list(units)
    rng = random.Random("solvik people")
    register = _Register(rng)
    _central(register, listed, root=root)
    _managers(register, listed, chiefs=chiefs)
    _representatives(register, listed)
    for name, role, title, organisation in _CENTRAL_REPRESENTATIVES:
        since = date(2023, 3, 1)
        register.hold(
            register.add(name), role, root, title, since, organisation=organisation,
            notified_on=since,
        )  # fmt: skip
    return tuple(register.people), tuple(register.holdings)


def sign_ins(holdings: tuple[Holding, ...], people: tuple[Person, ...]) -> tuple[SignIn, ...]:
    """Return typical people to sign in as, with what they see."""
    by_key = {person.key: person for person in people}
    head = next(h for h in holdings if h.role == "department_head" and h.unit_code == "GRU")
    partner = next(h for h in holdings if h.role == "hr_partner" and h.unit_code == "GRU")
    shared = next(h for h in holdings if h.unit_code == SHARED[0][0] and h.role == "unit_manager")
    kitchen = next(
        h
        for h in holdings
        if h.unit_code == "KOK-01" and h.role == "unit_manager" and not h.to_date
    )
    chosen = (
        ("amina.lindqvist", "HR-strateg", "Hela kommunen"),
        (partner.person, "HR-partner, skola och förskola", "De egna förvaltningarna"),
        (head.person, "förvaltningschef, Grundskoleförvaltningen", "Grundskolan"),
        ("maria.sandell", "rektor, Almskolan", "Almskolan, halvvägs i underlaget"),
        (shared.person, "rektor för tre enheter", "Hamnskolan F–3, 4–6 och fritidshemmet"),
        (kitchen.person, "enhetschef, Köket Almskolan", "Köket som bytte förvaltning 2025"),
        ("jonas.ek", "skyddsombud, Kommunal", "Almskolan och dess fritidshem"),
        (
            "lena.hjort",
            "facklig företrädare, Sveriges Lärare",
            "Förskola, grundskola och gymnasium",
        ),
        ("rut.ahlbom", "facklig företrädare, Kommunal", "Hela kommunen, i samverkan"),
        ("elsa.wiklund", "nämndsekreterare", "Ärendena"),
        ("nils.ahl", "registrator", "Ärendena"),
    )
    return tuple(
        SignIn(email=by_key[key].email, name=by_key[key].name, function=function, sees=sees)
        for key, function, sees in chosen
    )


def _central(register: _Register, units: list[Unit], *, root: str) -> None:
    register.hold(
        register.add("Amina Lindqvist"), "hr_strategist", root, "HR-strateg", date(2021, 3, 1)
    )
    register.hold(register.add(), "hr_strategist", root, "HR-chef", date(2020, 9, 1))
    register.hold(register.add("Elsa Wiklund"), "secretary", root, "nämndsekreterare", date(2019, 2, 1))  # fmt: skip
    register.hold(register.add("Nils Ahl"), "registrar", root, "registrator", date(2018, 10, 1))
    register.hold(register.add(), "administrator", root, "systemförvaltare", date(2023, 1, 9))
    register.hold(register.add(), "auditor", root, "revisor", date(2023, 1, 1))
    for group in _PARTNERS:
        partner = register.add()
        for code in group:
            register.hold(partner, "hr_partner", code, "HR-partner", date(2022, 8, 15))
    for unit in units:
        if unit.kind == "department":
            since = date(2019 + register.rng.randrange(5), register.rng.choice((1, 3, 8)), 1)
            register.hold(register.add(), "department_head", unit.code, "förvaltningschef", since)


def _managers(register: _Register, units: list[Unit], *, chiefs: dict[str, str]) -> None:
    shared = {code: group[0] for group in SHARED for code in group}
    keys: dict[str, str] = {}
    for unit in units:
        if unit.kind in {"principal_area", "area"}:
            since = date(2020, 8, 1)
            register.hold(register.add(), "unit_manager", unit.code, chiefs[unit.kind], since)
        if not unit.answers:
            continue
        leader = shared.get(unit.code, unit.code)
        name = "Maria Sandell" if unit.name == "Almskolan" else None
        if leader not in keys:
            keys[leader] = register.add(name, protected=unit.code == PROTECTED)
        title = chiefs[unit.kind]
        since = date(2018 + register.rng.randrange(6), register.rng.randrange(1, 13), 1)
        if unit.code in VACANT:
            register.hold(keys[leader], "unit_manager", unit.code, title, since, to_date=VACANT[unit.code])  # fmt: skip
        elif unit.code in CHANGED:
            change = CHANGED[unit.code]
            register.hold(keys[leader], "unit_manager", unit.code, title, since, to_date=change)
            register.hold(register.add(), "unit_manager", unit.code, title, change)
        elif unit.code in ACTING:
            ended = date(2026, 1, 1)
            register.hold(keys[leader], "unit_manager", unit.code, title, since, to_date=ended)
            register.hold(register.add(), "unit_manager", unit.code, title, ended, acting=True)
        else:
            register.hold(keys[leader], "unit_manager", unit.code, title, since)


def _representatives(register: _Register, units: list[Unit]) -> None:
    jonas = register.add("Jonas Ek")
    alm = [unit for unit in units if unit.name in {"Almskolan", "Almskolans fritidshem"}]
    for unit in alm:
        _represent(register, jonas, "safety_representative", unit.code, "Kommunal", date(2023, 2, 1))  # fmt: skip
    rest = [unit for unit in units if unit.answers and unit not in alm]
    turn = 0
    for start in range(0, len(rest), 5):
        team = rest[start : start + 5]
        groups = dict.fromkeys(unit.group for unit in team)
        for group in groups:
            unions = _UNIONS[group]
            person = register.add()
            since = date(2022 + turn % 3, 1 + turn % 12, 1)
            for unit in team:
                if unit.group == group:
                    _represent(register, person, "safety_representative", unit.code, unions[turn % len(unions)], since)  # fmt: skip
            turn += 1
    for organisation, name, departments in _REPRESENTATIVES:
        person = register.add(name)
        for code in departments:
            _represent(register, person, "union_representative", code, organisation, date(2023, 3, 1))  # fmt: skip


def _represent(
    register: _Register, person: str, role: str, code: str, organisation: str, since: date
) -> None:
    title = "skyddsombud" if role == "safety_representative" else "facklig företrädare"
    register.hold(
        person,
        role,
        code,
        title,
        since,
        organisation=organisation,
        notified_on=date(since.year, since.month, 1),
    )


def _ascii(name: str) -> str:
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return plain.lower().replace(" ", ".").replace("'", "")


def unions_of(group: str) -> tuple[str, ...]:
    """Return the organisations that usually take part in units of the group."""
    return _UNIONS[group]
