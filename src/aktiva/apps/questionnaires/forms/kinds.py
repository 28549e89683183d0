"""What the kinds of answer are called, and which fields each needs in the editor."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from aktiva.domain.questionnaire import Extra, Figures, Kind, Level

K = Kind
KINDS = [
    (_("Ett svar"), [
        (K.YES_PARTLY_NO, _("Ja, delvis, nej eller ej aktuellt")),
        (K.SCALE5, _("Påstående på skalan 1–5")),
        (K.CHOICE, _("Ett av flera alternativ")),
        (K.TEXT, _("Text")),
        (K.COUNT, _("Antal")),
        (K.NUMBER, _("Tal med enhet")),
        (K.DATE, _("Datum")),
        (K.FILE_OR_LINK, _("Fil eller länk")),
    ]),
    (_("Flera svar"), [
        (K.SEVERAL, _("Flera alternativ")),
        (K.GROUNDS, _("Diskrimineringsgrunder")),
        (K.MATRIX, _("Matris: samma alternativ på flera rader")),
        (K.ELEMENTS, _("Lista där varje rad finns, delvis eller inte")),
        (K.PHENOMENA, _("Trakasserier, sexuella trakasserier och repressalier")),
    ]),
    (_("Rader att lägga till"), [
        (K.RISKS, _("Risker")),
        (K.MEASURES, _("Åtgärder")),
        (K.OUTCOMES, _("Utfall av förra årets åtgärder")),
        (K.COMPARISONS, _("Lönejämförelser")),
        (K.INFORMATION, _("Information till organisationer")),
    ]),
    (_("Särskilda"), [
        (K.FIGURES, _("Hämtad statistik att kommentera")),
        (K.EXAMINATIONS, _("Undersökning: område, grunder, metod och datum")),
        (K.COOPERATION, _("Samverkan i de fyra stegen")),
        (K.PARTICIPANTS, _("Vilka som deltog")),
    ]),
]  # fmt: skip
KIND_LABELS = {kind: label for _group, found in KINDS for kind, label in found}
LEVELS = [
    (Level.UNIT, _("Enheten")),
    (Level.DEPARTMENT, _("Förvaltningen")),
    (Level.CENTRAL, _("Centralt")),
]
EXTRAS = [
    (Extra.OPTIONS, _("Alternativ att kryssa i")),
    (Extra.DATE, _("Datum")),
    (Extra.COUNT, _("Antal")),
    (Extra.DOCUMENT, _("Dokument, som länk eller fil")),
]
FIGURES = [
    ("", _("Inga")),
    (Figures.STAFF, _("Antal anställda")),
    (Figures.EMPLOYMENT, _("Anställda efter anställningsform")),
    (Figures.SEXES, _("Kvinnor och män")),
    (Figures.SICK_LEAVE, _("Sjukfrånvaro")),
]
WITH_EXTRAS = frozenset({K.YES_PARTLY_NO, K.SCALE5, K.CHOICE, K.COUNT, K.DATE, K.PHENOMENA})
WITH_OPTIONS = frozenset(
    {K.CHOICE, K.SEVERAL, K.FIGURES, K.COUNT, K.ELEMENTS, K.MATRIX, K.EXAMINATIONS, K.COOPERATION}
)
OPTION_WORDS = {
    K.COUNT: _("Vad som räknas"),
    K.ELEMENTS: _("Rader"),
    K.EXAMINATIONS: _("Metoder"),
    K.COOPERATION: _("Forum"),
}
WISHED = {
    "yes": _("Ja"),
    "no": _("Nej"),
    "high": _("Att påståendet stämmer"),
    "low": _("Att påståendet inte stämmer"),
}
NONE_WISHED = _("Inget, alltså noll eller inga kryss")
