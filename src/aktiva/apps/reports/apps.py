from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "aktiva.apps.reports"
    default_auto_field = "django.db.models.BigAutoField"
