from django.apps import AppConfig


class OrganisationConfig(AppConfig):
    name = "aktiva.apps.organisation"
    default_auto_field = "django.db.models.BigAutoField"
