from django.urls import path

from aktiva.apps.pay.views import directive, files, overview, practice, readers, together

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
    path(f"{_YEAR}regler/", practice.rules, name="rules"),
    path(f"{_YEAR}regler/ny/", practice.rule_new, name="rule_new"),
    path(f"{_YEAR}regler/<int:rule_id>/", practice.rule_change, name="rule_change"),
    path(f"{_YEAR}regler/<int:rule_id>/ta-bort/", practice.rule_remove, name="rule_remove"),
    path(f"{_YEAR}omvarld/ny/", practice.survey_new, name="survey_new"),
    path(f"{_YEAR}omvarld/<int:survey_id>/", practice.survey_change, name="survey_change"),
    path(f"{_YEAR}omvarld/<int:survey_id>/ta-bort/", practice.survey_remove, name="survey_remove"),
    path(f"{_YEAR}samverkan/", together.cooperation, name="cooperation"),
    path(f"{_YEAR}samverkan/ny/", together.cooperation_new, name="cooperation_new"),
    path(
        f"{_YEAR}samverkan/<int:cooperation_id>/",
        together.cooperation_change,
        name="cooperation_change",
    ),
    path(
        f"{_YEAR}samverkan/<int:cooperation_id>/ta-bort/",
        together.cooperation_remove,
        name="cooperation_remove",
    ),
    path(f"{_YEAR}utlamnat/", together.handovers, name="handovers"),
    path(f"{_YEAR}lonefil/", files.files, name="files"),
    path(f"{_YEAR}lonefil/<int:run_id>/kolumner/", files.columns, name="columns"),
    path(f"{_YEAR}lonefil/<int:run_id>/ta-bort/", files.drop, name="drop"),
    path(f"{_YEAR}lonefil/<int:run_id>/avstamning/", files.reconciliation, name="reconciliation"),
    path(f"{_YEAR}lasare/", readers.readers, name="readers"),
    path(f"{_YEAR}lasare/<int:reader_id>/avsluta/", readers.reader_end, name="reader_end"),
]
