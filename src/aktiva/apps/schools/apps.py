from django.apps import AppConfig


class SchoolsConfig(AppConfig):
    name = "aktiva.apps.schools"
    default_auto_field = "django.db.models.BigAutoField"
