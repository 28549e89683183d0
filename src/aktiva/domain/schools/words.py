"""The words that a school's record is chosen from, in Swedish, and what a name says of a unit."""

from __future__ import annotations

from enum import StrEnum


class Form(StrEnum):
    """What kind of school it is, in the words of the Education Act."""

    PRESCHOOL = "preschool"
    COMPULSORY = "compulsory"
    LEISURE = "leisure"
    ADAPTED_COMPULSORY = "adapted_compulsory"
    UPPER_SECONDARY = "upper_secondary"
    ADAPTED_UPPER_SECONDARY = "adapted_upper_secondary"
    ADULT = "adult"

    @property
    def label(self) -> str:
        return _FORMS[self]

    @property
    def children(self) -> str:
        """What those are called for whom the school is."""
        if self is Form.PRESCHOOL:
            return "barn"
        return "elever"


class Part(StrEnum):
    """The seven parts of a school's year, in the order they are asked."""

    EXAMINE = "examine"
    RISKS = "risks"
    MEASURES = "measures"
    FOLLOW_UP = "follow_up"
    TEXTS = "texts"
    COOPERATION = "cooperation"
    PLAN = "plan"

    @property
    def label(self) -> str:
        return _PARTS[self][0]

    @property
    def source(self) -> str:
        return _PARTS[self][1]

    @property
    def is_of_the_act(self) -> bool:
        """Whether it follows from the Discrimination Act and not from the Education Act."""
        return self is not Part.PLAN

    @property
    def minutes(self) -> int:
        """How long it takes, about."""
        return 2 if self in {Part.EXAMINE, Part.MEASURES} else 1


class Method(StrEnum):
    """How a school can examine."""

    SURVEY = "survey"
    TALKS = "talks"
    ROUND = "round"
    CLASS_COUNCIL = "class_council"
    OBSERVATION = "observation"
    DOCUMENTS = "documents"
    FIGURES = "figures"
    OTHER = "other"

    @property
    def label(self) -> str:
        return _METHODS[self]


class Group(StrEnum):
    """Who took part: groups, never persons."""

    PUPILS = "pupils"
    COUNCIL = "council"
    GUARDIANS = "guardians"
    STAFF = "staff"
    HEALTH = "health"
    UNIONS = "unions"

    @property
    def label(self) -> str:
        return _GROUPS[self]


PUPILS = frozenset({Group.PUPILS, Group.COUNCIL})
STAFF = frozenset({Group.STAFF, Group.HEALTH, Group.UNIONS})


class Result(StrEnum):
    """What an examination showed."""

    RISK = "risk"
    NOTHING = "nothing"

    @property
    def label(self) -> str:
        return _RESULTS[self]


class Outcome(StrEnum):
    """What became of a measure."""

    DONE = "done"
    ONGOING = "ongoing"
    NOT_STARTED = "not_started"
    DROPPED = "dropped"

    @property
    def label(self) -> str:
        return _OUTCOMES[self]


class Effect(StrEnum):
    """What a measure led to."""

    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    TOO_EARLY = "too_early"

    @property
    def label(self) -> str:
        return _EFFECTS[self]


_FORMS = {
    Form.PRESCHOOL: "Förskola",
    Form.COMPULSORY: "Förskoleklass och grundskola",
    Form.LEISURE: "Fritidshem",
    Form.ADAPTED_COMPULSORY: "Anpassad grundskola",
    Form.UPPER_SECONDARY: "Gymnasieskola",
    Form.ADAPTED_UPPER_SECONDARY: "Anpassad gymnasieskola",
    Form.ADULT: "Kommunal vuxenutbildning",
}
_PARTS = {
    Part.EXAMINE: ("Undersök risker och hinder", "3 kap. 16 §"),
    Part.RISKS: ("Beskriv riskerna och varför de finns", "3 kap. 16 §"),
    Part.MEASURES: ("Bestäm vad ni gör", "3 kap. 16 §"),
    Part.FOLLOW_UP: ("Följ upp och utvärdera", "3 kap. 16 §"),
    Part.TEXTS: ("Riktlinjer och rutiner mot trakasserier", "3 kap. 18 §"),
    Part.COOPERATION: ("Samverkan med barn, elever och personal", "3 kap. 19 §"),
    Part.PLAN: ("Plan mot kränkande behandling", "skollagen 6 kap. 8 §"),
}
_METHODS = {
    Method.SURVEY: "Enkät till barn, elever eller vårdnadshavare",
    Method.TALKS: "Samtal i grupp eller intervjuer",
    Method.ROUND: "Trygghetsvandring eller skyddsrond",
    Method.CLASS_COUNCIL: "Klassråd, elevråd eller barnråd",
    Method.OBSERVATION: "Observation i undervisning, lek och raster",
    Method.DOCUMENTS: "Genomgång av rutiner, scheman och läromedel",
    Method.FIGURES: "Statistik om frånvaro, resultat eller anmälningar",
    Method.OTHER: "Annat sätt",
}
_GROUPS = {
    Group.PUPILS: "Barn eller elever",
    Group.COUNCIL: "Elevråd, klassråd eller barnråd",
    Group.GUARDIANS: "Vårdnadshavare",
    Group.STAFF: "Personal",
    Group.HEALTH: "Elevhälsan",
    Group.UNIONS: "Fackliga företrädare eller skyddsombud",
}
_RESULTS = {
    Result.RISK: "Ja, en risk eller ett hinder",
    Result.NOTHING: "Nej, ingen risk",
}
_OUTCOMES = {
    Outcome.DONE: "Genomförd",
    Outcome.ONGOING: "Pågår",
    Outcome.NOT_STARTED: "Inte påbörjad",
    Outcome.DROPPED: "Struken",
}
_EFFECTS = {
    Effect.YES: "Ja, den hade effekt",
    Effect.PARTLY: "Delvis",
    Effect.NO: "Nej",
    Effect.TOO_EARLY: "För tidigt att säga",
}

_NO_SCHOOL = (
    "förvaltning", "avdelning", "kontor", "kök", "måltid", "skolskjuts", "kulturskola", "musikskola",
    "elevhälsa", "skolhälsa", "lokalvård", "verksamhetsområde", "folkhögskola", "stab", "område", "fritidsgård",
    "arbetsmarknad", "resursteam",
)  # fmt: skip
_BY_WORD = (
    ("anpassad gymnasie", Form.ADAPTED_UPPER_SECONDARY),
    ("anpassade gymnasie", Form.ADAPTED_UPPER_SECONDARY),
    ("anpassad", Form.ADAPTED_COMPULSORY),
    ("fritidshem", Form.LEISURE),
    ("förskol", Form.PRESCHOOL),
    ("vuxenutbild", Form.ADULT),
    ("komvux", Form.ADULT),
    ("svenska för invandrare", Form.ADULT),
    ("gymnasi", Form.UPPER_SECONDARY),
    ("skola", Form.COMPULSORY),
    ("skolan", Form.COMPULSORY),
)


def proposed(name: str, *, kind: str = "") -> Form | None:
    """Return what kind of school a unit's name speaks of, None for none; a person decides.

    Args:
        kind: What the employer calls that kind of unit, which decides where the name says nothing.
    """
    if any(word in name.casefold() for word in _NO_SCHOOL):
        return None
    return _spoken_of(name) or _spoken_of(kind)


def _spoken_of(words: str) -> Form | None:
    return next((form for word, form in _BY_WORD if word in words.casefold()), None)
