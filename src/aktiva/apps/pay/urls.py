from django.urls import path

from aktiva.apps.pay.views import overview

app_name = "pay"
_YEAR = "ar/<int:cycle_id>/lonekartlaggning/"
urlpatterns = [
    path(_YEAR, overview.overview, name="overview"),
    path(f"{_YEAR}uppgifter/", overview.settings, name="settings"),
    path(f"{_YEAR}avsluta/", overview.close, name="close"),
    path(f"{_YEAR}oppna-igen/", overview.reopen, name="reopen"),
]
