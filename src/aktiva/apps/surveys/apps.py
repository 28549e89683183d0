from django.apps import AppConfig


class SurveysConfig(AppConfig):
    name = "aktiva.apps.surveys"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from aktiva.apps.organisation import followers
        from aktiva.apps.outbox import fillers
        from aktiva.apps.surveys import links, queries
        from aktiva.apps.surveys.following import AnswersFollow

        followers.register(AnswersFollow(queries.n_asked_of_units))
        fillers.register(links.MARK, links.fill)
