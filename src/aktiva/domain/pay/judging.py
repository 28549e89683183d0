"""The judgement on each comparison, and what it lacks in order to count.

Whether a difference has to do with sex is answered by people: yes, no, or that it cannot be
excluded. Nothing here answers for them.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from aktiva.domain.pay.comparisons import Comparison, Kind, Pair
from aktiva.domain.pay.explanations import Choice, Given, challenge, given_faults
from aktiva.domain.pay.parameters import limits
from aktiva.domain.pay.reasons import hollow, plain
from aktiva.domain.pay.swedish import whole


class Connected(StrEnum):
    """Whether a difference is directly or indirectly connected to sex."""

    YES = "yes"
    NO = "no"
    CANNOT_BE_EXCLUDED = "cannot_be_excluded"

    @property
    def label(self) -> str:
        """The answer in Swedish."""
        return _CONNECTED[self]

    @property
    def needs_measure(self) -> bool:
        """Whether the plan must hold something that answers the comparison, 3 kap. 13 § 4."""
        return self is not Connected.NO


_CONNECTED = {
    Connected.YES: "Ja",
    Connected.NO: "Nej",
    Connected.CANNOT_BE_EXCLUDED: "Går inte att utesluta",
}


@dataclass(frozen=True)
class Judgement:
    """What people have said of one comparison.

    Args:
        text: The analysis in their own words, beside the explanations.
        together: The mark that comparisons judged at once with one text have in common; empty for
            one that was judged by itself.
        choice: The answer to a challenged reason.
    """

    pair: Pair
    connected: Connected
    text: str = ""
    given: tuple[Given, ...] = ()
    together: str = ""
    choice: Choice | None = None

    @property
    def all_words(self) -> str:
        """Everything that was written, in a form where copies are alike."""
        return plain(" ".join([self.text, *(g.text for g in self.given)]))


class Lack(StrEnum):
    """Why a judgement does not count, in the order a person would mend it."""

    NOT_JUDGED = "not_judged"
    NO_COMPARISON = "no_comparison"
    NO_REASON = "no_reason"
    NO_EXPLANATION = "no_explanation"
    NO_PROOF = "no_proof"
    CHALLENGED = "challenged"
    LAST_YEARS_WORDS = "last_years_words"
    COPIED = "copied"
    NOT_IN_PLAN = "not_in_plan"


@dataclass(frozen=True)
class Lacking:
    """Something that a comparison lacks, with what to do in Swedish."""

    pair: Pair
    lack: Lack
    words: str


Asked = Mapping[Pair, bool]
"""Every comparison there is, and whether a ”no” to it needs an explanation."""


def asked(comparisons: Iterable[Comparison]) -> dict[Pair, bool]:
    """Return what is asked of each comparison, in their order."""
    return {c.pair: asks_for_explanation(c) for c in comparisons}


def lacking(
    comparisons: Asked,
    judgements: Sequence[Judgement],
    *,
    year: int,
    last_year: Mapping[Pair, str] | None = None,
    planned: Collection[Pair] = (),
) -> list[Lacking]:
    """Return everything that is lacking: comparison by comparison, then what belongs to none.

    Args:
        last_year: What was written of the same comparison the year before.
        planned: Comparisons that a row of the plan answers.
    """
    by_pair = {j.pair: j for j in judgements}
    copied = _copied(judgements)
    found = []
    for pair, differs in comparisons.items():
        judgement = by_pair.pop(pair, None)
        if judgement is None:
            found.append(
                Lacking(
                    pair,
                    Lack.NOT_JUDGED,
                    f"{named(pair)} är inte bedömd. Bedöm om skillnaden har samband med kön.",
                )
            )
            continue
        earlier = plain((last_year or {}).get(pair, ""))
        found += [
            Lacking(pair, lack, words)
            for lack, words in (
                *_of_reasons(judgement, differs, year),
                *_of_words(judgement, earlier, judgement.pair in copied),
                *_of_plan(judgement, planned),
            )
        ]
    found += [
        Lacking(
            pair,
            Lack.NO_COMPARISON,
            f"{named(pair)} finns inte längre bland jämförelserna. Bedömningen räknas inte.",
        )
        for pair in by_pair
    ]
    return found


_SUMMED = {
    Lack.NOT_JUDGED: "{n} jämförelser är inte bedömda. Bedöm om skillnaderna har samband med kön.",
    Lack.NO_COMPARISON: "{n} jämförelser finns inte längre. Bedömningarna räknas inte.",
    Lack.NO_REASON: "{n} jämförelser saknar en analys som säger något.",
    Lack.NO_EXPLANATION: "{n} jämförelser visar en skillnad men har ingen förklaring.",
    Lack.NO_PROOF: "{n} jämförelser har en förklaring som saknar det den ska peka på.",
    Lack.CHALLENGED: "{n} jämförelser förklaras av att arbetet är svårare. Välj om gruppen delas, värderas på nytt eller ändå är lika arbete.",
    Lack.LAST_YEARS_WORDS: "{n} jämförelser har ord för ord förra årets text. Skriv vad som gäller i år.",
    Lack.COPIED: "{n} jämförelser har samma text som flera andra. Skriv vad som gäller just där, eller bedöm dem tillsammans.",
    Lack.NOT_IN_PLAN: "{n} skillnader kan ha samband med kön men saknar åtgärd i planen (3 kap. 13 § 4).",
}


@dataclass(frozen=True)
class Summed:
    """What one comparison lacks, or several alike.

    Args:
        pair: None where they are several.
    """

    lack: Lack
    words: str
    pair: Pair | None


def summed(found: Sequence[Lacking]) -> list[Summed]:
    """Return what is lacking in the order it is mended, what several lack as one sentence."""
    said = []
    for lack in Lack:
        alike = [one for one in found if one.lack is lack]
        pairs = {one.pair for one in alike}
        if len(pairs) > 1:
            said.append(Summed(lack, _SUMMED[lack].format(n=whole(len(pairs))), None))
        else:
            said += [Summed(lack, one.words, one.pair) for one in alike]
    return said


def asks_for_explanation(comparison: Comparison) -> bool:
    """Return whether a difference must be explained for a ”no” to count.

    Within equal work every difference; between groups one where the women-dominated group has less.
    """
    gaps = [g for g in (comparison.gap_mean, comparison.gap_median) if g is not None]
    if comparison.kind is Kind.EQUAL_WORK:
        return any(g != 0 for g in gaps)
    return any(g > 0 for g in gaps)


def named(pair: Pair) -> str:
    """Return a comparison's name as the subject of a sentence."""
    if pair.kind is Kind.EQUAL_WORK:
        return f"Jämförelsen inom {pair.women_group}"
    return f"Jämförelsen av {pair.women_group} med {pair.other_group}"


def _of_reasons(j: Judgement, differs: bool, year: int) -> Iterator[tuple[Lack, str]]:
    name = named(j.pair)
    if j.connected.needs_measure and not j.given:
        if (why := hollow(j.text)) is not None:
            yield Lack.NO_REASON, f"{name}: analysen {why.words}."
    elif not j.given and differs:
        yield (
            Lack.NO_EXPLANATION,
            f"{name} visar en skillnad men har ingen förklaring. Välj en förklaring, eller svara "
            "att samband med kön inte går att utesluta.",
        )
    for given in j.given:
        for fault in given_faults(given, kind=j.pair.kind, year=year):
            yield Lack.NO_PROOF, f"{name}: {fault}"
    asked = challenge(
        [j.text, *(g.text for g in j.given)],
        kind=j.pair.kind,
        group=j.pair.women_group,
        choice=j.choice,
    )
    if asked is not None and not asked.settled:
        yield Lack.CHALLENGED, asked.words


def _of_words(j: Judgement, earlier: str, copied: bool) -> Iterator[tuple[Lack, str]]:
    if j.all_words and j.all_words == earlier:
        yield (
            Lack.LAST_YEARS_WORDS,
            f"{named(j.pair)} har ord för ord förra årets text. Skriv vad som gäller i år.",
        )
    if copied:
        yield (
            Lack.COPIED,
            f"{named(j.pair)} har samma text som flera andra. Skriv vad som gäller just här, eller "
            "bedöm jämförelserna tillsammans.",
        )


def _of_plan(j: Judgement, planned: Collection[Pair]) -> Iterator[tuple[Lack, str]]:
    if j.connected.needs_measure and j.pair not in planned:
        yield (
            Lack.NOT_IN_PLAN,
            f"{named(j.pair)} kan ha samband med kön men saknar åtgärd i planen. Lägg till en rad "
            "(3 kap. 13 § 4).",
        )


def _copied(judgements: Sequence[Judgement]) -> set[Pair]:
    """Return the comparisons with words that stand in too many places not judged together."""
    places: defaultdict[str, set[object]] = defaultdict(set)
    for j in judgements:
        if j.all_words:
            places[j.all_words].add(j.together or j.pair)
    most = limits()["copied_words"].value
    return {j.pair for j in judgements if len(places.get(j.all_words, ())) >= most}
