from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "aktiva.apps.reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from aktiva.apps.background import kinds
        from aktiva.apps.reports import jobs

        kinds.register(jobs.PDF)
        kinds.register(jobs.WORD)
