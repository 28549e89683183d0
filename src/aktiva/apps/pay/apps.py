from django.apps import AppConfig


class PayConfig(AppConfig):
    name = "aktiva.apps.pay"
    default_auto_field = "django.db.models.BigAutoField"
