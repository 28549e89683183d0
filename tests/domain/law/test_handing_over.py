"""D39: what DO asks for years later is there for every closed year."""

from dataclasses import replace
from datetime import date

import pytest
from exemplary_year import EVERYTHING, YEAR, verdict

from aktiva.domain.law.duties import Status
from aktiva.domain.law.evidence import ClosedYear, Reference


def closed(year, *, owed=True, accounted=True):
    return ClosedYear(year, owed, accounted, Reference("cycle", year, date(year + 1, 2, 1)))


def check(*years):
    return verdict("D39", replace(EVERYTHING, closed_years=years))


def test_every_closed_year_with_an_approved_account_is_named():
    found = check(closed(YEAR - 1), closed(YEAR))

    assert found.status is Status.MET
    assert found.reasons == (f"Godkända redovisningar finns att lämna för {YEAR - 1} och {YEAR}.",)
    assert [e.id for e in found.evidence] == [YEAR - 1, YEAR]


def test_one_closed_year_without_an_account_is_missing_and_named():
    found = check(closed(YEAR - 1, accounted=False), closed(YEAR))

    assert found.status is Status.MISSING
    assert str(YEAR - 1) in found.reasons[0] and str(YEAR) not in found.reasons[0].replace(
        str(YEAR - 1), ""
    )
    assert "Öppna året igen" in found.todo


@pytest.mark.parametrize(
    "year", [closed(YEAR, owed=False, accounted=False), closed(YEAR + 1, accounted=False)]
)
def test_a_year_that_owes_no_account_or_lies_ahead_lacks_nothing(year):
    assert check(year).status is Status.MET
