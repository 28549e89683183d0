from django.apps import AppConfig


class OutboxConfig(AppConfig):
    name = "aktiva.apps.outbox"
    default_auto_field = "django.db.models.BigAutoField"
