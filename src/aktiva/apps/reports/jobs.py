"""What takes long and is done in the background: long papers as files, proposals out of words."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import date, datetime
from functools import partial

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.urls import reverse
from django.utils.text import slugify
from django.utils.translation import gettext as _

from aktiva.adapters import sentence_model
from aktiva.apps.background import jobs, kinds
from aktiva.apps.background.models import Job
from aktiva.apps.cycles import policy as cycles_policy
from aktiva.apps.cycles.models import Cycle
from aktiva.apps.organisation.models import Unit
from aktiva.apps.pulse import policy as pulse_policy
from aktiva.apps.pulse.models import Pulse
from aktiva.apps.pulse.queries import UnitRow, unit_rows, visible_pulse
from aktiva.apps.reports import actions, door, policy, queries
from aktiva.apps.reports.models import Paper, PublicVersion, WordTemplate
from aktiva.apps.reports.queries import publishing, pulse_papers, word_templates
from aktiva.apps.reports.queries.documents import NoCampaign, document_of
from aktiva.domain.compilation.terms import vectors
from aktiva.domain.documents import papers
from aktiva.domain.documents.blocks import Document, to_json
from aktiva.domain.documents.characters import code
from aktiva.domain.documents.templates import EmptySlots

LONG = 100_000
"""Characters of a document as JSON above which its files are made in the background: half a second."""

N_PARTS = 2


def is_long(paper: Paper, document: Document, version: PublicVersion | None = None) -> bool:
    """Return whether the files of a paper, or of a public version of it, are made in the background."""
    return len(_words(paper, document, version)) > LONG


def _words(paper: Paper, document: Document, version: PublicVersion | None) -> str:
    kept = paper.document if version is None else version.document
    return kept["json"] if kept is not None else to_json(document)


def not_printed(document: Document) -> list[str]:
    """Return the characters that the PDF shows as codes, each with its code, as a person is told."""
    return [f"{character} ({code(character)})" for character in door.not_printed(document)]


def file_name(paper: Paper, ending: str, version: PublicVersion | None = None) -> str:
    """Return what a paper's file is called when it is fetched."""
    told = f"{paper.title} {paper.paper_date.isoformat()}" + (" offentlig" if version else "")
    return f"{slugify(told) or 'handling'}.{ending}"


def start(
    paper: Paper,
    document: Document,
    ending: str,
    *,
    actor,
    at: datetime,
    version: PublicVersion | None = None,
) -> Job:
    """Ask for a paper's file; whether `actor` may see the paper is for the caller to find.

    The paper as it stands is joined or returned as it is kept, if `actor` has asked for it before.

    Args:
        version: The public version to make a file of, instead of the paper itself.
    """
    words = {
        "pdf": _("%(title)s som PDF"),
        "docx": _("%(title)s som Word"),
        "html": _("%(title)s som webbsida"),
    }[ending]
    return jobs.start(
        kind=f"paper_{ending}",
        title=words % {"title": paper.title},
        given={"paper": paper.pk} | ({"version": version.pk} if version else {}),
        key=_key(paper, document, ending, version, _template(paper, ending)),
        actor=actor,
        at=at,
    )


def content_of(
    paper: Paper,
    document: Document,
    ending: str,
    *,
    at: datetime,
    version: PublicVersion | None = None,
    template: WordTemplate | None = None,
    is_stopped: Callable[[], bool] | None = None,
) -> bytes:
    """Return a paper, or a public version of it, as a file.

    Args:
        at: The moment of a draft; what is approved or published carries its own.
        template: The Word template; the one that applies where none is given.

    Raises:
        Stopped: `is_stopped` has said that nobody wants it any more.
    """
    in_word = ending == "docx"
    return door.made(
        document,
        ending,
        issued_at=(version.made_at if version else paper.approved_at) or at,
        template=word_templates.content(template or _template(paper, ending)) if in_word else None,
        draft=queries.marks(paper) if in_word and version is None else None,
        is_stopped=is_stopped,
    )


def _template(paper: Paper, ending: str) -> WordTemplate | None:
    return word_templates.current(paper.employer_id) if ending == "docx" else None


def _key(
    paper: Paper,
    document: Document,
    ending: str,
    version: PublicVersion | None,
    template: WordTemplate | None,
) -> str:
    issued_at = paper.approved_at.isoformat() if paper.approved_at else ""
    name, words = file_name(paper, ending, version), _words(paper, document, version)
    dress = template.file.sha256 if template else ""
    parts = (ending, str(paper.pk), issued_at, name, dress, words)
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _make(handle: kinds.Handle, ending: str) -> kinds.Made:
    handle.step(0, N_PARTS, _("Uppgifterna samlas"))
    papers = policy.visible_papers(handle.asked_by, on=handle.asked_at.date())
    try:
        paper = queries.paper_for_page(papers, handle.given["paper"])
        version = publishing.version_of(paper, handle.given.get("version"))
        document = (
            publishing.published(version) if version else document_of(paper, at=handle.asked_at)
        )
    except ObjectDoesNotExist as missing:
        raise kinds.Refused(_("Du har inte längre tillgång till handlingen.")) from missing
    except (EmptySlots, NoCampaign) as missing:
        raise kinds.Refused(str(missing)) from missing
    handle.step(1, N_PARTS, _("Sidorna sätts"))
    template = _template(paper, ending)
    try:
        content = content_of(
            paper, document, ending, at=handle.asked_at, version=version, template=template,
            is_stopped=handle.is_stopped,
        )  # fmt: skip
    except door.Stopped as stopped:
        raise kinds.Cancelled from stopped
    return kinds.Made(
        name=file_name(paper, ending, version),
        content_type=door.ENDINGS[ending],
        content=content,
        key=_key(paper, document, ending, version, template),
    )


def _may(user, given: dict, *, on: date) -> bool:
    return policy.visible_papers(user, on=on).filter(pk=given["paper"]).exists()


def _place(given: dict) -> str:
    return reverse("reports:paper", args=[given["paper"]])


PDF = kinds.Kind(partial(_make, ending="pdf"), _may, _place)
WORD = kinds.Kind(partial(_make, ending="docx"), _may, _place)
HTML = kinds.Kind(partial(_make, ending="html"), _may, _place)


# ---- observations out of the units' words ------------------------------------------------

MANY_UNITS = 60
"""Of more units the words are compared in the background, and of any number by the sentence model."""


def takes_long(cycle: Cycle, unit: Unit, *, at: datetime) -> bool:
    """Return whether proposing observations would keep a page waiting."""
    compiled = queries.compilation(cycle, unit, at=at)
    return compiled is not None and (compiled.n_asked > MANY_UNITS or sentence_model.available())


def start_proposing(cycle: Cycle, unit: Unit, *, actor, at: datetime) -> Job:
    """Ask for proposals; whether `actor` edits the compilation is asked when it is done."""
    return jobs.start(
        kind="observations",
        title=_("Förslag till iakttagelser ur svaren"),
        given={"cycle": cycle.pk, "unit": unit.pk},
        key=hashlib.sha256(f"observations {cycle.pk} {unit.pk}".encode()).hexdigest(),
        actor=actor,
        at=at,
    )


def _propose(handle: kinds.Handle) -> None:
    on = handle.asked_at.date()
    try:
        cycle = cycles_policy.visible_cycles(handle.asked_by, on=on).get(pk=handle.given["cycle"])
        unit = policy.editable_units(handle.asked_by, on=on).get(pk=handle.given["unit"])
    except ObjectDoesNotExist as missing:
        raise kinds.Refused(_("Du har inte längre tillgång till sammanställningen.")) from missing
    actions.propose_observations(
        cycle=cycle,
        unit=unit,
        actor=handle.asked_by,
        at=handle.asked_at,
        alike=sentence_model.vectors if sentence_model.available() else vectors,
        tell=lambda done, total: handle.step(done, total, _("Kommentarerna jämförs")),
    )


def _may_see(user, given: dict, *, on: date) -> bool:
    return policy.editable_units(user, on=on).filter(pk=given["unit"]).exists()


def _compilation(given: dict) -> str:
    return f"{reverse('reports:compilation', args=[given['cycle']])}?enhet={given['unit']}"


OBSERVATIONS = kinds.Kind(_propose, _may_see, _compilation)


# ---- a wording from a language model -----------------------------------------------------


def start_wording(observation_id: int, *, actor, at: datetime) -> Job:
    """Ask for a wording; whether `actor` edits the observation is asked when it is done."""
    return jobs.start(
        kind="wording",
        title=_("Förslag till formulering"),
        given={"observation": observation_id},
        key=hashlib.sha256(f"wording {observation_id}".encode()).hexdigest(),
        actor=actor,
        at=at,
    )


def _word(handle: kinds.Handle) -> None:
    try:
        actions.propose_wording(
            observation_id=handle.given["observation"], actor=handle.asked_by, at=handle.asked_at
        )
    except ObjectDoesNotExist as missing:
        raise kinds.Refused(_("Du har inte längre tillgång till iakttagelsen.")) from missing
    except ValidationError as refused:
        raise kinds.Refused(" ".join(refused.messages)) from refused


def _may_word(user, given: dict, *, on: date) -> bool:
    return policy.editable_observations(user, on=on).filter(pk=given["observation"]).exists()


def _observation(given: dict) -> str:
    return reverse("reports:observation", args=[given["observation"]])


WORDING = kinds.Kind(_word, _may_word, _observation)


# ---- the units' action plans -------------------------------------------------------------

MANY_PLANS = 20
"""More are made in the background: one takes some twenty milliseconds."""


def start_action_plans(cycle: Cycle, *, approved_as: str, actor, at: datetime) -> Job:
    """Ask for the plans that are lacking; whether `actor` may is asked when it is done."""
    return jobs.start(
        kind="action_plans",
        title=_("Enheternas handlingsplaner"),
        given={"cycle": cycle.pk, "approved_as": approved_as},
        key=hashlib.sha256(f"action plans {cycle.pk}".encode()).hexdigest(),
        actor=actor,
        at=at,
    )


def _make_plans(handle: kinds.Handle) -> None:
    on = handle.asked_at.date()
    try:
        actions.make_action_plans(
            cycle=cycles_policy.visible_cycles(handle.asked_by, on=on).get(
                pk=handle.given["cycle"]
            ),
            paper_date=on,
            approved_as=handle.given["approved_as"],
            actor=handle.asked_by,
            at=handle.asked_at,
            tell=lambda done, total: handle.step(done, total, _("Handlingsplanerna tas fram")),
        )
    except ObjectDoesNotExist as missing:
        raise kinds.Refused(_("Du har inte längre tillgång till året.")) from missing


def _may_make_plans(user, given: dict, *, on: date) -> bool:
    return cycles_policy.visible_cycles(user, on=on).filter(pk=given["cycle"]).exists()


def _papers(given: dict) -> str:
    return reverse("reports:paper_list", args=[given["cycle"]])


ACTION_PLANS = kinds.Kind(_make_plans, _may_make_plans, _papers)


def posters(
    pulse: Pulse, *, site: str, at: datetime, is_stopped: Callable[[], bool] | None = None
) -> bytes:
    """Return all posters of a pulse as one PDF, a page each.

    Raises:
        Stopped: `is_stopped` has said that nobody wants it any more.
    """
    longest = max(unit_rows(pulse), key=lambda row: len(row.name))
    _one, languages = poster(pulse, longest, site=site, at=at)
    document = pulse_papers.posters(pulse, site=site, on=at.date(), languages=languages)
    return door.pdf(document, issued_at=at, is_stopped=is_stopped)


def poster(pulse: Pulse, row: UnitRow, *, site: str, at: datetime) -> tuple[bytes, int]:
    """Return a unit's poster as PDF on one page, and how many languages beside Swedish it has."""
    facts = pulse_papers.poster(pulse, row, site=site)
    sender, on = pulse_papers.sender(pulse), at.date()
    for n in range(len(facts.others), -1, -1):
        made = door.pdf(papers.poster(facts, sender=sender, on=on, languages=n), issued_at=at)
        if n == 0 or door.n_pages(made) == 1:
            return made, n
    raise AssertionError("a poster in Swedish alone is always returned")


def start_posters(pulse: Pulse, *, site: str, actor, at: datetime) -> Job:
    """Ask for all posters of a pulse; whether `actor` keeps it is asked when they are made."""
    told = f"posters {pulse.pk} {pulse.closes_on} {site} {pulse.opened_at}"
    return jobs.start(
        kind="pulse_posters",
        title=_("Affischer till %(title)s") % {"title": pulse.title},
        given={"pulse": pulse.pk, "cycle": pulse.cycle_id, "site": site},
        key=hashlib.sha256(told.encode()).hexdigest(),
        actor=actor,
        at=at,
    )


def _make_posters(handle: kinds.Handle) -> kinds.Made:
    handle.step(0, N_PARTS, _("Uppgifterna samlas"))
    on = handle.asked_at.date()
    try:
        kept = pulse_policy.keepable_pulses(handle.asked_by, on=on)
        pulse = visible_pulse(kept, handle.given["pulse"])
    except ObjectDoesNotExist as missing:
        raise kinds.Refused(_("Du har inte längre tillgång till pulsen.")) from missing
    handle.step(1, N_PARTS, _("Affischerna trycks"))
    try:
        content = posters(
            pulse, site=handle.given["site"], at=handle.asked_at, is_stopped=handle.is_stopped
        )
    except door.Stopped as stopped:
        raise kinds.Cancelled from stopped
    name = slugify(f"affischer {pulse.title}")
    return kinds.Made(name=f"{name}.pdf", content_type=door.ENDINGS["pdf"], content=content)


def _may_make_posters(user, given: dict, *, on: date) -> bool:
    return pulse_policy.keepable_pulses(user, on=on).filter(pk=given["pulse"]).exists()


def _pulse(given: dict) -> str:
    return reverse("pulse:pulse", args=[given["cycle"], given["pulse"]])


POSTERS = kinds.Kind(_make_posters, _may_make_posters, _pulse)
