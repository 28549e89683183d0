"""What somebody finds in a document is tied to its file, and counts for nothing beside it."""

from __future__ import annotations

from datetime import date

import governing
import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from governing import AT, review
from small_files import PNG, text_pdf
from strandvik import noon

from aktiva.apps.guidelines import actions, queries
from aktiva.apps.guidelines.models import DocumentFile, DocumentReview, PointFinding
from aktiva.apps.lawcheck.queries import texts as lawcheck
from aktiva.apps.registers.models import GoverningDocument

pytestmark = pytest.mark.django_db
DAY = AT.date()
LATER = noon("2026-04-01")


@pytest.fixture(autouse=True)
def files(settings, tmp_path):
    settings.AKTIVA_FILES = tmp_path / "files"


@pytest.fixture
def kept(town):
    return governing.document(town)


def told(town, *, on=DAY, as_of=None):
    """Return the only document that applies."""
    (text,) = queries.texts(town.employer, on=on, as_of=as_of)
    return text


def test_a_file_is_read_and_its_points_are_proposed(town, kept):
    file = governing.handed_in(town, kept)

    rows = {row.point.code: row for row in queries.check(kept).rows}
    assert (file.reading, file.n_pages, file.character) == ("read", 3, "discrimination")
    assert [rows["protection"].passages[0].where, rows["contact"].passages[0].where] == [
        "s. 3", "s. 1",
    ]  # fmt: skip
    assert rows["another_way"].passages == ()
    assert told(town).found == {}


def test_a_proposal_is_only_a_proposal_until_a_person_confirms_it(town, kept):
    file = governing.handed_in(town, kept)

    finding = actions.confirm_passage(
        document_id=kept.pk, file_id=file.pk, point="protection", number=0, actor=town.hr, at=AT
    )

    assert told(town).found == {"protection": "s. 3"}
    assert finding.passage.startswith("Den som anmäler")
    assert town.hr.name in finding.made_as


def test_a_point_is_denied_and_then_found_again_and_taken_back(town, kept):
    file = governing.handed_in(town, kept)
    governing.found(town, kept, "reprisals", "")
    assert told(town).denied == {"reprisals"}

    governing.found(town, kept, "reprisals", "s. 2", at=LATER)
    assert told(town).found == {"reprisals": "s. 2"}
    assert told(town).denied == frozenset()

    actions.clear_point(
        document_id=kept.pk, file_id=file.pk, point="reprisals", actor=town.hr, at=LATER
    )
    assert told(town).found == {}


def test_pages_are_given_by_hand_where_there_is_no_file(town, kept):
    governing.found(town, kept, "contact", "avsnitt 3")

    assert told(town).found == {"contact": "avsnitt 3"}


def test_a_scan_is_kept_and_its_pages_are_given_by_hand(town, kept):
    file = governing.handed_in(town, kept, "", "")

    assert (file.reading, file.character, file.n_pages) == ("no_text", "no_text", 2)
    assert all(row.passages == () for row in queries.check(kept).rows)
    governing.found(town, kept, "contact", "2")
    assert told(town).found == {"contact": "2"}


@pytest.mark.parametrize("page", ["4", "s. 0", "sidan 17", "S 4"])
def test_a_page_that_the_file_does_not_have_is_refused(town, kept, page):
    governing.handed_in(town, kept)

    with pytest.raises(ValidationError, match="mellan 1 och 3"):
        governing.found(town, kept, "contact", page)


@pytest.mark.parametrize("page", ["–", "?", "..."])
def test_a_sign_is_no_page(town, kept, page):
    with pytest.raises(ValidationError):
        governing.found(town, kept, "contact", page)


def test_the_database_keeps_no_found_point_without_a_page(town, kept):
    finding = governing.found(town, kept)

    with pytest.raises(IntegrityError), transaction.atomic():
        PointFinding.objects.filter(pk=finding.pk).update(page="")


def test_a_point_of_another_kind_of_document_is_refused(town, kept):
    with pytest.raises(ValidationError):
        governing.found(town, kept, "not_accepted", "s. 1")


# ---- another file, another version --------------------------------------------------------


def test_what_was_found_in_an_earlier_file_does_not_count_in_the_new_one(town, kept):
    governing.handed_in(town, kept)
    governing.found(town, kept, "contact", "s. 1")

    governing.handed_in(town, kept, "Rutin vid trakasserier.", "Vänd dig till HR.")

    assert told(town).found == {}
    rows = {row.point.code: row for row in queries.check(kept).rows}
    assert (rows["contact"].finding, rows["contact"].earlier) == (None, "s. 1")


def test_a_confirmation_of_a_replaced_file_is_refused(town, kept):
    old = governing.handed_in(town, kept)
    governing.handed_in(town, kept, "Rutin vid trakasserier.", "Vänd dig till HR.")

    for act in (
        lambda: actions.confirm_passage(
            document_id=kept.pk, file_id=old.pk, point="contact", number=0, actor=town.hr, at=AT
        ),
        lambda: actions.record_point(
            document_id=kept.pk, file_id=old.pk, point="contact", page="s. 1", actor=town.hr, at=AT
        ),
        lambda: actions.record_point(
            document_id=kept.pk, file_id=None, point="contact", page="s. 1", actor=town.hr, at=AT
        ),
    ):
        with pytest.raises(actions.OtherFile, match="Filen har bytts ut"):
            act()
    assert not PointFinding.objects.exists()


def test_a_confirmation_of_a_replaced_version_is_refused(town, kept):
    file = governing.handed_in(town, kept)
    new = governing.document(town, version="3", adopted_on=date(2026, 2, 1), replaces_id=kept.pk)

    with pytest.raises(actions.OtherVersion, match="har fått version 3") as refused:
        actions.record_point(
            document_id=kept.pk, file_id=file.pk, point="contact", page="s. 1", actor=town.hr, at=AT
        )

    assert refused.value.last == new
    with pytest.raises(ValidationError, match="ersatts"):
        governing.handed_in(town, kept, "Annan text om trakasserier.")


def test_taking_a_file_away_brings_back_what_was_found_in_the_one_before(town, kept):
    governing.handed_in(town, kept)
    governing.found(town, kept, "contact", "s. 1")
    wrong = governing.handed_in(town, kept, "Fel fil, om trakasserier.")

    actions.withdraw_file(document_id=kept.pk, file_id=wrong.pk, actor=town.hr, at=AT)

    assert told(town).found == {"contact": "s. 1"}
    with pytest.raises(DocumentFile.DoesNotExist):
        actions.withdraw_file(document_id=kept.pk, file_id=wrong.pk, actor=town.hr, at=AT)


def test_the_same_file_again_is_refused(town, kept):
    governing.handed_in(town, kept)

    with pytest.raises(ValidationError, match="samma fil"):
        governing.handed_in(town, kept)


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("rutin.pdf", text_pdf("Rutin", password="x"), "låst"),
        ("rutin.pdf", text_pdf("Rutin")[:200], "skadad"),
        ("rutin.png", PNG, "går inte att läsa som ett dokument"),
    ],
)
def test_a_file_that_is_no_readable_document_is_refused_in_words(name, content, words):
    with pytest.raises(ValidationError, match=words):
        actions.look(name=name, content=content)


def test_work_environment_law_is_recognised(town, kept):
    file = governing.handed_in(town, kept, *governing.WORK_ENVIRONMENT)

    assert file.character == "work_environment"
    assert told(town).is_work_environment
    assert queries.check(kept).is_work_environment


# ---- reviews ------------------------------------------------------------------------------


def reviewed(town, kept, **rest):
    return actions.record_review(document_id=kept.pk, facts=review(**rest), actor=town.hr, at=AT)


@pytest.mark.parametrize(
    ("rest", "field"),
    [
        ({"on_date": date(2026, 3, 3)}, "on_date"),
        ({"on_date": date(2025, 1, 31)}, "on_date"),
        ({"how_known": "Enkäten"}, "how_known"),
    ],
)
def test_a_review_that_says_too_little_is_refused(town, kept, rest, field):
    with pytest.raises(ValidationError) as refused:
        reviewed(town, kept, **rest)

    assert field in refused.value.message_dict


def test_the_words_of_the_review_before_are_refused_whatever_the_signs(town, kept):
    reviewed(town, kept, on_date=date(2025, 3, 2))

    with pytest.raises(ValidationError, match="ord för ord"):
        reviewed(town, kept, changes="företagshälsovården är ny väg in!")
    with pytest.raises(ValidationError, match="redan en uppföljning"):
        reviewed(town, kept, on_date=date(2025, 3, 2), changes="Annat.")
    assert reviewed(town, kept, changes="Rutinen översattes.").n_cases == 3


def test_a_new_version_keeps_the_reviews_of_the_one_before(town, kept):
    reviewed(town, kept)
    governing.document(town, version="3", adopted_on=date(2026, 3, 1), replaces_id=kept.pk)

    assert [r.on for r in told(town).reviews] == [date(2026, 2, 20)]


def test_a_review_is_taken_back(town, kept):
    made = reviewed(town, kept)

    actions.withdraw_review(document_id=kept.pk, review_id=made.pk, actor=town.hr, at=AT)

    assert told(town).reviews == ()
    with pytest.raises(DocumentReview.DoesNotExist):
        actions.withdraw_review(document_id=kept.pk, review_id=made.pk, actor=town.hr, at=AT)


# ---- as of a day --------------------------------------------------------------------------


def test_what_was_known_at_a_time_can_be_read_back(town, kept):
    governing.handed_in(town, kept, at=noon("2026-03-03"))
    governing.found(town, kept, "contact", "s. 1", at=noon("2026-03-04"))
    governing.found(town, kept, "contact", "", at=noon("2026-03-06"))

    assert told(town, as_of=noon("2026-03-03")).found == {}
    assert told(town, as_of=noon("2026-03-05")).found == {"contact": "s. 1"}
    assert told(town, as_of=noon("2026-03-07")).found == {}
    assert queries.texts(town.employer, on=DAY, as_of=noon("2026-03-01")) == ()


def test_the_version_in_force_on_the_day_is_the_one_that_is_told(town, kept):
    governing.document(town, version="3", adopted_on=date(2026, 2, 1), replaces_id=kept.pk)

    assert told(town, on=date(2026, 1, 31)).version == "2"
    assert told(town, on=date(2026, 2, 1)).version == "3"
    assert queries.texts(town.employer, on=date(2025, 1, 31)) == ()


@pytest.mark.parametrize("n", [1, 6])
def test_many_documents_ask_as_many_questions_as_one(town, django_assert_num_queries, n):
    for number in range(n):
        kept = governing.document(town, title=f"Rutin {number}")
        governing.found(town, kept)
        reviewed(town, kept)

    with django_assert_num_queries(4):
        assert len(queries.texts(town.employer, on=DAY)) == n


# ---- who ----------------------------------------------------------------------------------


def test_a_manager_keeps_the_own_units_documents_and_no_others(town):
    boss, other = town.people["Bo Grip"], town.people["Eva Sten"]
    school = town.units["ALB"]
    own = governing.document(
        town, kind="education_routines", unit_id=school.pk, actor=boss, title="Skolans rutin"
    )
    governing.found(town, own, actor=boss)
    whole = governing.document(town)

    for kept, actor in ((own, other), (whole, boss), (whole, other)):
        for act in (
            lambda kept=kept, actor=actor: governing.found(town, kept, actor=actor),
            lambda kept=kept, actor=actor: governing.handed_in(town, kept, actor=actor),
            lambda kept=kept, actor=actor: actions.record_review(
                document_id=kept.pk, facts=review(), actor=actor, at=AT
            ),
        ):
            with pytest.raises(GoverningDocument.DoesNotExist):
                act()


def test_the_law_check_takes_the_employers_documents_and_the_schools_for_themselves(town):
    school, other = town.units["ALB"], town.units["EKL"]
    governing.document(town, title="Kommunens rutin")
    governing.document(town, kind="education_routines", title="Alla skolors rutin")
    governing.document(town, kind="education_routines", unit_id=school.pk, title="Albys rutin")
    governing.document(town, kind="degrading_treatment_plan", unit_id=school.pk, title="Plan")

    day, found = lawcheck.of_year(town.employer, year=2026, on=DAY, as_of=None)

    assert [t.title for t in lawcheck.employers(found, on=day)] == ["Kommunens rutin"]
    assert [t.title for t in lawcheck.schools(found, {school.pk}, on=day)] == [
        "Alla skolors rutin", "Albys rutin",
    ]  # fmt: skip
    assert [t.title for t in lawcheck.schools(found, {other.pk}, on=day)] == ["Alla skolors rutin"]
