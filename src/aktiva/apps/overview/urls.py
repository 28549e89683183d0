from django.urls import path

from aktiva.apps.overview import views

app_name = "overview"
urlpatterns = [
    path("", views.home, name="home"),
    path("ar/<int:cycle_id>/", views.year, name="year"),
    path("uppgifter/", views.tasks, name="tasks"),
    path("utkorg/", views.outbox, name="outbox"),
    path("tillganglighet/", views.accessibility, name="accessibility"),
    path("uppgifter-om-dig/", views.privacy, name="privacy"),
]
