from django.urls import path

from aktiva.apps.casework import views

app_name = "casework"
urlpatterns = [
    path("arenden/", views.case_list, name="case_list"),
    path("arenden/nytt/<int:cycle_id>/", views.case_new, name="case_new"),
    path("arende/<int:case_id>/", views.case, name="case"),
    path("arende/<int:case_id>/uppgifter/", views.case_change, name="case_change"),
    path("beslut/<int:handling_id>/justerat/", views.minutes_approved, name="minutes_approved"),
    path("arende/<int:case_id>/skickat/", views.dispatch, name="dispatch"),
]
