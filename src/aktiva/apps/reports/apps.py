from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "aktiva.apps.reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from aktiva.apps.background import kinds

        kinds.register("paper_pdf", "aktiva.apps.reports.jobs.PDF")
        kinds.register("paper_docx", "aktiva.apps.reports.jobs.WORD")
        kinds.register("paper_html", "aktiva.apps.reports.jobs.HTML")
        kinds.register("observations", "aktiva.apps.reports.jobs.OBSERVATIONS")
        kinds.register("wording", "aktiva.apps.reports.jobs.WORDING")
        kinds.register("action_plans", "aktiva.apps.reports.jobs.ACTION_PLANS")
        kinds.register("pulse_posters", "aktiva.apps.reports.jobs.POSTERS")
