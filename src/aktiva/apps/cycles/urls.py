from django.urls import path

from aktiva.apps.cycles.views import (
    catalogue,
    examinations,
    lists,
    measures,
    notes,
    plan,
    units,
    years,
)

UNIT = "ar/<int:cycle_id>/enhet/<int:unit_id>/"

app_name = "cycles"
urlpatterns = [
    path("ar/nytt/<int:employer_id>/", years.year_open, name="year_open"),
    path("ar/<int:cycle_id>/avsluta/", years.year_close, name="year_close"),
    path("ar/<int:cycle_id>/gemensamma/", plan.common_measures, name="common_measures"),
    path("ar/<int:cycle_id>/plan-klistra/", plan.plan_paste, name="plan_paste"),
    path("ar/<int:cycle_id>/atgarder/", lists.measure_list, name="measure_list"),
    path("ar/<int:cycle_id>/atgarder/flera/", lists.bulk, name="bulk"),
    path("ar/<int:cycle_id>/atgarder/angra/<int:change_id>/", lists.bulk_undo, name="bulk_undo"),
    path("atgard/<int:measure_id>/stryk/", plan.measure_withdraw, name="measure_withdraw"),
    path("katalog/", catalogue.catalogue, name="catalogue"),
    path(UNIT, units.unit_year, name="unit_year"),
    path(UNIT + "gemensamma/", plan.unit_common_measures, name="unit_common_measures"),
    path(UNIT + "undersokning/", examinations.examination, name="examination_new"),
    path(UNIT + "undersokning/<int:examination_id>/", examinations.examination, name="examination"),
    path(UNIT + "kalla/", examinations.source, name="source_new"),
    path(UNIT + "kalla/<int:source_id>/siffror/", examinations.figures, name="figures"),
    path(UNIT + "risk/", units.risk, name="risk_new"),
    path(UNIT + "risk/<int:risk_id>/", units.risk, name="risk"),
    path(UNIT + "risk/<int:risk_id>/atgard/", measures.decide, name="measure_for_risk"),
    path(UNIT + "atgard/", measures.decide, name="measure_new"),
    path(
        "undersokning/<int:examination_id>/ta-bort/",
        examinations.examination_withdraw,
        name="examination_withdraw",
    ),
    path("undersokning/<int:examination_id>/stickprov/", examinations.sample, name="sample"),
    path("atgard/<int:measure_id>/", measures.measure, name="measure"),
    path("atgard/<int:measure_id>/andra/", measures.change, name="measure_change"),
    path("atgard/<int:measure_id>/lage/", measures.move_on, name="measure_move_on"),
    path("atgard/<int:measure_id>/forlang/", measures.extend, name="measure_extend"),
    path("atgard/<int:measure_id>/utvardera/", measures.evaluate, name="measure_evaluate"),
    path("atgard/<int:measure_id>/vid/<int:unit_id>/", measures.at_unit, name="measure_at_unit"),
    path("atgard/<int:measure_id>/underlag/", notes.add, name="note_add"),
    path("atgard/<int:measure_id>/underlag/<int:note_id>/fil/", notes.file, name="note_file"),
    path(
        "atgard/<int:measure_id>/underlag/<int:note_id>/ta-bort/",
        notes.withdraw,
        name="note_withdraw",
    ),
]
