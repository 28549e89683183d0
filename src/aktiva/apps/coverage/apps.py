from django.apps import AppConfig


class CoverageConfig(AppConfig):
    name = "aktiva.apps.coverage"
    default_auto_field = "django.db.models.BigAutoField"
