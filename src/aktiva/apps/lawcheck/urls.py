from django.urls import path

from aktiva.apps.lawcheck.views import contribution, law, school

app_name = "lawcheck"
urlpatterns = [
    path("ar/<int:cycle_id>/lagkoll/", law.law, name="law"),
    path("ar/<int:cycle_id>/lagkoll/sammanfattning/", law.summary, name="summary"),
    path(
        "ar/<int:cycle_id>/lagkoll/enhet/<int:unit_id>/",
        contribution.contribution,
        name="contribution",
    ),
    path("ar/<int:cycle_id>/skola/<int:school_id>/lagkoll/", school.school, name="school"),
]
