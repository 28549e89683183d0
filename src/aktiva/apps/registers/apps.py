from django.apps import AppConfig


class RegistersConfig(AppConfig):
    name = "aktiva.apps.registers"
    default_auto_field = "django.db.models.BigAutoField"
