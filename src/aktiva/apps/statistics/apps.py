from django.apps import AppConfig


class StatisticsConfig(AppConfig):
    name = "aktiva.apps.statistics"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from aktiva.apps.statistics import figures

        figures.register_all()
