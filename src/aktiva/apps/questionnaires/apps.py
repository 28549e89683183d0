from django.apps import AppConfig


class QuestionnairesConfig(AppConfig):
    name = "aktiva.apps.questionnaires"
    default_auto_field = "django.db.models.BigAutoField"
