"""The run's people as the adjusted gap takes them."""

from __future__ import annotations

import numpy as np

from aktiva.apps.pay.queries.figures import UNPLACED, Figures
from aktiva.apps.pay.queries.picturing import Years, years_of
from aktiva.domain.pay.adjusted import Background


def background_of(figures: Figures) -> Background:
    """Return what is known of each person. No question."""
    people, placed = figures.people, figures.placed
    group = placed.index
    if UNPLACED in placed.names:
        group = np.where(group == placed.names.index(UNPLACED), -1, group).astype(np.int32)
    return Background(
        woman=people.woman,
        pay=people.pay,
        age=years_of(figures, Years.AGE),
        employed=years_of(figures, Years.EMPLOYED),
        extent=people.extent,
        group=group,
    )
