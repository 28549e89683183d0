"""The pictures of the user guide: drawn anew when asked to, otherwise only seen to be there."""

from __future__ import annotations

import os
from pathlib import Path

GUIDE = Path(__file__).parents[2] / "docs" / "guide"
WRITES = os.environ.get("AKTIVA_PICTURES") == "1"
DESKTOP, PHONE = 1280, 390


def picture(page, name: str, *, width: int | None = None, height: int = 900, top=None) -> None:
    """Draw what the page shows, or see to it that the picture is there.

    Args:
        name: The picture's name in the guide, without its ending.
        width: The width of the window; as it is when none is given.
        top: Where the picture begins, without the menu: something in the page's main part. The
            whole page from its top when nothing is given.
    """
    width = width or page.viewport_size["width"]
    if page.viewport_size != {"width": width, "height": height}:
        page.set_viewport_size({"width": width, "height": height})
    page.wait_for_load_state("networkidle")
    page.evaluate("() => document.activeElement && document.activeElement.blur()")
    if top is None:
        page.evaluate("() => scrollTo(0, 0)")
    else:
        top.first.evaluate("e => scrollTo(0, e.getBoundingClientRect().top + scrollY - 24)")
    if WRITES:
        left = page.locator("main").bounding_box()["x"] if top else 0
        clip = {"x": left, "y": 0, "width": width - left, "height": height}
        page.screenshot(path=GUIDE / f"{name}.png", clip=clip)
    assert page.locator("h1").count() == 1
    assert (GUIDE / f"{name}.png").exists()
