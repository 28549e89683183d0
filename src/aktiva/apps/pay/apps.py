from django.apps import AppConfig


class PayConfig(AppConfig):
    name = "aktiva.apps.pay"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from aktiva.apps.background import chores

        chores.register("aktiva.apps.pay.jobs.drop_a_file_left_waiting")
