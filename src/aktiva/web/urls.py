"""Where each page lives."""

from django.urls import include, path

urlpatterns = [
    path("", include("aktiva.apps.surveys.urls")),  # first, for it is asked at every field
    path("", include("aktiva.apps.overview.urls")),
    path("", include("aktiva.apps.accounts.urls")),
    path("", include("aktiva.apps.background.urls")),
    path("", include("aktiva.apps.organisation.urls")),
    path("", include("aktiva.apps.registers.urls")),
    path("", include("aktiva.apps.guidelines.urls")),
    path("", include("aktiva.apps.cycles.urls")),
    path("", include("aktiva.apps.questionnaires.urls")),
    path("", include("aktiva.apps.statistics.urls")),
    path("", include("aktiva.apps.casework.urls")),
    path("", include("aktiva.apps.coverage.urls")),
    path("", include("aktiva.apps.cooperation.urls")),
    path("", include("aktiva.apps.trainings.urls")),
    path("", include("aktiva.apps.schools.urls")),
    path("", include("aktiva.apps.pulse.urls")),
    path("", include("aktiva.apps.pay.urls")),
    path("", include("aktiva.apps.reports.urls")),
    path("", include("aktiva.apps.lawcheck.urls")),
    path("", include("aktiva.apps.package.urls")),
    path("", include("aktiva.apps.timetable.urls")),
]
handler500 = "aktiva.web.failing.server_error"
