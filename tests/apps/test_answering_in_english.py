"""The pages of those who answer, walked through in English: no word of the product's own is Swedish."""

from __future__ import annotations

import io
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser

import pytest
from django.utils import translation
from django.utils.translation import _trans
from filling_in import Workbook
from strandvik import answer_all, noon, raw_answer, save, sheet_of

from aktiva.adapters import catalogues, questionnaires
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.organisation import queries as organisation
from aktiva.apps.surveys import actions, queries
from aktiva.apps.surveys.models import Sheet
from aktiva.domain.organisation.permissions import Role
from aktiva.domain.questionnaire import Extra, Kind, Level, Measured, Option, Question
from aktiva.domain.questionnaire.translating import places

pytestmark = pytest.mark.django_db

SHIPPED = questionnaires.read_shipped()
AB = (
    Option(code="a", label="Aaa"),
    Option(code="b", label="Bbb"),
    Option(code="other", label="Ccc"),
)
EVERY_KIND = tuple(
    Question(
        key=f"X{n}", section="12", text=f"Kind {kind.value}", kind=kind, law="1",
        levels=(Level.UNIT,), core=True, why="Why", options=AB,
        rows=AB if kind is Kind.MATRIX else (),
        unit=Measured.HOURS if kind is Kind.NUMBER else None,
        extras=(Extra.DATE, Extra.COUNT, Extra.DOCUMENT) if kind is Kind.YES_PARTLY_NO else (),
        wished="yes" if kind is Kind.YES_PARTLY_NO else None,
    )
    for n, kind in enumerate(Kind)
)  # fmt: skip
OWN = replace(SHIPPED, questions=(*SHIPPED.questions, *EVERY_KIND))
CATALOGUE = catalogues.read(
    (catalogues.LOCALES / "en" / "LC_MESSAGES" / "django.po").read_text("utf-8")
)
ENGLISH = dict(places(questionnaires.in_language(SHIPPED, "en")))
DATA = {
    "Det fungerar väl i arbetslagen",
    "Alby skola", "Bo Grip", "Kim Ost", "Strandvik kommun", "Aktiva, Strandvik kommun", "Svenska",
    "förvaltningen", "Förvaltningen", "BG", "KO", "MH", "Moa Hedlund", "enhetschef", "HR-strateg",
    "Aktiva", "Eklidens skola", "Bildningsförvaltningen", "rektor", "medhjälpare",
}  # fmt: skip


@pytest.fixture
def misses(monkeypatch) -> set[str]:
    """Every word of the product's own that has no English, as it is asked for."""
    found: set[str] = set()
    own = {
        *CATALOGUE.values(),
        *ENGLISH.values(),
        *(q.text for q in EVERY_KIND),
        "Aaa",
        "Bbb",
        "Ccc",
        "",
    }
    real, plural = _trans.gettext, _trans.ngettext

    def gettext(message):
        said = real(message)
        is_same = translation.get_language() == "en" and said == message
        if is_same and message not in own | SAME and not message.endswith(FILLED_IN):
            found.add(str(message))
        return said

    def ngettext(one, many, n):
        said = plural(one, many, n)
        if translation.get_language() == "en" and said in {one, many}:
            found.add(str(one))
        return said

    monkeypatch.setattr(_trans, "gettext", gettext)
    monkeypatch.setattr(_trans, "ngettext", ngettext)
    return found


SAME = frozenset({"Risk", "Forum", "HR", "Organisation", "Risk:", "kronor", "1", "2", "3", "4", ":",
                  "This field is required."})  # fmt: skip
"""Words that are the same in both languages, and Django's own."""


FILLED_IN = "Remove names of persons first."
"""The end of a hint that is English already, with its values."""


class Words(HTMLParser):
    """The words that a page says, with those of its labels for the ear."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.said: list[str] = []
        self.skipped = 0
        self.feed(page)

    def handle_starttag(self, tag, attrs):
        if tag in {"script", "style", "textarea"}:
            self.skipped += 1
        named = {"aria-label", "title", "alt", "placeholder"} | {"data-saving", "data-failed"}
        self.said += [v for n, v in attrs if v and n in named | {"data-words", "data-unreachable"}]

    def handle_endtag(self, tag):
        if tag in {"script", "style", "textarea"}:
            self.skipped -= 1

    def handle_data(self, data):
        if not self.skipped and data.strip():
            self.said.append(" ".join(data.split()))


@pytest.fixture
def risk(town, cycle):
    """Last year's risk and measure, written in words that are data."""
    given = {"actor": town.hr, "at": noon("2023-10-01")}
    kept = cycles.record_risk(
        cycle=cycle, unit=town.units["ALB"], area="training", grounds=["age"],
        description="Temps get no courses.", cause="Courses lie on days without cover.", **given,
    )  # fmt: skip
    for title in ("Two times a course", "Cover on course days"):
        facts = cycles.MeasureFacts(
            area="training", title=title, owner_role="rektor", due_date=date(2024, 5, 1),
            expected_effect="All can come.", effect_measure="We count.",
        )  # fmt: skip
        cycles.decide_measure(
            cycle=cycle, unit=town.units["ALB"], facts=facts, risks=(kept,), **given
        )
    return kept


@pytest.fixture
def sheet(town, cycle, campaign, risk) -> Sheet:
    """This year's sheet of a unit that answered everything last year, with every kind of question."""
    before = sheet_of(campaign, town.units["ALB"])
    answer_all(before, by=town.people["Bo Grip"], at=noon("2023-09-20"))
    year = cycles.open_year(employer=town.employer, year=2024, actor=town.hr, at=noon("2024-01-08"))
    opened = actions.open_campaign(
        cycle=year, units=[town.units["ALB"], town.units["EKL"]], opens_date=date(2024, 9, 2),
        last_date=date(2024, 10, 18), actor=town.hr, at=noon("2024-09-02"), asks=OWN,
        length="full",
    )  # fmt: skip
    return sheet_of(opened, town.units["ALB"])


@pytest.fixture
def walk(client, day, town, sheet):
    """Read a page in English and collect what it says."""
    day("2024-09-10")
    client.force_login(town.people["Bo Grip"])
    client.post(f"/underlag/{sheet.pk}/sprak/", {"language": "en"})
    said: list[str] = []

    def read(path: str = "", data: dict | None = None, at=sheet) -> str:
        url = f"/underlag/{at.pk}/{path}"
        answer = client.post(url, data) if data is not None else client.get(url)
        if answer.status_code == 302:
            answer = client.get(answer["Location"])
        page = answer.content.decode()
        assert answer.status_code in {200, 422}, (url, answer.status_code)
        assert '<html lang="en"' in page, url
        said.extend(Words(page).said)
        return page

    read.said = said
    return read


@pytest.mark.slow
def test_no_word_on_the_pages_of_those_who_answer_is_left_in_swedish(
    client, town, sheet, risk, walk, misses
):
    by, at = town.people["Bo Grip"], noon("2024-09-10")
    asks = queries.questionnaire(sheet.campaign)

    walk()
    walk("fragor/")
    walk("fraga/4.5/")
    for q in (*EVERY_KIND, *map(asks.question, ("A1", "B6", "1.1", "1.4"))):
        wrong = dict.fromkeys(fields_of(q), "wrong")
        walk(f"fraga/{q.key}/", {"revision": "0", **wrong})
        kept = sheet.answers.get(question=q.key)
        walk(f"fraga/{q.key}/", {"revision": str(kept.revision)})
    walk("fraga/1.1/", {"revision": "9", "answer": "no", "comment": "Too short"})
    for page in (
        "utfall/",
        "risker/",
        "risk/",
        "atgard/",
        "deltagare/",
        "lamna-in/",
        "risk/?fraga=1.1",
    ):
        walk(page)
    for page in ("risk/", "atgard/", "deltagare/", "lamna-in/"):
        walk(page, {"no": "no"})
    measure = risk.measure_links.order_by("pk").first().measure
    walk(f"utfall/{measure.pk}/")
    walk(f"utfall/{measure.pk}/", {"result": "extended"})
    walk(
        f"utfall/{measure.pk}/",
        {"result": "ongoing", "effect": "partly", "how_known": "Half came."},
    )
    walk(f"forra-arets-risk/{risk.pk}/")
    walk(f"forra-arets-risk/{risk.pk}/", {})
    walk(f"forra-arets-risk/{risk.pk}/", {"is_left": "yes", "how_known": "We asked in May."})
    walk("utfall/")
    (new,) = sheet.campaign.cycle.risks.all()
    for page in (f"risk/{new.pk}/", f"risk/{new.pk}/atgard/", "risker/"):
        walk(page)
    walk(f"risk/{new.pk}/atgard/", {"no_measure": "1"})
    walk("atgard/", {"area": "pay", "title": "Talk", "owner_role": "rektor", "start_date": "2024-10-01",
                     "due_date": "2024-09-01", "expected_effect": "x", "effect_measure": "y"})  # fmt: skip

    leave_rivals(town, sheet, at)
    walk("fraga/1.4/")
    client.force_login(by)
    client.post(f"/underlag/{sheet.pk}/sprak/", {"language": "en"})
    Sheet.objects.filter(pk=sheet.pk).update(
        own_last_date=date(2024, 11, 1), own_last_reason="Long leave"
    )
    walk()
    finish(sheet, by, at)
    walk()
    walk("lamna-in/")
    walk("lamna-in/", {"A1-answer": "unchanged", "12.4-text": "Well."})
    Sheet.objects.filter(pk=sheet.pk).update(state="submitted", submitted_at=at)
    for page in ("", "lamna-in/", "risker/", "utfall/"):
        walk(page)
    actions.send_back(
        sheet_id=sheet.pk, question="1.1", text="Say how many.", written_as="Sara Lund",
        actor=town.people["Sara Lund"], at=at,
    )  # fmt: skip
    walk()
    walk("fraga/1.1/")
    Sheet.objects.filter(pk=sheet.pk).update(state="approved", approved_at=at, submitted_at=at)
    walk()
    assert sorted(misses) == []
    left = [words for words in dict.fromkeys(walk.said) if is_swedish(words)]
    assert left == [], "\n".join(left)


def test_answering_together_and_letting_somebody_help_are_in_english_too(
    client, town, sheet, walk, misses
):
    walk("mote/")
    walk("mote/", {})
    walk("mote/", {"parties": ["manager", "safety_representative", "other"]})
    walk("fraga/1.4/")
    walk("mote/")
    walk("mote/avsluta/", {})
    walk("mote/")
    walk("medhjalpare/")
    walk("medhjalpare/", {})
    walk("medhjalpare/", {"email": "not one", "acting": "no", "from_date": "x"})
    helper = {"email": "kim.ost@strandvik.example", "name": "Kim Ost", "acting": "no"}
    days = {"from_date": "2024-09-10", "to_date": "2024-09-20"}
    walk("medhjalpare/", helper | days | {"to_date": "2024-09-01"})
    walk("medhjalpare/", helper | days | {"to_date": "2026-09-01"})
    walk("medhjalpare/", helper | days | {"email": town.people["Bo Grip"].email})
    walk("medhjalpare/", helper | days)
    walk("medhjalpare/", helper | days)
    (holding,) = organisation.delegated(sheet.unit, on=date(2024, 9, 10))
    client.force_login(holding.user)
    client.post(f"/underlag/{sheet.pk}/sprak/", {"language": "en"})
    walk()
    walk("klart/", {})
    client.force_login(town.people["Bo Grip"])
    client.post(f"/underlag/{sheet.pk}/sprak/", {"language": "en"})
    walk(f"medhjalpare/{holding.pk}/avsluta/", {})

    assert sorted(misses) == []
    left = [words for words in dict.fromkeys(walk.said) if is_swedish(words)]
    assert left == [], "\n".join(left)


def test_the_other_levels_are_in_english_too(client, town, sheet, walk, misses):
    client.force_login(town.hr)
    central = sheet.campaign.sheets.get(level="central")
    client.post(f"/underlag/{central.pk}/sprak/", {"language": "en"})

    walk("", at=central)
    walk("fraga/A5/", at=central)

    assert sorted(misses) == []
    left = [words for words in dict.fromkeys(walk.said) if is_swedish(words)]
    assert left == [], "\n".join(left)


def test_answering_in_a_file_is_in_english_though_the_file_is_not(
    client, town, sheet, walk, misses, monkeypatch
):
    by, at = town.people["Bo Grip"], noon("2024-09-10")
    content = actions.fetch_file(
        sheet_id=sheet.pk, kind="xlsx", name="Alby skola", fetched="0123456789ab", actor=by, at=at
    )
    book = Workbook(content).put("1.1|answer|", "Delvis").put("1.1|comment|", "The lift is gone.")
    book.put("1.4|answer|", "Kanske").put("A2|chosen|hr", "x").put("B1|date|", "in May")
    sent = io.BytesIO(book.saved())
    sent.name = "a.xlsx"

    walk("fil/")
    walk("fil/", {"file": sent})
    for name, wrong in (("a.doc", b"x"), ("a.docm", b"x"), ("a.txt", b"x"), ("a.xlsx", b"PK")):
        sent = io.BytesIO(wrong)
        sent.name = name
        walk("fil/", {"file": sent})
    walk("fil/las-in/", {"mark": "0123456789ab"})
    walk("fil/las-in/", {"mark": "0123456789ab", "take": "1.1", "q:1.1:answer": "yes",
                         "r:1.1:revision": "0"})  # fmt: skip
    walk("fil/angra/", {"reading": "x.1"})

    assert sorted(misses - {"12.1"}) == []
    swedish = {"1 Stämmer inte alls", "5 Stämmer helt", "Vet inte", "Delvis", "Kanske"}
    left = [
        w for w in dict.fromkeys(walk.said) if is_swedish(w) and not any(s in w for s in swedish)
    ]
    assert left == [], "\n".join(left)


def fields_of(question: Question) -> list[str]:
    from aktiva.domain.questionnaire import fields

    return [spec.name for spec in fields(question, rows=1) if spec.kind != "hidden"]


def leave_rivals(town, sheet, at) -> None:
    """Two write the same answer at once."""
    other = town.person("Kim Ost")
    town.role(other, Role.UNIT_MANAGER, "ALB", "enhetschef", from_date=at.date(), at=at)
    save(sheet, "1.4", by=other, at=at, revision=sheet.answers.get(question="1.4").revision,
         comment="The first text")  # fmt: skip
    save(sheet, "1.4", by=town.people["Bo Grip"], at=at, revision=0, comment="The second text")


def finish(sheet, by, at) -> None:
    """Answer all that is left."""
    asks = queries.questionnaire(sheet.campaign)
    given = queries.answers(sheet)
    for q in queries.shown(sheet, asks, given):
        kept = given.get(q.key)
        raw = raw_answer(q)
        raw = {name: ["Fine" if typed == ["Det fungerar väl i arbetslagen."] else t for t in typed]
               for name, typed in raw.items()}  # fmt: skip
        actions.save_answer(
            sheet_id=sheet.pk, question=q.key, raw=raw, revision=kept.revision if kept else 0,
            is_risk=False, actor=by, at=at,
        )  # fmt: skip


SWEDISH = re.compile(r"[åäöÅÄÖ]|\b(?:och|inte|eller|som|har|ska|ni|er|av|att|med)\b")


def is_swedish(words: str) -> bool:
    """Tell whether something that is no data is said in Swedish."""
    words = re.sub(r"\d kap\. [\d –§och]+", "", words)  # the statute is cited as it is numbered
    for data in sorted(DATA, key=len, reverse=True):
        words = words.replace(data, "")
    return bool(SWEDISH.search(words))


ARABIC = """
language: ar
name: العربية
direction: rtl
questions:
  "1.1": {text: هل تعمل المباني والأدوات للجميع؟, help: فكروا في العمر والإعاقة., why: ما يناسب الأغلبية قد يستبعد أحدا.}
"""


def test_a_language_from_right_to_left_turns_the_page(client, day, town, sheet, monkeypatch):
    languages = questionnaires.languages()
    monkeypatch.setitem(languages, "ar", questionnaires.translations.from_file(ARABIC))
    day("2024-09-10")
    client.force_login(town.people["Bo Grip"])

    client.post(f"/underlag/{sheet.pk}/sprak/", {"language": "ar"})
    page = client.get(f"/underlag/{sheet.pk}/fraga/1.1/").content.decode()
    other = client.get(f"/underlag/{sheet.pk}/fraga/1.4/").content.decode()
    elsewhere = client.get(f"/underlag/{sheet.pk}/las/").content.decode()

    assert '<html lang="ar" dir="rtl">' in page
    assert "هل تعمل المباني والأدوات للجميع؟" in page
    assert '<div lang="sv"><h1 class="ask__title">”Skämt, jargong' in other
    assert '<html lang="sv">' in elsewhere


@pytest.mark.parametrize("language", ["xx", "", "../en"])
def test_a_language_that_is_not_there_is_not_found(client, day, town, sheet, language):
    day("2024-09-10")
    client.force_login(town.people["Bo Grip"])

    assert client.post(f"/underlag/{sheet.pk}/sprak/", {"language": language}).status_code == 404


def test_the_choice_of_language_leads_back_to_the_page_and_nowhere_else(client, day, town, sheet):
    day("2024-09-10")
    client.force_login(town.people["Bo Grip"])
    address = f"/underlag/{sheet.pk}/sprak/"

    back = client.post(address, {"language": "en", "next": f"/underlag/{sheet.pk}/risker/"})
    away = client.post(address, {"language": "sv", "next": "https://elsewhere.example/"})

    assert back["Location"] == f"/underlag/{sheet.pk}/risker/"
    assert away["Location"] == f"/underlag/{sheet.pk}/"


def test_answers_are_the_same_whatever_language_they_are_given_in(client, day, town, sheet):
    day("2024-09-10")
    client.force_login(town.people["Bo Grip"])
    client.post(f"/underlag/{sheet.pk}/sprak/", {"language": "en"})
    client.post(f"/underlag/{sheet.pk}/fraga/1.1/", {"revision": "0", "answer": "yes"})
    in_english = client.get(f"/underlag/{sheet.pk}/lamna-in/").content.decode()

    kept = sheet.answers.get(question="1.1").value
    client.post(f"/underlag/{sheet.pk}/sprak/", {"language": "sv"})
    in_swedish = client.get(f"/underlag/{sheet.pk}/lamna-in/").content.decode()

    assert kept["answer"] == "yes"
    assert "Yes." in in_english and "Ja." in in_swedish
