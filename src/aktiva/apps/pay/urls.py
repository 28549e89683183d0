from django.urls import path

from aktiva.apps.pay.views import adjusting, comparisons, judging, overview, planning, simulating

app_name = "pay"
_YEAR = "ar/<int:cycle_id>/lonekartlaggning/"
_BUNDLE = f"{_YEAR}jamforelser/bunt/<str:kind>/<str:order>/<int:group_id>/"
urlpatterns = [
    path(_YEAR, overview.overview, name="overview"),
    path(f"{_YEAR}uppgifter/", overview.settings, name="settings"),
    path(f"{_YEAR}avsluta/", overview.close, name="close"),
    path(f"{_YEAR}oppna-igen/", overview.reopen, name="reopen"),
    path(f"{_YEAR}jamforelser/", comparisons.comparisons, name="comparisons"),
    path(f"{_YEAR}jamforelser/galler-fortfarande/", comparisons.still_holds, name="still_holds"),
    path(f"{_YEAR}jamforelser/<int:comparison_id>/", judging.comparison, name="comparison"),
    path(_BUNDLE, judging.bundle, name="bundle"),
    path(f"{_YEAR}justerad/", adjusting.adjusted_gap, name="adjusted"),
    path(f"{_YEAR}plan/", planning.plan, name="plan"),
    path(f"{_YEAR}plan/ny/", planning.plan_new, name="plan_new"),
    path(f"{_YEAR}plan/forra/", planning.plan_before, name="plan_before"),
    path(f"{_YEAR}plan/forra/<int:row_id>/", planning.plan_outcome, name="plan_outcome"),
    path(f"{_YEAR}plan/simulera/", simulating.simulation, name="simulation"),
    path(f"{_YEAR}plan/<int:row_id>/", planning.plan_row, name="plan_row"),
    path(f"{_YEAR}plan/<int:row_id>/ta-bort/", planning.plan_row_remove, name="plan_row_remove"),
    path(f"{_YEAR}plan/<int:row_id>/atgard/", planning.plan_row_measure, name="plan_row_measure"),
]
