from django.apps import AppConfig


class CaseworkConfig(AppConfig):
    name = "aktiva.apps.casework"
    default_auto_field = "django.db.models.BigAutoField"
