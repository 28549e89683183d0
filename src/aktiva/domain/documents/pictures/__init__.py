"""Pictures for screen and print: one drawing, words that stand in for it, a table beside."""

from aktiva.domain.documents.pictures.bars import Bar, bars
from aktiva.domain.documents.pictures.grids import GridRow, Square, Stage, grid
from aktiva.domain.documents.pictures.ink import Shape
from aktiva.domain.documents.pictures.levels import Level, levels
from aktiva.domain.documents.pictures.wheels import Fixed, wheel

__all__ = [
    "Bar",
    "Fixed",
    "GridRow",
    "Level",
    "Shape",
    "Square",
    "Stage",
    "bars",
    "grid",
    "levels",
    "wheel",
]
