from django.urls import path

from aktiva.apps.package import views

app_name = "package"
urlpatterns = [
    path("arbetsgivare/<int:employer_id>/underlag-till-do/", views.package, name="package"),
]
