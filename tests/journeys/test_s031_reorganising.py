"""HR merges two schools from the first of January, breaks out a kitchen, and takes one back."""

from datetime import date

import pytest
from browsing import Hands, forms_on
from strandvik import Municipality, found, noon, save, sheet_of

from aktiva.apps.cycles import actions as cycles
from aktiva.apps.organisation.models import Reorganisation, RoleHolding, UnitPeriod
from aktiva.apps.surveys import actions as surveys

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def town() -> Municipality:
    town = found()
    town.unit("BF", "Bildningsförvaltningen", kind="forvaltning")
    town.unit("SF", "Serviceförvaltningen", kind="forvaltning")
    for code, name, chief in (
        ("ALB", "Alby skola", "Bo Grip"),
        ("EKL", "Eklidens skola", "Eva Sten"),
        ("LIL", "Lillåns skola", "Pia Rask"),
    ):
        town.managed(code, name, chief, under="BF", title="rektor")
    return town


@pytest.fixture
def campaign(town):
    cycle = cycles.open_year(
        employer=town.employer, year=2023, actor=town.hr, at=noon("2023-09-01")
    )
    return surveys.open_campaign(
        cycle=cycle, units=[town.units[c] for c in ("ALB", "EKL", "LIL")],
        opens_date=date(2023, 9, 4), last_date=date(2023, 12, 15), actor=town.hr,
        at=noon("2023-09-04"),
    )  # fmt: skip


def where(town: Municipality, rest: str = "") -> str:
    return f"/arbetsgivare/{town.employer.pk}/omorganisera/{rest}"


def post(hands: Hands, url: str, page: str, *, step: str, status: int = 200, **typed):
    """Send the main form of a page with a step, as its buttons do."""
    form = next(f for f in forms_on(page) if "slag" in f.names)
    sent = form.values | {k: v if isinstance(v, list) else [v] for k, v in typed.items()}
    sent = {k: v for k, v in sent.items() if k != "csrfmiddlewaretoken"} | {"steg": [step]}
    response = hands.client.post(url, sent)
    assert response.status_code == status, response.content.decode()[:2000]
    return response


def test_a_merge_is_searched_for_previewed_confirmed_and_planned(town, hands: Hands):
    """S-031: decided in November, in force on the first of January."""
    hands.be(town.hr, on="2023-11-20")
    ids = [town.units["ALB"].pk, town.units["EKL"].pk]

    page = hands.read(f"{where(town)}?slag=merge&enhet={ids[0]}&sok=eklid")
    assert "Eklidens skola" in page and "Lillåns skola" not in page
    assert f'name="enhet" value="{ids[0]}" checked' in page
    going_on = hands.client.get(
        where(town), {"slag": "merge", "enhet": ids, "vidare": "1", "sok": "eklid"}
    )
    details = hands.read(going_on.url)

    wrong = post(
        hands, where(town, "uppgifter/"), details, step="visa", status=422,
        on_date="1 januari", decided_by="kommunstyrelsen", **{"name-0": "Centrumskolan"},
    ).content.decode()  # fmt: skip
    assert "Skriv datumet som 2027-03-31." in wrong and 'value="Centrumskolan"' in wrong

    preview = post(
        hands, where(town, "uppgifter/"), wrong, step="visa", on_date="2024-01-01",
        decided_by="kommunstyrelsen", reference="KS 2023/114 § 12",
    ).content.decode()  # fmt: skip
    assert "Alby skola upphör och går upp i Centrumskolan." in preview
    assert "1 enhet färre svarar för sig själv." in preview
    assert "Bo Grip, rektor vid Alby skola" in preview
    assert "Ingen chef är vald för Centrumskolan." in preview
    assert not Reorganisation.objects.exists()

    held = RoleHolding.objects.get(unit=town.units["EKL"])
    back = post(
        hands, where(town, "uppgifter/"), preview, step="andra", **{f"val-holding-{held.pk}": "0"}
    ).content.decode()
    assert 'value="Centrumskolan"' in back
    again = post(hands, where(town, "uppgifter/"), back, step="visa").content.decode()
    assert f'name="val-holding-{held.pk}" value="0" checked' in again
    assert "Ingen chef är vald" not in again

    done = post(hands, where(town, "uppgifter/"), again, step="gor", status=302)
    made = Reorganisation.objects.get()
    assert done.url == f"/omorganisation/{made.pk}/"
    shown = hands.read(done.url)
    assert "Planerad" in shown and "KS 2023/114 § 12" in shown
    assert RoleHolding.objects.get(unit=made.facts["new"][0]).user == town.people["Eva Sten"]
    hands.be(town.hr, on="2023-12-31")
    assert "Centrumskolan" not in hands.read(f"/arbetsgivare/{town.employer.pk}/")
    hands.be(town.hr, on="2024-01-01")
    assert "Centrumskolan" in hands.read(f"/arbetsgivare/{town.employer.pk}/")


def test_a_kitchen_breaks_out_and_begins_from_what_the_school_wrote(town, campaign, hands: Hands):
    """S-030: the seeds' case, a kitchen becomes a unit of its own in the middle of the year."""
    chief, school = town.people["Bo Grip"], town.units["ALB"]
    save(
        sheet_of(campaign, school), "1.1", by=chief, at=noon("2023-09-10"),
        comment="Vi har gått rond i maj.",
    )  # fmt: skip
    hands.be(town.hr, on="2023-10-02")
    url = where(town, "uppgifter/")
    details = hands.read(f"{url}?slag=split&enhet={school.pk}")
    more = post(hands, url, details, step="fler", keeps="on", **{"name-0": "Alby kök"})
    assert 'name="name-2"' in more.content.decode() and 'value="Alby kök"' in more.content.decode()

    preview = post(
        hands, url, more.content.decode(), step="visa", on_date="2023-10-01",
        decided_by="kommundirektören", **{"parent-0": str(town.units["SF"].pk)},
    ).content.decode()  # fmt: skip
    assert "Alby kök bildas ur Alby skola." in preview
    assert "Alby kök får frågorna i ett eget underlag." in preview
    held = RoleHolding.objects.get(unit=school)
    post(
        hands, url, preview, step="gor", status=302, **{f"val-holding-{held.pk}": ["0", "1"]},
    )  # fmt: skip

    kitchen = campaign.sheets.get(unit__periods__name="Alby kök")
    hands.be(chief, on="2023-10-03")
    tasks = hands.read(f"/underlag/{kitchen.pk}/")
    assert "Enheten har kommit till genom en omorganisation" in tasks
    question = hands.read(f"/underlag/{kitchen.pk}/fraga/1.1/")
    assert "Alby skola hade börjat svara" in question and "Vi har gått rond i maj." in question
    assert not kitchen.answers.exists()
    hands.fill(f"/underlag/{kitchen.pk}/fraga/1.1/", {"is_risk": "no"})
    assert kitchen.answers.get(question="1.1").value["comment"] == "Vi har gått rond i maj."


def test_what_was_done_is_undone_from_its_page(town, hands: Hands):
    """S-033: closed by mistake."""
    hands.be(town.hr, on="2023-10-02")
    url, unit = where(town, "uppgifter/"), town.units["LIL"]
    details = hands.read(f"{url}?slag=close&enhet={unit.pk}")
    preview = post(
        hands, url, details, step="visa", on_date="2023-10-01", decided_by="kommunstyrelsen"
    ).content.decode()
    assert "Lillåns skola avvecklas." in preview
    post(hands, url, preview, step="gor", status=302)
    made = Reorganisation.objects.get()
    assert UnitPeriod.objects.get(unit=unit).to_date == date(2023, 10, 1)

    hands.press(f"/omorganisation/{made.pk}/", f"/omorganisation/{made.pk}/angra/")

    assert UnitPeriod.objects.get(unit=unit).to_date is None
    listed = hands.read(f"/arbetsgivare/{town.employer.pk}/omorganisationer/")
    assert "Ångrad" in listed


def test_what_stands_in_the_way_is_said_beside_the_field(town, hands: Hands):
    """S-031: a name that is taken, a unit with units below, too few units."""
    hands.be(town.hr, on="2023-10-02")
    url = where(town, "uppgifter/")
    unit = town.units["ALB"]
    details = hands.read(f"{url}?slag=rename&enhet={unit.pk}")
    taken = post(
        hands, url, details, step="visa", status=422, on_date="2023-10-01",
        decided_by="kommunstyrelsen", name="Eklidens skola",
    ).content.decode()  # fmt: skip
    assert "Namnet finns redan bredvid. Skriv ett annat." in taken

    details = hands.read(f"{url}?slag=close&enhet={town.units['BF'].pk}")
    below = post(
        hands, url, details, step="visa", status=422, on_date="2023-10-01",
        decided_by="kommunstyrelsen",
    ).content.decode()  # fmt: skip
    assert "Det finns enheter under Bildningsförvaltningen." in below

    few = hands.client.get(where(town), {"slag": "merge", "enhet": [unit.pk], "vidare": "1"})
    assert few.status_code == 422
    assert "En sammanslagning behöver minst två enheter." in few.content.decode()


def test_a_stranger_finds_none_of_the_pages(town, hands: Hands):
    """S-031: neither a headteacher nor a neighbour."""
    hands.be(town.people["Bo Grip"], on="2023-10-02")
    for page in (
        where(town), where(town, f"uppgifter/?slag=close&enhet={town.units['ALB'].pk}"),
        f"/arbetsgivare/{town.employer.pk}/omorganisationer/",
    ):  # fmt: skip
        hands.read(page, status=404)
