from django.apps import AppConfig


class CooperationConfig(AppConfig):
    name = "aktiva.apps.cooperation"
    default_auto_field = "django.db.models.BigAutoField"
