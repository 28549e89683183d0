"""Personal links: opening one changes nothing, the button lets one in to one sheet and no further."""

from __future__ import annotations

import logging
import re
from datetime import date

import pytest
from django.conf import settings as django_settings
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.cache import cache
from django.core.exceptions import ValidationError
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from strandvik import filled_in_by, hand_in, noon, save, sheet_of

from aktiva.apps.audit.models import AuditEntry
from aktiva.apps.cycles.models import Risk
from aktiva.apps.organisation import actions as organisation
from aktiva.apps.outbox.models import Mail
from aktiva.apps.surveys import actions, links
from aktiva.apps.surveys.models import Campaign, PersonalLink
from aktiva.web.logs import WithoutSecrets

pytestmark = pytest.mark.django_db

SITE = "https://aktiva.strandvik.example"
AT = noon("2023-09-20")


@pytest.fixture(autouse=True)
def no_counts():
    cache.clear()


@pytest.fixture
def campaign(settings, town, cycle) -> Campaign:
    """Sent where the letters know by which address the pages are reached."""
    settings.CSRF_TRUSTED_ORIGINS = [SITE]
    return actions.open_campaign(
        cycle=cycle, units=[town.units[c] for c in ("ALB", "EKL", "KOK", "LOK")],
        opens_date=date(2023, 9, 4), last_date=date(2023, 10, 20), actor=town.hr,
        at=noon("2023-09-04"),
    )  # fmt: skip


@pytest.fixture
def bo(town):
    return town.people["Bo Grip"]


@pytest.fixture
def sheet(town, campaign):
    return sheet_of(campaign, town.units["ALB"])


@pytest.fixture
def link(sheet) -> PersonalLink:
    return PersonalLink.objects.get(sheet=sheet)


@pytest.fixture
def address(link, day) -> str:
    day("2023-09-20")
    return f"/svara/{links.secret_of(link.salt)}/"


@pytest.fixture
def inside(client, address) -> Client:
    """A browser in which the button has been pressed."""
    client.post(address)
    return client


def everything() -> dict[str, int]:
    """Return how many rows of each kind there are."""
    from django.apps import apps

    return {m._meta.label: m.objects.count() for m in apps.get_models()}


# ---- the letter ------------------------------------------------------------------------


def test_each_manager_gets_a_link_of_their_own_and_its_secret_is_kept_nowhere(town, campaign, link):
    """S-107: the letter that is kept has a mark where the one that is sent has an address."""
    letter = Mail.objects.get(to=link.user)

    assert PersonalLink.objects.count() == 4
    assert f"[Personlig länk nr {link.pk}]" in letter.body
    secret = links.secret_of(link.salt)
    assert len(secret) == 43
    assert link.digest == links.digest_of(secret) != secret
    for model in (Mail, PersonalLink, AuditEntry):
        assert secret not in str(list(model.objects.values()))


def test_the_letter_that_is_sent_has_the_address(settings, campaign, link):
    from aktiva.apps.outbox import actions as outbox

    settings.AKTIVA_MAIL_FROM = "aktiva@strandvik.example"
    settings.EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"

    outbox.send(ids=list(Mail.objects.filter(to=link.user).values_list("pk", flat=True)), at=AT)

    assert f"{SITE}/svara/{links.secret_of(link.salt)}/" in mail.outbox[0].body
    assert "[Personlig" not in mail.outbox[0].body


def test_a_mark_in_a_greeting_gives_nobody_another_persons_address(link, town):
    """S-107: whoever writes the greeting gets a letter too."""
    from aktiva.apps.outbox.fillers import filled

    body = f"Hej! {links.mark_of(link)}"

    assert filled(body, to_id=town.hr.pk) == body


@pytest.mark.parametrize("why", ["switched off", "no address"])
def test_without_links_the_letter_says_to_sign_in(settings, town, cycle, why):
    if why == "switched off":
        settings.CSRF_TRUSTED_ORIGINS = [SITE]
        town.employer.personal_links = False
        town.employer.save()

    actions.open_campaign(
        cycle=cycle, units=[town.units["ALB"]], opens_date=date(2023, 9, 4),
        last_date=date(2023, 10, 20), actor=town.hr, at=noon("2023-09-04"),
    )  # fmt: skip

    assert not PersonalLink.objects.exists()
    assert "Logga in i Aktiva" in Mail.objects.get().body


def test_a_reminder_has_a_new_link_and_the_old_one_goes_on_holding(campaign, town, sheet, link):
    actions.remind(campaign=campaign, actor=town.hr, at=AT)
    actions.change_sheets(
        cycle=campaign.cycle, ids=[sheet.pk], facts=actions.ManyFacts(kind="remind"),
        actor=town.hr, at=AT,
    )  # fmt: skip

    kept = PersonalLink.objects.filter(sheet=sheet).select_related("user")

    assert len({k.digest for k in kept}) == 3
    assert {links.state(k, on=AT.date()) for k in kept} == {links.State.HOLDS}


# ---- opening it ------------------------------------------------------------------------


@pytest.mark.parametrize("how", ["get", "head", "prefetch", "twice", "options"])
def test_whoever_opens_every_link_in_a_letter_changes_nothing(client, address, how):
    """S-107: mail scanners, previews and browsers that fetch ahead."""
    before = everything()

    for _ in range(2 if how == "twice" else 1):
        ask = {"head": client.head, "options": client.options}.get(how, client.get)
        headers = {"Sec-Purpose": "prefetch"} if how == "prefetch" else {}
        answer = ask(address, headers=headers)

    assert answer.status_code == (405 if how == "options" else 200)
    assert everything() == before
    assert "sessionid" not in answer.cookies
    assert client.get("/uppgifter/").status_code == 302


def test_the_page_says_for_which_unit_and_whom_and_leaks_its_address_nowhere(client, address):
    answer = client.get(address)
    page = answer.content.decode()

    assert "Svara för Alby skola" in page and "Bo G." in page
    assert "Bo Grip" not in page and "@" not in page
    assert page.count("<button") == 1
    assert answer["Referrer-Policy"] == "strict-origin"
    assert answer["Cache-Control"] == "no-store"


def test_a_person_with_protected_identity_is_named_by_function(client, town, settings, cycle, day):
    settings.CSRF_TRUSTED_ORIGINS = [SITE]
    hidden = town.person("Disa Dold", protected=True)
    town.unit("DOL", "Ljusets skola", under="BF")
    from aktiva.domain.organisation.permissions import Role

    town.role(hidden, Role.UNIT_MANAGER, "DOL", "rektor")
    actions.open_campaign(
        cycle=cycle, units=[town.units["DOL"]], opens_date=date(2023, 9, 4),
        last_date=date(2023, 10, 20), actor=town.hr, at=noon("2023-09-04"),
    )  # fmt: skip
    day("2023-09-20")

    page = client.get(
        f"/svara/{links.secret_of(PersonalLink.objects.get().salt)}/"
    ).content.decode()

    assert "Disa" not in page and "rektor" in page


def test_a_button_that_another_site_presses_lets_nobody_in(address):
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(address).status_code == 403
    assert not Session.objects.exists()


# ---- pressing the button ---------------------------------------------------------------


def test_the_button_lets_the_person_in_to_the_sheet_and_leaves_a_trace(client, address, sheet, bo):
    """S-107: the trace holds no secret."""
    answer = client.post(address)

    assert (answer.status_code, answer["Location"]) == (302, f"/underlag/{sheet.pk}/")
    assert client.get(answer["Location"]).status_code == 200
    entry = AuditEntry.objects.get(event="link.used")
    assert (entry.actor_id, entry.details) == (bo.pk, {"sheet": sheet.pk})


def test_answers_risks_and_handing_in_work_in_such_a_session(inside, sheet, bo):
    """S-107: everything that the sheet asks for, and nothing has to be done elsewhere."""
    base = f"/underlag/{sheet.pk}/"
    kept = inside.post(f"{base}fraga/1.1/", {"autosave": "1", "revision": "0", "comment": "Ja."})
    risk = inside.post(
        f"{base}risk/",
        {"area": "working_conditions", "description": "Skämt om ålder.", "grounds": "age",
         "source": "APT", "cause": "Vi har aldrig talat om vilken jargong vi vill ha."},
    )  # fmt: skip
    measure = inside.post(
        risk["Location"],
        {"area": "working_conditions", "title": "Ta upp det på APT", "owner_role": "rektor",
         "due_date": "2024-05-31", "expected_effect": "Alla vet.", "effect_measure": "Vi frågar."},
    )  # fmt: skip
    pages = [
        inside.get(f"{base}{part}").status_code
        for part in ("", "fraga/1.1/", "utfall/", "risker/", "deltagare/", "lamna-in/")
    ]

    assert (kept.status_code, risk.status_code, measure.status_code) == (200, 302, 302)
    assert pages == [200] * 6
    assert Risk.objects.get().unit_id == sheet.unit_id


def test_a_meeting_is_held_in_such_a_session(inside, sheet):
    base = f"/underlag/{sheet.pk}/"

    begun = inside.post(f"{base}mote/", {"parties": ["manager", "employees"]})
    shown = inside.get(begun["Location"]).content.decode()
    ended = inside.post(f"{base}mote/avsluta/")

    assert "Avsluta mötet" in shown
    assert ended.status_code == 302
    (held,) = sheet.meetings.all()
    assert (held.parties, held.ended_at is None) == (["manager", "employees"], False)


def test_handing_in_by_a_link_is_signed_by_the_person(inside, sheet, bo):
    from strandvik import answer_all

    answer_all(sheet, by=bo, at=AT)

    inside.post(
        f"/underlag/{sheet.pk}/lamna-in/",
        {"A1-answer": "unchanged", "A1-revision": "1", "12.4-text": "Året har gått väl.",
         "12.4-revision": "1"},
    )  # fmt: skip

    sheet.refresh_from_db()
    assert (sheet.state, sheet.submitted_as) == ("submitted", "Bo Grip")


_OPEN = {"accounts:sign_out", "accounts:words_key", "surveys:settle", "surveys:draft_drop"}


def addresses(resolver=None, spaces=(), before=""):
    """Return the name and an address of every page of the product, with 1 for each number."""
    for found in (resolver or get_resolver()).url_patterns:
        path = before + re.sub(r"<int:(\w+)>", "1", str(found.pattern)).replace("^", "")
        if isinstance(found, URLResolver):
            yield from addresses(found, (*spaces, found.namespace), path)
        elif isinstance(found, URLPattern) and found.name:
            name = ":".join([*filter(None, spaces), found.name])
            if getattr(found.callback, "login_required", True):  # else it is anybody's
                yield name, "/" + re.sub(r"<[^>]+>", "x", path)


def test_every_other_address_refuses_with_a_way_to_sign_in(inside, sheet):
    """S-107: a list of all addresses there are, so that a new one is closed until it is opened."""
    refused = 0
    for name, address in addresses():
        own = name in _OPEN or address.startswith(f"/underlag/{sheet.pk}/")
        if own or "/underlag/1/" in address:
            continue
        answer = inside.get(address)
        assert answer.status_code == 403, name
        assert "Länken gäller bara underlaget" in answer.content.decode(), name
        refused += 1

    assert refused > 100


@pytest.mark.parametrize(
    "part",
    ["medhjalpare/", "medhjalpare/1/avsluta/", "las/", "tillbaka/1.1/", "granskat/"],
)
def test_of_its_own_sheet_only_what_filling_in_needs_is_open(inside, sheet, part):
    """S-107: nobody is given a role, and nothing is reviewed, by somebody who came by a link."""
    address = f"/underlag/{sheet.pk}/{part}"

    assert inside.get(address).status_code == 403
    assert inside.post(address, {}).status_code == 403


def test_another_sheet_of_the_same_person_is_closed(inside, town, campaign, bo):
    """S-107: the door of the permissions says so too, not only the addresses."""
    from aktiva.domain.organisation.permissions import Role

    town.role(bo, Role.UNIT_MANAGER, "EKL", "rektor")
    other = sheet_of(campaign, town.units["EKL"])

    assert inside.get(f"/underlag/{other.pk}/").status_code == 403
    links.limit(bo, links.Held(1, sheet_of(campaign, town.units["ALB"]).pk, town.units["ALB"].pk))
    assert filled_in_by(bo, on=AT.date()) == {sheet_of(campaign, town.units["ALB"]).pk}


def test_permissions_of_a_limited_person_end_at_the_unit(town, campaign):
    """S-107: a strategist who opens a link of the employer's own sheet keeps nothing else."""
    from aktiva.apps.organisation import policy
    from aktiva.domain.organisation.permissions import Permission

    central = sheet_of(campaign, town.root, level="central")
    hr = town.hr
    links.limit(hr, links.Held(1, central.pk, town.root.pk))

    reached = {p for p in Permission if policy.scope(hr, p, on=AT.date())}

    assert reached <= links.PERMISSIONS
    assert policy.scope(hr, Permission.CENTRAL_ANSWER, on=AT.date()).units == {town.root.pk}
    assert not policy.scope(hr, Permission.CENTRAL_ANSWER, on=AT.date()).whole


def test_signing_in_with_a_password_opens_the_rest(inside, bo):
    bo.set_password("en lång mening att minnas")
    bo.save()

    inside.get("/logga-in/")
    inside.post("/logga-in/", {"username": bo.email, "password": "en lång mening att minnas"})

    assert inside.get("/konto/").status_code == 200


def test_somebody_who_is_signed_in_already_keeps_their_whole_session(client, address, bo):
    client.force_login(bo)

    client.post(address)

    assert client.get("/konto/").status_code == 200


def test_somebody_else_who_was_signed_in_is_signed_out(client, address, town, sheet):
    client.force_login(town.hr)
    assert "loggas den personen ut" in client.get(address).content.decode()

    client.post(address)

    assert client.get(f"/underlag/{sheet.pk}/").wsgi_request.user == town.people["Bo Grip"]
    assert client.get("/konto/").status_code == 403


def test_a_shared_computer_can_be_said_on_the_page(client, address):
    client.post(address, {"shared": "1"})

    assert client.get("/konto/nyckel/").status_code == 404
    assert client.session.get_expire_at_browser_close()


# ---- when it no longer holds -----------------------------------------------------------


def test_a_link_holds_two_weeks_after_the_sheets_own_last_day(client, day, address, town, campaign):
    """S-108: it follows a last day that is moved."""
    seen = {}
    for text in ("2023-11-03", "2023-11-04"):
        day(text)
        seen[text] = client.get(address).status_code
    actions.extend_campaign(
        campaign=campaign, last_date=date(2023, 10, 27), actor=town.hr, at=noon("2023-10-20")
    )
    seen["later"] = client.get(address).status_code

    assert seen == {"2023-11-03": 200, "2023-11-04": 410, "later": 200}


def test_an_expired_link_says_when_and_what_to_do(client, day, address, sheet):
    day("2023-12-01")

    page = client.post(address).content.decode()

    assert "Länken har slutat gälla" in page and "Logga in med lösenord" in page
    assert "3\u00a0november 2023" in page
    assert not AuditEntry.objects.filter(event="link.used").exists()


def test_a_link_dies_with_the_role_and_so_does_the_session(inside, address, town, bo, sheet):
    """S-108: when the unit gets another manager nothing has to be withdrawn by hand."""
    from aktiva.apps.organisation.models import RoleHolding

    held = RoleHolding.objects.get(user=bo)
    organisation.end_role(
        holding=held, to_date=date(2023, 9, 20), actor=town.hr, at=noon("2023-09-19")
    )

    assert inside.get(f"/underlag/{sheet.pk}/").status_code == 302
    assert inside.get(address).status_code == 410
    assert "återkallad" in inside.get(address).content.decode()


@pytest.mark.parametrize("who", ["Bo Grip", "Moa Hedlund"])
def test_the_person_and_those_who_keep_the_year_withdraw_links(inside, address, town, sheet, who):
    """S-108: the session that the link began ends with it."""
    n = actions.withdraw_links(sheet_id=sheet.pk, actor=town.people[who], at=AT)

    assert n == 1
    assert inside.get(f"/underlag/{sheet.pk}/").status_code == 302
    assert inside.get(address).status_code == 410
    assert AuditEntry.objects.get(event="links.withdrawn").details == {"links": 1}
    with pytest.raises(ValidationError):
        actions.withdraw_links(sheet_id=sheet.pk, actor=town.people[who], at=AT)


def test_a_colleague_elsewhere_and_a_stranger_withdraw_nothing(town, neighbour, sheet, link):
    from aktiva.apps.surveys.models import Sheet

    for who in (town.people["Ali Noor"], neighbour.hr):
        with pytest.raises(Sheet.DoesNotExist):
            actions.withdraw_links(sheet_id=sheet.pk, actor=who, at=AT)
    assert links.own(sheet, link.user)


def test_links_that_are_out_stop_when_the_employer_wants_none(client, address, town):
    organisation.change_employer(
        employer=town.employer, name=town.employer.name, address="", contact="",
        personal_links=False, actor=town.hr, at=AT,
    )  # fmt: skip

    assert client.get(address).status_code == 410


def test_a_sheet_that_is_handed_in_is_not_opened_and_one_sent_back_is(
    client, address, town, sheet, bo
):
    hand_in(sheet, by=bo, at=AT)
    page = client.post(address).content.decode()
    actions.send_back(
        sheet_id=sheet.pk, question="1.1", text="Skriv mer.", written_as="Sara Lund",
        actor=town.people["Sara Lund"], at=AT,
    )  # fmt: skip

    assert "Svaren är inlämnade" in page
    assert client.post(address).status_code == 302


def test_a_wrong_link_says_what_may_have_happened_and_many_are_stopped(client, address):
    first = client.get("/svara/abc/")
    assert first.status_code == 404
    assert "Kontrollera att hela adressen från brevet kom med." in first.content.decode()

    for n in range(30):
        last = client.get(f"/svara/wrong{n}/")

    assert last.status_code == 429
    assert "Vänta en minut" in client.get(address).content.decode()


def test_no_line_of_the_log_holds_the_secret(client, address, caplog):
    """S-107: not even of a link that is wrong."""
    quiet = WithoutSecrets()
    caplog.handler.addFilter(quiet)
    try:
        with caplog.at_level(logging.DEBUG):
            client.get("/svara/nagonhemlighet/")
            client.get(address)
    finally:
        caplog.handler.removeFilter(quiet)

    assert "nagonhemlighet" not in caplog.text and address not in caplog.text
    assert django_settings.LOGGING["handlers"]["stderr"]["filters"] == ["secrets"]


def test_what_was_written_by_a_link_can_be_told_from_nothing_else(inside, sheet, bo):
    """The answer is the person's, as when they sign in."""
    save(sheet, "1.4", by=bo, at=AT, comment="Med lösenord.")
    inside.post(f"/underlag/{sheet.pk}/fraga/1.1/", {"revision": "0", "comment": "Med länk."})

    assert {a.answered_by_id for a in sheet.answers.all()} == {bo.pk}
