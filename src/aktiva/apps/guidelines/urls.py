from django.urls import path

from aktiva.apps.guidelines.views import checking, lists, reviews

DOCUMENT = "styrdokument/<int:document_id>/"

app_name = "guidelines"
urlpatterns = [
    path("arbetsgivare/<int:employer_id>/riktlinjer-och-rutiner/", lists.employer, name="employer"),
    path("enhet/<int:unit_id>/styrdokument/", lists.unit, name="unit"),
    path(DOCUMENT + "kontroll/", checking.check, name="check"),
    path(DOCUMENT + "fil/", checking.hand_in, name="hand_in"),
    path(DOCUMENT + "fil/<int:file_id>/", checking.file, name="file"),
    path(DOCUMENT + "fil/<int:file_id>/ta-bort/", checking.withdraw_file, name="withdraw_file"),
    path(DOCUMENT + "punkt/<slug:point>/", checking.answer, name="answer"),
    path(DOCUMENT + "punkt/<slug:point>/angra/", checking.clear, name="clear"),
    path(DOCUMENT + "uppfoljning/", reviews.add, name="review"),
    path(
        DOCUMENT + "uppfoljning/<int:review_id>/ta-bort/", reviews.withdraw, name="withdraw_review"
    ),
]
