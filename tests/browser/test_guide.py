"""The pictures of the user guide and of the papers, drawn anew when asked to.

``AKTIVA_PICTURES=1 ./aktiva test tests/browser/test_guide*.py`` writes them; otherwise the test only
sees to it that every picture the guide shows is there and that its page still can be shown.
"""

from __future__ import annotations

import pytest
from pictures import GUIDE, picture

pytestmark = [pytest.mark.browser, pytest.mark.slow]

PICTURES = (
    ("oversikt", "HR-strateg", "Översikt", 1280),
    ("sammanstallning", "HR-strateg", "Sammanställning", 1280),
    ("lagkoll", "HR-strateg", "Lagkoll", 1280),
    ("riktlinjer", "HR-strateg", "Riktlinjer och rutiner", 1280),
    ("skolor", "HR-strateg", "Barn och elever", 1280),
    ("rutnat", "HR-strateg", "Rutnät", 1280),
    ("arshjul", "HR-strateg", "Årshjul", 1280),
    ("organisation", "HR-strateg", "Organisation", 1280),
    ("uppgifter", "rektor, Almskolan", "", 390),
    ("arenden", "nämndsekreterare", "Ärenden", 1280),
)


@pytest.mark.parametrize(("name", "who", "link", "width"), PICTURES)
def test_the_guide_shows_pages_that_are_there(page, solvik, name, who, link, width):
    solvik.sign_in(page, who)
    page.set_viewport_size({"width": width, "height": 900})
    if link:
        page.get_by_role("navigation", name="Huvudmeny").get_by_role(
            "link", name=link, exact=True
        ).click()

    picture(page, name)


def test_every_picture_of_the_guide_is_shown_in_it():
    text = (GUIDE / "README.md").read_text(encoding="utf-8")

    for shown in sorted(GUIDE.glob("*.png")):
        assert f"]({shown.name})" in text
