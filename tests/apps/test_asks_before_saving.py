"""Every page where somebody writes about the work asks before it saves what may point somebody out."""

from __future__ import annotations

import ast
import importlib
import inspect
from datetime import date

import pytest
from django import forms as django_forms
from django.urls import get_resolver
from strandvik import noon

from aktiva.apps.casework.models import Case
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.cycles.forms.examinations import METHODS
from aktiva.apps.cycles.models import Source
from aktiva.apps.reports import actions as reports
from aktiva.apps.reports.models import Observation, Paper

pytestmark = pytest.mark.django_db

NUMBER = "Vi har talat med 19850712-1234 om lokalerna."
NAME = "Det är Bo Grip som har hand om lokalerna här."
SAYS = "Orden kan peka ut någon"

NEED_NOT_ASK = {
    "cycles.views.measures.measure": "shows forms that others receive",
    "reports.views.compilation.department": "shows a form that another receives",
    "cycles.views.examinations.figures": "figures, counted and checked one by one",
    "organisation.views.setting_up.list_read": "who has which role: names belong there",
    "surveys.views.campaigns.campaign_new": "a greeting, where whom to ask belongs",
    "pay.views.overview.overview": "shows a form that another receives",
    "questionnaires.views.draft.section": "the questionnaire's words, the same for all",
    "questionnaires.views.question.question": "the questionnaire's words, the same for all",
}


def views(resolver):
    for pattern in resolver.url_patterns:
        if hasattr(pattern, "url_patterns"):
            yield from views(pattern)
        elif getattr(pattern.callback, "__module__", "").startswith("aktiva.apps."):
            yield pattern.callback


def called(function: str, functions: dict[str, ast.FunctionDef]) -> set[str]:
    """Return what a function of a module calls, and what those of the same module call in turn."""
    names, todo, done = set(), [function], set()
    while todo:
        name = todo.pop()
        if name in done or name not in functions:
            continue
        done.add(name)
        for node in ast.walk(functions[name]):
            if isinstance(node, ast.Call):
                of = node.func
                names.add(of.attr if isinstance(of, ast.Attribute) else getattr(of, "id", ""))
                todo += [of.id] if isinstance(of, ast.Name) else []
    return names


def writes_words(view) -> bool:
    """Tell whether a view's form has room for words of one's own."""
    plain = inspect.unwrap(view)
    module = importlib.import_module(plain.__module__)
    body = ast.parse(inspect.getsource(module)).body
    functions = {f.name: f for f in body if isinstance(f, ast.FunctionDef)}
    for name in called(plain.__name__, functions):
        form = getattr(getattr(module, "forms", None), name, None)
        fields = getattr(form, "base_fields", {}).values()
        if any(isinstance(f.widget, django_forms.Textarea) for f in fields):
            return True
    return False


def test_every_page_with_room_for_words_asks_or_is_named_here_with_why():
    silent = {
        f"{view.__module__}.{view.__name__}".removeprefix("aktiva.apps.")
        for view in views(get_resolver())
        if writes_words(view) and not getattr(view, "asks_first", False)
    }

    assert silent == set(NEED_NOT_ASK)


@pytest.fixture
def hr(client, town, cycle, day):
    day("2023-09-20")
    client.force_login(town.hr)
    return client


def test_a_source_is_asked_about_and_kept_when_the_words_are_to_stand(hr, town, cycle):
    address = f"/ar/{cycle.pk}/enhet/{town.units['ALB'].pk}/kalla/"
    typed = {
        "title": "APT i maj",
        "method": METHODS[0][0],
        "on_date": "2023-05-02",
        "notes": NUMBER,
    }

    asked = hr.post(address, typed)
    before = Source.objects.count()
    kept = hr.post(address, typed | {"let_stand": "1"})

    assert asked.status_code == 422 and SAYS in asked.text and NUMBER in asked.text
    assert before == 0
    assert kept.status_code == 302, kept.text
    assert Source.objects.get().notes == NUMBER


@pytest.mark.parametrize(
    ("address", "field"),
    [
        ("/ar/{cycle}/gemensamma/", "title"),
        ("/ar/{cycle}/plan-klistra/", "rows"),
        ("/ar/{cycle}/avsluta/", "reason"),
        ("/ar/{cycle}/atgarder/flera/", "reason"),
        ("/ar/{cycle}/svar/flera/", "reason"),
        ("/ar/{cycle}/utskick/{campaign}/", "reason"),
        ("/arenden/nytt/{cycle}/", "background"),
        ("/ar/{cycle}/samverkan/{unit}/mote/", "information"),
        ("/ar/{cycle}/samverkan/{unit}/former/", "text"),
        ("/ar/{cycle}/samverkan/{unit}/skicka/", "text"),
        ("/ar/{cycle}/sammanstallning/{unit}/egen/", "text"),
        ("/ar/{cycle}/personal/", "reason"),
        ("/arbetsgivare/{employer}/styrdokument/", "title"),
        ("/enhet/{unit}/styrdokument/", "title"),
    ],
)
def test_the_other_pages_of_the_year_ask_too(hr, town, cycle, campaign, address, field):
    found = address.format(
        cycle=cycle.pk, campaign=campaign.pk, unit=town.units["ALB"].pk, employer=town.employer.pk
    )

    page = hr.post(found, {field: NUMBER})

    assert page.status_code == 422 and SAYS in page.text and NUMBER in page.text


def test_a_case_may_name_somebody_but_not_by_number(hr, client, town, cycle):
    client.force_login(town.people["Per Ask"])
    address = f"/arenden/nytt/{cycle.pk}/"
    typed = {
        "dnr": "BIN 2023/7", "title": "Aktiva åtgärder 2023", "registered_date": "2023-09-20",
        "unit": town.units["0"].pk, "recipients": "Bildningsförvaltningen",
    }  # fmt: skip

    asked = client.post(address, typed | {"background": NUMBER})
    kept = client.post(address, typed | {"background": NAME})

    assert asked.status_code == 422
    assert kept.status_code == 302, kept.text
    assert Case.objects.get().background == NAME


def test_names_where_somebody_is_given_a_task_are_not_asked_about(hr, cycle, campaign):
    page = hr.post(
        f"/ar/{cycle.pk}/svar/flera/",
        {"kind": "delegate", "email": "kim.ost@strandvik.example", "name": "Kim Ost"},
    )

    assert SAYS not in page.text


def test_a_name_that_was_let_stand_at_a_unit_where_one_has_no_role_is_not_asked_about_again(
    hr, town, cycle
):
    address = f"/ar/{cycle.pk}/enhet/{town.units['ALB'].pk}/kalla/"
    typed = {"title": "APT i maj", "method": METHODS[0][0], "on_date": "2023-05-02"}

    hr.post(address, typed | {"notes": "Fråga Grip om lokalerna.", "let_stand": "1"})
    again = hr.post(address, typed | {"notes": "Fråga Grip om larmet.", "title": "APT i juni"})

    assert again.status_code == 302


def test_who_works_where_cannot_be_tried_out_by_those_who_do_not_read_the_unit(
    client, town, cycle, day
):
    """A name alone is known only at one's own units and those one reads."""
    day("2023-09-20")
    client.force_login(town.people["Ali Noor"])

    page = client.post(
        f"/ar/{cycle.pk}/enhet/{town.units['ALB'].pk}/kalla/",
        {"title": "APT i maj", "method": METHODS[0][0], "notes": "Fråga Grip om lokalerna."},
    )

    assert page.status_code == 404


def test_an_observation_is_asked_about(hr, town, cycle, campaign):
    address = f"/ar/{cycle.pk}/sammanstallning/{town.units['0'].pk}/egen/"
    typed = {"kind": "risk", "area": "training", "title": "Lokaler", "text": NAME}

    page = hr.post(address, typed)

    assert page.status_code == 422 and NAME in page.text
    assert not Observation.objects.exists()


@pytest.fixture
def paper(town, cycle, campaign) -> Paper:
    """A draft of the plan, with a measure that names somebody."""
    cycles.decide_measure(
        cycle=cycle, unit=town.units["0"],
        facts=cycles.MeasureFacts(
            area="training", title=NAME, owner_role="HR-chef", due_date=date(2024, 5, 1),
            expected_effect="Alla kan gå.", effect_measure="Vi räknar.",
        ),
        common=True, actor=town.hr, at=noon("2023-09-18"),
    )  # fmt: skip
    return reports.make_paper(
        cycle=cycle, unit=town.units["0"], kind=Paper.Kind.PLAN, title="Plan",
        paper_date=date(2023, 9, 20), actor=town.hr, at=noon("2023-09-19"),
    )  # fmt: skip


def test_a_paper_is_not_approved_until_what_may_point_somebody_out_is_let_stand(hr, paper):
    address = f"/handling/{paper.pk}/godkann/"

    asked = hr.post(address, {"paper_date": "2023-09-20"})
    paper.refresh_from_db()
    state = paper.state
    hr.post(address, {"paper_date": "2023-09-20", "let_stand": "1"})
    paper.refresh_from_db()

    assert asked.status_code == 422 and SAYS in asked.text
    assert "<mark>Bo Grip</mark>" in asked.text and "Namn." in asked.text
    assert (state, paper.state) == ("draft", "approved")


def test_who_wrote_a_paper_may_stand_in_it(hr, town, cycle, campaign):
    paper = reports.make_paper(
        cycle=cycle, unit=town.units["0"], kind=Paper.Kind.OFFICIAL_REPORT, title="Uppföljning",
        paper_date=date(2023, 9, 20), actor=town.hr, at=noon("2023-09-19"),
        facts={"author": "Bo Grip, utredare", "signers": ["HR-chefen"],
               "points": [{"verb": "godkänna", "object": "rapporten"}], "bodies": []},
    )  # fmt: skip

    page = hr.post(f"/handling/{paper.pk}/godkann/", {"paper_date": "2023-09-20"})

    assert SAYS not in page.text
