from django.urls import path

from aktiva.apps.questionnaires.views import draft, lists, question

EMPLOYER = "arbetsgivare/<int:employer_id>/fragor/"
DRAFT = "fragor/<int:draft_id>/"

app_name = "questionnaires"
urlpatterns = [
    path(EMPLOYER, lists.versions, name="versions"),
    path(EMPLOYER + "borja/", lists.start, name="start"),
    path(EMPLOYER + "las-in/", lists.read_in, name="read_in"),
    path(EMPLOYER + "medfoljande/", lists.preview, name="preview_shipped"),
    path(EMPLOYER + "medfoljande/fil/", lists.export, name="export_shipped"),
    path(EMPLOYER + "version/<int:number>/", lists.preview, name="preview"),
    path(EMPLOYER + "version/<int:number>/fil/", lists.export, name="export"),
    path(DRAFT, draft.draft, name="draft"),
    path(DRAFT + "namn/", draft.name, name="name"),
    path(DRAFT + "ny-fraga/", question.question, name="question_new"),
    path(DRAFT + "fraga/<str:key>/", question.question, name="question"),
    path(DRAFT + "fraga/<str:key>/andra/", draft.change, name="change"),
    path(DRAFT + "nytt-avsnitt/", draft.section, name="section_new"),
    path(DRAFT + "avsnitt/<str:key>/", draft.section, name="section"),
    path(DRAFT + "avsnitt/<str:key>/andra/", draft.change_section, name="change_section"),
    path(DRAFT + "prova/", lists.preview_draft, name="preview_draft"),
    path(DRAFT + "fil/", lists.export_draft, name="export_draft"),
    path(DRAFT + "angra/", draft.undo, name="undo"),
    path(DRAFT + "kasta/", draft.drop, name="drop"),
    path(DRAFT + "publicera/", draft.publish, name="publish"),
]
