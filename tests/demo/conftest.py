"""The invented municipality, built once for all its tests."""

import pytest

from aktiva.demo.solvik import blueprint


@pytest.fixture(scope="session")
def solvik():
    return blueprint()


@pytest.fixture(scope="session")
def sheets(solvik):
    return [sheet for year in solvik.years for sheet in year.sheets]


@pytest.fixture(scope="session")
def all_sheets(solvik):
    return [
        sheet
        for year in solvik.years
        for sheet in (*year.sheets, *year.department_sheets, year.central_sheet)
    ]
