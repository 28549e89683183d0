"""What the background does when nobody waits: closed years made ready, and a failure left alone."""

from __future__ import annotations

import logging

import pytest
from strandvik import noon

from aktiva.apps.background import chores
from aktiva.apps.cycles import actions as cycles
from aktiva.apps.package import actions, jobs
from aktiva.apps.package.models import KeptPackage

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture
def closed(town, cycle, campaign, day):
    cycles.close_year(
        cycle_id=cycle.pk, closed_as="Moa Hedlund, HR-strateg", actor=town.hr,
        at=noon("2024-02-01"),
    )  # fmt: skip
    day("2024-02-02")
    cycle.refresh_from_db()
    return cycle


def test_a_closed_years_package_is_made_once_and_is_what_is_handed_over(town, closed):
    assert jobs.keep_a_closed_year()
    assert not jobs.keep_a_closed_year()

    (kept,) = KeptPackage.objects.all()
    actions.make_package(employer=town.employer, years=[2023], actor=town.hr, at=noon("2026-02-01"))
    assert (kept.cycle_id, kept.as_of) == (closed.pk, closed.closed_at)
    assert KeptPackage.objects.count() == 1


def test_an_open_year_is_left_alone(town, cycle):
    assert not jobs.keep_a_closed_year()


def test_a_chore_that_fails_is_told_once_and_does_not_stop_the_others(monkeypatch, caplog):
    done = []
    monkeypatch.setattr(chores, "_CHORES", ["one", "two"])
    monkeypatch.setattr(chores, "_FAILED", set())

    def load(path):
        def chore() -> bool:
            if path == "one":
                raise RuntimeError("broken")
            done.append(path)
            return True

        return chore

    monkeypatch.setattr(chores, "import_string", load)
    with caplog.at_level(logging.ERROR):
        assert chores.do_one() and chores.do_one()

    assert done == ["two", "two"]
    assert len(caplog.records) == 1
