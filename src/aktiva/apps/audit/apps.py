from django.apps import AppConfig


class AuditConfig(AppConfig):
    name = "aktiva.apps.audit"
    default_auto_field = "django.db.models.BigAutoField"
