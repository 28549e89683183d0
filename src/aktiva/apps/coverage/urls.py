from django.urls import path

from aktiva.apps.coverage import views

app_name = "coverage"
urlpatterns = [
    path("ar/<int:cycle_id>/rutnat/", views.grid, name="grid"),
    path("ar/<int:cycle_id>/rutnat/<str:area>/<str:ground>/", views.box, name="box"),
]
