from django.urls import path

from aktiva.apps.statistics import views

app_name = "statistics"
urlpatterns = [path("ar/<int:cycle_id>/personal/", views.staff, name="staff")]
