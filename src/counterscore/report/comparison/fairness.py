"""Fairness in a sentence: where a regime takes most from a weaker group beside its like, and where it gives most."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.measure.groups import TITLES
from counterscore.study.comparison.compare import Comparison, Figure

WEAKER = ("income-1", "rural", "minority")
_RATIO = "selection-ratio"
UNSTUDIED = "Clauses and other assumptions are studied for everybody together alone, not by group."


def unequal(found: Comparison) -> Iterator[tuple[Figure, str]]:
    """Give the selection ratio that surely falls most, and the one that surely rises most, with what to add in words.

    Of the weaker groups and every decision; none where no ratio surely moves.
    """
    ratios = [each for each in found.figures if each.measure.about.id == _RATIO and each.group in WEAKER]
    known = [(each.difference.value, each) for each in ratios if each.difference.value is not None]
    sure = sorted(((value, each) for value, each in known if each.difference.sure), key=lambda pair: pair[0])
    ends = [("falls", *sure[0])] if sure and sure[0][0] < 0 else []
    ends += [("rises", *sure[-1])] if sure and sure[-1][0] > 0 else []
    for moves, _, figure in ends:
        yield figure, f"; of the {len(known)} ratios of {_groups()} that were looked at, none {moves} further"


def _groups() -> str:
    *first, last = (TITLES[group] for group in WEAKER)
    return f"{', '.join(first)} and {last}"
