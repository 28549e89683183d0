from django.urls import path

from aktiva.apps.cycles.views import lists, plan, years

app_name = "cycles"
urlpatterns = [
    path("ar/nytt/<int:employer_id>/", years.year_open, name="year_open"),
    path("ar/<int:cycle_id>/gemensamma/", plan.common_measures, name="common_measures"),
    path("ar/<int:cycle_id>/plan-klistra/", plan.plan_paste, name="plan_paste"),
    path("ar/<int:cycle_id>/atgarder/", lists.measure_list, name="measure_list"),
    path("atgard/<int:measure_id>/stryk/", plan.measure_withdraw, name="measure_withdraw"),
]
