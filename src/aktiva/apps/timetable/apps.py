from django.apps import AppConfig


class TimetableConfig(AppConfig):
    name = "aktiva.apps.timetable"
    default_auto_field = "django.db.models.BigAutoField"
