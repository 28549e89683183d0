from django.apps import AppConfig


class TimetableConfig(AppConfig):
    name = "aktiva.apps.timetable"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from aktiva.apps.cooperation import followers
        from aktiva.apps.timetable import queries

        followers.register(queries.reminded_of)
