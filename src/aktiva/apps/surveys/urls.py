from django.urls import path

from aktiva.apps.surveys.views import handing_in, lists, outcomes, questions, review, risks, tasks

app_name = "surveys"
urlpatterns = [
    path("underlag/<int:sheet_id>/", tasks.tasks, name="tasks"),
    path("underlag/<int:sheet_id>/fraga/<str:key>/", questions.question, name="question"),
    path("underlag/<int:sheet_id>/utfall/", outcomes.outcomes, name="outcomes"),
    path("underlag/<int:sheet_id>/utfall/<int:measure_id>/", outcomes.outcome, name="outcome"),
    path(
        "underlag/<int:sheet_id>/forra-arets-risk/<int:risk_id>/",
        outcomes.past_risk,
        name="past_risk",
    ),
    path("underlag/<int:sheet_id>/risker/", risks.risks, name="risks"),
    path("underlag/<int:sheet_id>/risk/", risks.risk, name="risk_new"),
    path("underlag/<int:sheet_id>/risk/<int:risk_id>/", risks.risk, name="risk"),
    path(
        "underlag/<int:sheet_id>/risk/<int:risk_id>/atgard/",
        risks.measure,
        name="measure_for_risk",
    ),
    path("underlag/<int:sheet_id>/atgard/", risks.measure, name="measure_new"),
    path("underlag/<int:sheet_id>/atgard/<int:measure_id>/", risks.measure, name="measure"),
    path("underlag/<int:sheet_id>/deltagare/", handing_in.participants, name="participants"),
    path("underlag/<int:sheet_id>/lamna-in/", handing_in.hand_in, name="hand_in"),
    path("tva-texter/<int:rival_id>/", questions.settle, name="settle"),
    path("underlag/<int:sheet_id>/las/", review.sheet_read, name="sheet_read"),
    path("underlag/<int:sheet_id>/tillbaka/<str:key>/", review.send_back, name="send_back"),
    path("underlag/<int:sheet_id>/granskat/", review.approve, name="approve"),
    path("ar/<int:cycle_id>/svar/", lists.sheet_list, name="sheet_list"),
    path("ar/<int:cycle_id>/svar/flera/", lists.sheets_change, name="sheets_change"),
    path("ar/<int:cycle_id>/svar/angra/<int:change_id>/", lists.sheets_undo, name="sheets_undo"),
    path("ar/<int:cycle_id>/utskick/", review.campaign_open, name="campaign_open"),
    path("ar/<int:cycle_id>/paminn/", review.campaign_remind, name="campaign_remind"),
    path("ar/<int:cycle_id>/forlang/", review.campaign_extend, name="campaign_extend"),
]
