from django.urls import path

from aktiva.apps.background import views

app_name = "background"
urlpatterns = [
    path("bakgrund/<int:job_id>/", views.job, name="job"),
    path("bakgrund/<int:job_id>/lage/", views.standing, name="standing"),
    path("bakgrund/<int:job_id>/avbryt/", views.cancel, name="cancel"),
    path("bakgrund/<int:job_id>/fil/", views.fetch, name="fetch"),
]
