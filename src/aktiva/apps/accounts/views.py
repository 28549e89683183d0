"""Signing in and out, one's own account, the first account of an installation."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth import login, update_session_auth_hash
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import LoginView, LogoutView
from django.core.exceptions import ValidationError
from django.http import Http404, JsonResponse
from django.shortcuts import redirect, render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from aktiva.apps.accounts import actions, forms, queries, words


@method_decorator(login_not_required, name="dispatch")
class SignIn(LoginView):
    """The door."""

    template_name = "accounts/sign_in.html"
    authentication_form = forms.SignInForm
    redirect_authenticated_user = True

    def get(self, request, *args, **kwargs):
        if not queries.has_accounts():
            return redirect("accounts:start")
        return super().get(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(signins=settings.AKTIVA_SIGNINS, **kwargs)

    def form_valid(self, form):
        response = super().form_valid(form)
        if form.cleaned_data["shared"]:
            words.keep_nothing(self.request.session)
        return response

    def form_invalid(self, form):
        response = super().form_invalid(form)
        response.status_code = 422
        return response


class SignOut(LogoutView):
    """Leaving, by a button."""

    http_method_names = ["post"]
    next_page = "accounts:sign_in"

    def post(self, request, *args, **kwargs):
        response = super().post(request, *args, **kwargs)
        response["Clear-Site-Data"] = '"storage"'  # what a script was not there to take away
        return response


@require_safe
def words_key(request):
    """The key to what this session's browser keeps while the network is away."""
    seconds = words.seconds_left(request.session)
    if not seconds:
        raise Http404
    user = request.user
    response = JsonResponse(
        {
            "key": words.key_of(request.session, user),
            "session": words.name_of(request.session, user),
            "person": str(user.pk),
            "seconds": seconds,
        }
    )
    response["Cache-Control"] = "no-store"
    return response


@login_not_required
def start(request):
    """The first account; from then on the page only points to the door."""
    if queries.has_accounts():
        return redirect("accounts:sign_in")
    form = forms.FirstAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = actions.create_first_account(
                expected_code=settings.AKTIVA_START_CODE, **form.cleaned_data
            )
        except ValidationError as refused:
            form.add_error(None, refused)
        else:
            login(request, user)
            return redirect("organisation:employer_new")
    return render(
        request, "accounts/start.html", {"form": form}, status=422 if form.errors else 200
    )


def account(request):
    """One's own name, roles and password."""
    form = forms.ChangePasswordForm(request.POST or None, user=request.user)
    if request.method == "POST" and form.is_valid():
        actions.set_password(user=request.user, password=form.cleaned_data["password"])
        update_session_auth_hash(request, request.user)
        messages.success(request, _("Lösenordet är bytt."))
        return redirect("accounts:account")
    return render(
        request, "accounts/account.html", {"form": form}, status=422 if form.errors else 200
    )
