from django.urls import path

from aktiva.apps.reports.views import compilation, files, observations, paper, parties, workplace

app_name = "reports"
urlpatterns = [
    path("ar/<int:cycle_id>/sammanstallning/", compilation.compilation, name="compilation"),
    path(
        "ar/<int:cycle_id>/sammanstallning/fraga/<str:key>/",
        compilation.question,
        name="compilation_question",
    ),
    path(
        "ar/<int:cycle_id>/sammanstallning/<int:unit_id>/foresla/",
        observations.propose,
        name="observations_propose",
    ),
    path(
        "ar/<int:cycle_id>/sammanstallning/<int:unit_id>/sla-ihop/",
        observations.merge,
        name="observations_merge",
    ),
    path("iakttagelse/<int:observation_id>/dela/", observations.split, name="observation_split"),
    path("iakttagelse/<int:observation_id>/", observations.rewrite, name="observation"),
    path(
        "iakttagelse/<int:observation_id>/<str:state>/",
        observations.decide,
        name="observation_decide",
    ),
    path(
        "ar/<int:cycle_id>/sammanstallning/<int:unit_id>/egen/",
        observations.write,
        name="observation_write",
    ),
    path("ar/<int:cycle_id>/forvaltning/<int:unit_id>/", compilation.department, name="department"),
    path("ar/<int:cycle_id>/handlingar/", paper.paper_list, name="paper_list"),
    path("ar/<int:cycle_id>/handlingar/ny/<str:kind>/", paper.paper_new, name="paper_new"),
    path("ar/<int:cycle_id>/handlingsplaner/", paper.action_plans, name="action_plans"),
    path("ar/<int:cycle_id>/enhet/<int:unit_id>/apt/", workplace.agenda_item, name="agenda_item"),
    path("ar/<int:cycle_id>/enhet/<int:unit_id>/vagg/", workplace.wall_plan, name="wall_plan"),
    path("handling/<int:paper_id>/", paper.desk, name="paper"),
    path("handling/<int:paper_id>/godkann/", paper.approve, name="paper_approve"),
    path("handling/<int:paper_id>/lamna/", paper.hand_in, name="paper_hand_in"),
    path("handling/<int:paper_id>/tillbaka/", paper.send_back, name="paper_send_back"),
    path("handling/<int:paper_id>/parter/", parties.paper_to_parties, name="paper_to_parties"),
    path("handling/<int:paper_id>/pdf/", files.pdf, name="paper_pdf"),
    path("handling/<int:paper_id>/word/", files.docx, name="paper_docx"),
    path("handling/<int:paper_id>/webbsida/", files.html, name="paper_html"),
    path("beslut/<int:handling_id>/utdrag/", paper.minutes_extract, name="minutes_extract"),
]
