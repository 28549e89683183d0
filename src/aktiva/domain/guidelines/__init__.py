"""What a document against harassment must say under 3 kap. 6 §, and where it seems to say it.

The search proposes and a person decides. Nothing here says that a duty is met.
"""

from aktiva.domain.guidelines.character import Character, character
from aktiva.domain.guidelines.points import Point, Weight, points_for
from aktiva.domain.guidelines.reading import Page
from aktiva.domain.guidelines.reviews import SHORTEST_HOW_KNOWN, repeats
from aktiva.domain.guidelines.search import Passage, propose

__all__ = [
    "SHORTEST_HOW_KNOWN",
    "Character",
    "Page",
    "Passage",
    "Point",
    "Weight",
    "character",
    "points_for",
    "propose",
    "repeats",
]
