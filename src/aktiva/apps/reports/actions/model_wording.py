"""A language model of the customer's own may propose a wording; a person takes it in or not."""

from __future__ import annotations

from datetime import datetime

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from aktiva.adapters import language_model
from aktiva.adapters.language_model import Model, NoAnswer, Why
from aktiva.apps.audit import history, log
from aktiva.apps.reports import policy
from aktiva.apps.reports.models import Observation
from aktiva.apps.reports.queries import publishing
from aktiva.domain.compilation import phrasing
from aktiva.domain.free_text import findings


def propose_wording(*, observation_id: int, actor, at: datetime) -> Observation:
    """Ask the language model for a wording of an accepted observation, and keep it beside the text.

    The model gets only comments in which the guard finds nothing. It is asked outside a
    transaction; what has become of the observation meanwhile stands.

    Raises:
        Observation.DoesNotExist: No such observation, or not one that `actor` edits.
        ValidationError: No model is set, the observation is not accepted, there is no comment
            that may be sent, or the model gives no answer that can be used.
    """
    kept = _wordable(observation_id, actor=actor, at=at)
    model = model_set()
    if model is None:
        raise ValidationError(_("Ingen språkmodell är inställd för den här installationen."))
    known = publishing.known(kept.cycle.employer, on=at.date())
    comments = [s["comment"] for s in kept.sources if (s.get("comment") or "").strip()]
    free = [c for c in dict.fromkeys(comments) if not findings(c, known)]
    if not free:
        raise ValidationError(
            _(
                "Det finns inget att skicka till språkmodellen: kommentarer saknas, eller så kan alla peka ut en person."
            )
            if comments
            else _("Iakttagelsen bygger inte på några kommentarer som språkmodellen kan utgå från.")
        )
    asked = phrasing.matter(
        title="" if findings(kept.title, known) else kept.title,
        is_strength=kept.kind == Observation.Kind.STRENGTH,
        n_units=len({s.get("unit") for s in kept.sources}),
        comments=free,
    )
    try:
        answer = language_model.ask(model, instruction=phrasing.INSTRUCTION, matter=asked.matter)
    except NoAnswer as missing:
        raise ValidationError(_no_answer(missing.why)) from missing
    if len(answer) > phrasing.LONGEST_ANSWER or findings(answer, known):
        raise ValidationError(
            _(
                "Språkmodellens svar är för långt eller kan peka ut en person, och visas därför inte. Skriv om iakttagelsen själv."
            )
        )
    worded = {
        "text": answer.replace("\r\n", "\n"),
        "model": model.name,
        "at": at.isoformat(),
        "n_used": asked.n_used,
        "n_withheld": len(set(comments)) - asked.n_used,
        "unsupported": list(phrasing.unsupported(answer, matter=asked.matter)),
    }
    return _keep(observation_id, worded, actor=actor, at=at)


def drop_wording(*, observation_id: int, actor, at: datetime) -> Observation:
    """Take away a language model's proposal; the observation's own text stays.

    Raises:
        Observation.DoesNotExist: No such observation, or not one that `actor` edits.
    """
    return _keep(observation_id, None, actor=actor, at=at)


def model_set() -> Model | None:
    """Return the language model of the installation, None where none is set."""
    if not settings.AKTIVA_LANGUAGE_MODEL:
        return None
    return Model(
        address=settings.AKTIVA_LANGUAGE_MODEL,
        name=settings.AKTIVA_LANGUAGE_MODEL_NAME,
        key=settings.AKTIVA_LANGUAGE_MODEL_KEY,
        seconds=settings.AKTIVA_LANGUAGE_MODEL_SECONDS,
    )


def _wordable(observation_id: int, *, actor, at: datetime) -> Observation:
    editable = policy.editable_observations(actor, on=at.date())
    kept = editable.select_related("cycle__employer").get(pk=observation_id)
    if kept.state != Observation.State.ACCEPTED:
        raise ValidationError(_("Godta iakttagelsen först. Sedan kan du be om en formulering."))
    return kept


@transaction.atomic
def _keep(observation_id: int, worded: dict | None, *, actor, at: datetime) -> Observation:
    kept = policy.editable_observations(actor, on=at.date()).get(pk=observation_id)
    kept.worded = worded
    history.store(kept, at=at, by=actor)
    log.record(
        log.Event.OBSERVATION_WORDED,
        actor=actor,
        about=kept,
        at=at,
        details={"model": worded["model"]} if worded else {},
    )
    return kept


def _no_answer(why: Why) -> str:
    return {
        Why.NOT_THERE: _("Språkmodellen går inte att nå. Försök senare, eller hör av dig till it-avdelningen om det inte går över."),
        Why.LATE: _("Språkmodellen svarade inte i tid. Försök igen om en stund, eller skriv om iakttagelsen själv."),
        Why.REFUSED: _("Språkmodellen tog inte emot frågan. Hör av dig till it-avdelningen, som kan kontrollera adress, modell och nyckel."),
        Why.UNREADABLE: _("Språkmodellens svar gick inte att läsa. Försök igen, eller skriv om iakttagelsen själv."),
    }[why]  # fmt: skip
