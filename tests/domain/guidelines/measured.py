"""The search set beside what a person found in the invented documents."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path

from aktiva.domain.guidelines import Page, character, points_for, propose

HERE = Path(__file__).parent
ANSWERS = tomllib.loads((HERE / "answers.toml").read_text(encoding="utf-8"))

FLOOR = {
    "tuning": (1.0, 0.97),
    "control": (1.0, 1.0),
    "late": (0.84, 0.94),
    "fresh": (0.92, 0.68),
}
"""Precision and recall that the method states; neither may fall."""


def pages_of(name: str, *, dense: bool = False) -> tuple[Page, ...]:
    """Return the pages of one invented document; `dense` without empty lines, as out of a PDF."""
    text = (HERE / "documents" / f"{name}.txt").read_text(encoding="utf-8")
    if dense:
        text = re.sub(r"\n(?:[ \t]*\n)+", "\n", text)
    return tuple(Page(n, part) for n, part in enumerate(text.split("\f"), start=1))


@dataclass
class Figures:
    """How the first proposal of each point agrees with the person."""

    right: int = 0
    proposed: int = 0
    met: int = 0
    wrong: list[str] = field(default_factory=list)

    @property
    def precision(self) -> float:
        return self.right / self.proposed

    @property
    def recall(self) -> float:
        return self.right / self.met


def figures(which: str, *, dense: bool = False) -> Figures:
    """Return the figures of the documents of one set."""
    out = Figures()
    for name, said in ANSWERS.items():
        if said["set"] != which:
            continue
        pages = pages_of(name, dense=dense)
        found = propose(pages, points_for(said["kind"]))
        if character(pages) != said["character"]:
            out.wrong.append(f"{name}: {character(pages)}")
        for code, passages in found.items():
            truth = said["points"].get(code, [])
            out.met += bool(truth)
            out.proposed += bool(passages)
            if passages and passages[0].page in truth:
                out.right += 1
            elif passages or truth:
                first = (passages[0].page, passages[0].text) if passages else None
                out.wrong.append(f"{name} {code}: {truth} {first}")
    return out


if __name__ == "__main__":
    import sys

    for which, dense in ((w, d) for w in sys.argv[1:] for d in (False, True)):
        got = figures(which, dense=dense)
        print(which, "dense" if dense else "", got.right, got.proposed, got.met)
        print(f"precision {got.precision:.2f} recall {got.recall:.2f}")
        print("\n".join(got.wrong))
