from django.apps import AppConfig


class BackgroundConfig(AppConfig):
    name = "aktiva.apps.background"
    default_auto_field = "django.db.models.BigAutoField"
