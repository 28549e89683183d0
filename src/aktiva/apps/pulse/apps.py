from django.apps import AppConfig


class PulseConfig(AppConfig):
    name = "aktiva.apps.pulse"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from aktiva.apps.background import chores

        chores.register("aktiva.apps.pulse.jobs.count_an_ended_pulse")
