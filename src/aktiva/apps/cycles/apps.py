from django.apps import AppConfig


class CyclesConfig(AppConfig):
    name = "aktiva.apps.cycles"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from aktiva.apps.cycles.following import MeasuresFollow
        from aktiva.apps.organisation import followers

        followers.register(MeasuresFollow())
