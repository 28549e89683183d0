from django.urls import path

from aktiva.apps.pay.views import directive, overview

app_name = "pay"
_YEAR = "ar/<int:cycle_id>/lonekartlaggning/"
urlpatterns = [
    path(_YEAR, overview.overview, name="overview"),
    path(f"{_YEAR}uppgifter/", overview.settings, name="settings"),
    path(f"{_YEAR}avsluta/", overview.close, name="close"),
    path(f"{_YEAR}eu/", directive.directive, name="directive"),
    path(f"{_YEAR}eu/artikel-9.json", directive.directive_json, name="directive_json"),
    path(f"{_YEAR}eu/fraga/", directive.question_new, name="question_new"),
    path(f"{_YEAR}eu/fraga/<int:question_id>/", directive.question, name="question"),
    path(
        f"{_YEAR}eu/fraga/<int:question_id>/besvarad/",
        directive.question_answered,
        name="question_answered",
    ),
    path(f"{_YEAR}eu/kategori/<int:group_id>/", directive.category, name="category"),
    path(f"{_YEAR}oppna-igen/", overview.reopen, name="reopen"),
]
