from django.apps import AppConfig

from aktiva.apps.background import chores


class LawcheckConfig(AppConfig):
    name = "aktiva.apps.lawcheck"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        chores.register("aktiva.apps.lawcheck.jobs.keep_a_day")
