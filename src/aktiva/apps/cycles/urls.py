from django.urls import path

from aktiva.apps.cycles import views

app_name = "cycles"
urlpatterns = [
    path("ar/nytt/<int:employer_id>/", views.year_open, name="year_open"),
    path("ar/<int:cycle_id>/gemensamma/", views.common_measures, name="common_measures"),
    path("ar/<int:cycle_id>/plan-klistra/", views.plan_paste, name="plan_paste"),
    path("ar/<int:cycle_id>/atgarder/", views.measure_list, name="measure_list"),
    path("atgard/<int:measure_id>/stryk/", views.measure_withdraw, name="measure_withdraw"),
]
