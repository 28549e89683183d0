from django.urls import path

from aktiva.apps.trainings.views import courses, figures, forms_page, own, people, rounds

app_name = "trainings"
_COURSE = "ar/<int:cycle_id>/utbildningar/<int:course_id>/"
urlpatterns = [
    path("ar/<int:cycle_id>/utbildningar/", courses.year, name="year"),
    path("ar/<int:cycle_id>/utbildningar/ny/", courses.course_new, name="course_new"),
    path("ar/<int:cycle_id>/utbildningar/saknar/", people.lacking, name="lacking"),
    path("ar/<int:cycle_id>/utbildningar/paminn/", people.remind, name="remind"),
    path(_COURSE, courses.course, name="course"),
    path(f"{_COURSE}andra/", courses.course_change, name="course_change"),
    path(f"{_COURSE}fyll-i/", people.tick, name="tick"),
    path(f"{_COURSE}angra/<int:ticking_id>/", people.untick, name="untick"),
    path(f"{_COURSE}antal/", figures.participation, name="participation"),
    path(f"{_COURSE}tillfalle/<int:round_id>/", rounds.course_round, name="round"),
    path("utbildningar/", own.own, name="own"),
    path("kurs/<str:code>/", forms_page.answer, name="answer"),
    path("kurs/<str:code>/tack/", forms_page.thanks, name="thanks"),
]
