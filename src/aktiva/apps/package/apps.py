from django.apps import AppConfig


class PackageConfig(AppConfig):
    name = "aktiva.apps.package"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from aktiva.apps.background import chores, kinds

        kinds.register("package", "aktiva.apps.package.jobs.PACKAGE")
        chores.register("aktiva.apps.package.jobs.keep_a_closed_year")
