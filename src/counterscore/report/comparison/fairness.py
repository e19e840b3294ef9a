"""The largest clear fall and rise of a selection ratio of a weaker group, each in a sentence."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.measure.groups import TITLES
from counterscore.report.text.numbers import listing
from counterscore.study.comparison.compare import Comparison, GroupFigure

WEAKER = ("income-1", "rural", "minority")
_RATIO = "selection-ratio"
UNSTUDIED = "Clauses and other assumptions are studied only for everybody together, not by group."


def most_unequal(comparison: Comparison) -> Iterator[tuple[GroupFigure, str]]:
    """Yield the selection ratio that clearly falls most, and the one that clearly rises most, with a sentence to add.

    All decisions and all weaker groups are considered. Nothing is yielded if no ratio clearly changes.
    """
    ratios = [each for each in comparison.figures if each.measure.about.id == _RATIO and each.group in WEAKER]
    known = [(each.difference.value, each) for each in ratios if each.difference.value is not None]
    sure = sorted(((value, each) for value, each in known if each.difference.sure), key=lambda pair: pair[0])
    ends = [("falls", *sure[0])] if sure and sure[0][0] < 0 else []
    ends += [("rises", *sure[-1])] if sure and sure[-1][0] > 0 else []
    for changes, _, figure in ends:
        groups = listing([TITLES[group] for group in WEAKER])
        yield figure, f"Of the {len(known)} selection ratios of {groups}, none {changes} more."
