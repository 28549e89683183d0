from django.apps import AppConfig


class LawcheckConfig(AppConfig):
    name = "aktiva.apps.lawcheck"
    default_auto_field = "django.db.models.BigAutoField"
