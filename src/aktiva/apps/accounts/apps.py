from django.apps import AppConfig
from django.contrib.auth.signals import user_logged_in


def _begin(sender, request, user, **rest):
    from aktiva.apps.accounts import words

    words.begin(request.session)


class AccountsConfig(AppConfig):
    name = "aktiva.apps.accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        user_logged_in.connect(_begin, dispatch_uid="aktiva.accounts.words")
