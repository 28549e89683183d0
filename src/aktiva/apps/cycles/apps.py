from django.apps import AppConfig


class CyclesConfig(AppConfig):
    name = "aktiva.apps.cycles"
    default_auto_field = "django.db.models.BigAutoField"
