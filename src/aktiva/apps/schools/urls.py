from django.urls import path

from aktiva.apps.schools.views import lists, record

app_name = "schools"
_SCHOOL = "ar/<int:cycle_id>/skola/<int:school_id>/"
urlpatterns = [
    path("ar/<int:cycle_id>/skolor/", lists.year, name="year"),
    path("ar/<int:cycle_id>/skolor/vilka/", lists.mark, name="mark"),
    path("ar/<int:cycle_id>/skolor/ta-bort/", lists.unmark, name="unmark"),
    path(_SCHOOL, record.tasks, name="tasks"),
    path(f"{_SCHOOL}andra/", lists.change, name="change"),
    path(f"{_SCHOOL}del/<str:code>/", record.part, name="part"),
    path(f"{_SCHOOL}fil/", record.file, name="file"),
    path(f"{_SCHOOL}oppna/", record.reopen, name="reopen"),
]
