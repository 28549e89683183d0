"""Asks before words on a sheet that may point somebody out are saved."""

from __future__ import annotations

from functools import wraps

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from aktiva.apps.organisation.views import guarding
from aktiva.apps.surveys.views import autosaving
from aktiva.apps.surveys.views.frame import answerable_or_404, frame


def guarded(view):
    """Return a view of a sheet that asks before it saves words that may point somebody out.

    What saves itself while somebody types is not saved until the words are changed or let stand.
    """

    @wraps(view)
    def asking_first(request, sheet_id: int, *args, **kwargs):
        is_other = request.method == "POST" and autosaving.another_person(request)
        texts = guarding.pointing(request) if request.method == "POST" and not is_other else []
        if not texts:
            return view(request, sheet_id, *args, **kwargs)
        if guarding.is_let_stand(request) and not autosaving.is_autosave(request):
            guarding.let_stand(request, texts)
            return view(request, sheet_id, *args, **kwargs)
        sheet = answerable_or_404(request, sheet_id)
        if autosaving.is_autosave(request):
            return autosaving.refused(ValidationError(_words(texts)))
        return guarding.ask(request, texts, template="surveys/points_out.html", **frame(sheet))

    asking_first.asks_first = True
    return asking_first


def _words(texts: list[guarding.Text]) -> str:
    first = texts[0].findings[0]
    return _(
        "Inte sparat: ”%(words)s” kan peka ut någon (%(kind)s). Ändra texten, eller tryck på "
        "knappen och välj att orden ska stå kvar."
    ) % {"words": first.words[:40], "kind": _(first.kind.label).lower()}
