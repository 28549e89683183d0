from django.urls import path

from aktiva.apps.registers import views

EMPLOYER = "arbetsgivare/<int:employer_id>/"

app_name = "registers"
urlpatterns = [
    path(EMPLOYER + "forum/", views.forums, name="forums"),
    path(EMPLOYER + "forum/<int:forum_id>/", views.forum_retire, name="forum_retire"),
    path(EMPLOYER + "rubriker/", views.own_areas, name="own_areas"),
    path(EMPLOYER + "styrdokument/", views.documents, name="documents"),
]
