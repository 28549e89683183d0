from django.urls import path

from aktiva.apps.pulse.views import listing, making, opening, respond, results

app_name = "pulse"
_PULSE = "ar/<int:cycle_id>/puls/<int:pulse_id>/"
urlpatterns = [
    path("ar/<int:cycle_id>/puls/", listing.year, name="year"),
    path("ar/<int:cycle_id>/puls/ny/", making.new, name="new"),
    path(_PULSE, listing.pulse, name="pulse"),
    path(f"{_PULSE}andra/", making.change, name="change"),
    path(f"{_PULSE}pastaenden/", making.statements, name="statements"),
    path(f"{_PULSE}enheter/", making.places, name="places"),
    path(f"{_PULSE}ta-bort/", making.remove, name="remove"),
    path(f"{_PULSE}visa/<str:language>/", making.preview, name="preview"),
    path(f"{_PULSE}oppna/", opening.open_pulse, name="open"),
    path(f"{_PULSE}angra/", opening.take_back, name="take_back"),
    path(f"{_PULSE}forlang/", opening.extend, name="extend"),
    path(f"{_PULSE}rakna/", opening.count, name="count"),
    path(f"{_PULSE}resultat/", results.results, name="results"),
    path("puls/", respond.door, name="door"),
    path("puls/<str:code>/", respond.start, name="start"),
    path("puls/<str:code>/<str:language>/", respond.form, name="form"),
    path("puls/<str:code>/<str:language>/tack/", respond.thanks, name="thanks"),
]
