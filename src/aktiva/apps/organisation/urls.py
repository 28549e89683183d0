from django.urls import path

from aktiva.apps.organisation.views import reorganising
from aktiva.apps.organisation.views import setting_up as views

app_name = "organisation"
urlpatterns = [
    path("arbetsgivare/ny/", views.employer_new, name="employer_new"),
    path("arbetsgivare/<int:employer_id>/", views.employer, name="employer"),
    path("arbetsgivare/<int:employer_id>/uppgifter/", views.details, name="details"),
    path("arbetsgivare/<int:employer_id>/lista/", views.list_read, name="list_read"),
    path("lista/<int:import_id>/", views.list_preview, name="list_preview"),
    path("lista/<int:import_id>/angra/", views.list_undo, name="list_undo"),
    path("arbetsgivare/<int:employer_id>/ord/", views.kinds, name="kinds"),
    path("arbetsgivare/<int:employer_id>/organ/", views.bodies, name="bodies"),
    path(
        "arbetsgivare/<int:employer_id>/omorganisationer/",
        reorganising.reorganisations,
        name="reorganisations",
    ),
    path(
        "arbetsgivare/<int:employer_id>/omorganisera/",
        reorganising.units,
        name="reorganise_units",
    ),
    path(
        "arbetsgivare/<int:employer_id>/omorganisera/uppgifter/",
        reorganising.reorganise,
        name="reorganise",
    ),
    path(
        "omorganisation/<int:reorganisation_id>/",
        reorganising.reorganisation,
        name="reorganisation",
    ),
    path(
        "omorganisation/<int:reorganisation_id>/angra/",
        reorganising.reorganisation_undo,
        name="reorganisation_undo",
    ),
    path("enhet/<int:unit_id>/", views.unit, name="unit"),
    path("enhet/<int:unit_id>/roll/", views.role_give, name="role_give"),
    path("roll/<int:holding_id>/avsluta/", views.role_end, name="role_end"),
]
