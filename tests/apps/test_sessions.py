"""Sessions and sign-in asked in SQL say what Django's own say."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends.db import SessionStore as Usual
from django.contrib.sessions.models import Session
from django.utils import timezone

from aktiva.apps.accounts.models import User
from aktiva.apps.accounts.sessions import Backend, SessionStore

pytestmark = pytest.mark.django_db


def kept(**content) -> str:
    session = SessionStore()
    session.update(content)
    session.create()
    return session.session_key


def test_a_session_holds_what_was_put_in_it():
    key = kept(language="en")

    assert SessionStore(key).load() == Usual(key).load() == {"language": "en"}


@pytest.mark.parametrize("ended", [timedelta(seconds=1), timedelta(days=3)])
def test_a_session_that_has_ended_holds_nothing_and_loses_its_key(ended):
    key = kept(language="en")
    Session.objects.filter(pk=key).update(expire_date=timezone.now() - ended)
    session = SessionStore(key)

    assert session.load() == {}
    assert session.session_key is None


def test_an_unknown_or_tampered_session_holds_nothing():
    key = kept(language="en")
    Session.objects.filter(pk=key).update(session_data="påhittat")

    assert SessionStore("påhittad").load() == {}
    assert SessionStore(key).load() == {}


@pytest.mark.parametrize("is_active", [True, False])
def test_whose_the_session_is_is_the_same_person(is_active):
    user = User.objects.create(email="siv@strandvik.example", name="Siv", is_active=is_active)
    found, usual = Backend().get_user(user.pk), ModelBackend().get_user(user.pk)

    assert found == usual == (user if is_active else None)
    if is_active:
        for field in User._meta.concrete_fields:
            assert getattr(found, field.attname) == getattr(usual, field.attname)


def test_nobody_is_nobody():
    assert Backend().get_user(4711) is None
