"""Asks before words that may point somebody out are saved: the one door of every page that does."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial, wraps

from django.shortcuts import render

from aktiva.adapters import clock
from aktiva.apps.organisation import policy
from aktiva.apps.organisation import queries as organisation
from aktiva.domain.free_text import Finding, Kind, Known, public_findings
from aktiva.domain.organisation.permissions import Permission

_OURS = frozenset(
    {"csrfmiddlewaretoken", "valda", "autosave", "mark", "writer", "let_stand", "together"}
)
_SHORTEST = 6
_KEPT = "let_stand"


@dataclass(frozen=True, slots=True)
class Text:
    """A field whose words may point somebody out."""

    name: str
    words: str
    findings: tuple[Finding, ...]


def guarded(
    view: Callable | None = None,
    *,
    unit_of: Callable[..., int | None] | None = None,
    names: bool = True,
    but: Collection[str] = (),
    anonymous: bool = False,
):
    """Return a view that asks before it saves words that may point somebody out.

    Words that have been let stand are not asked about again in the same session.

    Args:
        unit_of: Returns, from what the address names, the unit whose people are known by name
            besides those of the units where the person has a role. Without it the address's
            ``unit_id``, if it has one.
        names: False where a name belongs to the matter, such as who spoke for a party.
        but: Fields that are not looked at, such as the name of who is given a task.
        anonymous: True for a page that never asks who it is: nobody's roles are read, and
            nothing is remembered.
    """
    if view is None:
        return partial(guarded, unit_of=unit_of, names=names, but=but, anonymous=anonymous)

    @wraps(view)
    def asking_first(request, *args, **kwargs):
        if request.method != "POST" or (anonymous and is_let_stand(request)):
            return view(request, *args, **kwargs)
        unit = unit_of(**kwargs) if unit_of else kwargs.get("unit_id")
        units = () if unit is None else (unit,)
        texts = pointing(request, units=units, names=names, but=but, anonymous=anonymous)
        if is_let_stand(request):
            let_stand(request, texts)
        elif texts:
            return ask(request, texts, around="ui/door.html" if anonymous else "ui/shell.html")
        return view(request, *args, **kwargs)

    asking_first.asks_first = True
    return asking_first


def ask(request, texts: list[Text], *, template: str = "organisation/points_out.html", **context):
    """Show the texts with what may point somebody out; nothing that was typed is lost."""
    names = {t.name for t in texts}
    others = [
        (name, value)
        for name in request.POST
        if name not in names | {"csrfmiddlewaretoken", "let_stand"}
        for value in request.POST.getlist(name)
    ]
    context |= {
        "texts": texts,
        "others": others,
        "has_files": bool(request.FILES),
        "action": request.get_full_path(),
    }
    page = render(request, template, context, status=422)
    page["Aktiva-Unsaved"] = "1"  # the browser goes on keeping what was typed
    return page


def is_let_stand(request) -> bool:
    """Return whether the person has said that the words are to stand."""
    return "let_stand" in request.POST


def let_stand(request, texts: list[Text]) -> None:
    """Remember sums of the words that are let stand, never the words."""
    more = [_digest(f) for t in texts for f in t.findings]
    request.session[_KEPT] = list(dict.fromkeys([*request.session.get(_KEPT, ()), *more]))


def pointing(
    request,
    *,
    units: Iterable[int] = (),
    names: bool = True,
    but: Collection[str] = (),
    anonymous: bool = False,
) -> list[Text]:
    """Return what was sent and may point somebody out, but for what has been let stand."""
    sent = {
        name: value
        for name in request.POST
        if name not in _OURS and name not in but and not name.endswith("revision")
        for value in request.POST.getlist(name)
        if _may_point(value)
    }
    found = found_in(request, sent.values(), units=units, names=names, anonymous=anonymous)
    return [Text(name, value, found[value]) for name, value in sent.items() if value in found]


def found_in(
    request,
    texts: Iterable[str],
    *,
    units: Iterable[int] = (),
    names: bool = True,
    anonymous: bool = False,
) -> dict[str, tuple[Finding, ...]]:
    """Return those of some texts that may point somebody out, but for what has been let stand."""
    asked = [t for t in dict.fromkeys(texts) if _may_point(t)]
    if not asked:
        return {}
    known, stands = Known(), set[str]()
    if not anonymous:
        known, stands = _known(request, units), set(request.session.get(_KEPT, ()))
    found = {text: _of(text, known, stands, names=names) for text in asked}
    return {text: findings for text, findings in found.items() if findings}


def _may_point(text: str) -> bool:
    return len(text) >= _SHORTEST and (" " in text or any(c.isdigit() or c == "@" for c in text))


def _of(text: str, known: Known, stands: set[str], *, names: bool) -> tuple[Finding, ...]:
    passed = {Kind.SMALL_COUNT} if names else {Kind.SMALL_COUNT, Kind.NAME}
    return tuple(
        f for f in public_findings(text, known) if f.kind not in passed and _digest(f) not in stands
    )


def _known(request, units: Iterable[int]) -> Known:
    """Return the people at those of the units that the person reads, and at their own. One question."""
    today = clock.today()
    asked = {h.unit_id for h in policy.holdings(request.user, on=today)}
    if others := set(units) - asked:
        reach = policy.scope(request.user, Permission.SHEET_READ, on=today)
        asked |= {unit for unit in others if reach.whole or unit in reach.units}
    return Known(people=organisation.people_at(tuple(sorted(asked)), on=today))


def _digest(finding: Finding) -> str:
    return hashlib.sha256(finding.words.casefold().encode()).hexdigest()[:16]
