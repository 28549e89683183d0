"""Every field is said to be personal or not, and no ground is ever stored on a person."""

from __future__ import annotations

import inspect
import re
from io import StringIO

import pytest
from django.apps import apps
from django.core.management import call_command
from simple_history.models import HistoricalChanges

from aktiva.apps.accounts.models import User
from aktiva.domain.values import Ground

OURS = sorted(
    (
        model
        for model in apps.get_models()
        if model.__module__.startswith("aktiva.apps.") and not issubclass(model, HistoricalChanges)
    ),
    key=lambda m: m._meta.label,
)
PEOPLE = [m for m in OURS if m._meta.label in {"accounts.User", "organisation.RoleHolding"}]
GROUND_WORDS = {*(g.value for g in Ground if g is not Ground.NOT_SPECIFIC)} | {
    "gender",
    "orientation",
    "disabled",
    "nationality",
    "birth",
    "origin",
    "faith",
    "union_member",
    "personal_number",
    "ssn",
    "kön",
    "personnummer",
}


def field_names(model) -> set[str]:
    return {f.name for f in model._meta.concrete_fields}


def test_there_are_models_to_classify():
    assert len(OURS) > 20


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_every_field_is_classified_once(model):
    assert model.Privacy.personal | model.Privacy.ordinary == field_names(model)
    assert not model.Privacy.personal & model.Privacy.ordinary


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_whatever_points_at_an_account_is_personal(model):
    pointing = {f.name for f in model._meta.concrete_fields if f.related_model is User}

    assert pointing <= model.Privacy.personal


@pytest.mark.parametrize("model", PEOPLE, ids=lambda m: m._meta.label)
def test_no_field_about_a_person_is_named_like_a_ground(model):
    like = {name for name in field_names(model) if GROUND_WORDS & {name, *name.split("_")}}

    assert like == set()


def test_people_are_known_by_how_to_reach_them_and_nothing_more():
    assert field_names(User) == {
        "id",
        "email",
        "name",
        "password",
        "last_login",
        "is_active",
        "protected_identity",
    }


@pytest.mark.parametrize("model", OURS, ids=lambda m: m._meta.label)
def test_what_a_row_calls_itself_in_a_log_names_nobody(model):
    said = set(re.findall(r"self\.(\w+)", inspect.getsource(model.__str__)))

    assert said
    assert said & model.Privacy.personal == set()


@pytest.mark.django_db
@pytest.mark.slow
def test_no_migration_is_missing():
    out = StringIO()

    call_command("makemigrations", "--check", "--dry-run", stdout=out)

    assert out.getvalue() == "No changes detected\n"
