"""The largest clear fall and rise of a selection ratio of a weaker group, corrected for having been picked."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from counterscore.measure.groups import TITLES
from counterscore.report.text.numbers import listing
from counterscore.study.comparison.compare import Comparison, GroupFigure
from counterscore.study.picking import corrected

WEAKER = ("income-1", "rural", "minority")
_RATIO = "selection-ratio"
UNSTUDIED = "Clauses and other assumptions are studied only for everybody together, not by group."


def most_unequal(comparison: Comparison) -> Iterator[tuple[GroupFigure, str]]:
    """Yield the selection ratio that clearly falls most, and the one that clearly rises most, with a sentence to add.

    All decisions and all weaker groups are considered, and their changes corrected for picking the largest. Nothing is
    yielded if no ratio clearly changes.
    """
    known = _corrected(comparison)
    down = [each for each in known if (each.difference.high or 0.0) < 0]
    up = [each for each in known if (each.difference.low or 0.0) > 0]
    ends = [("falls", min(down, key=_change))] if down else []
    ends += [("rises", max(up, key=_change))] if up else []
    for changes, figure in ends:
        groups = listing([TITLES[group] for group in WEAKER])
        words = f"Of the {len(known)} selection ratios of {groups}, none clearly {changes} more."
        yield figure, f"{words} The change is corrected for having been picked as the largest."


def _corrected(comparison: Comparison) -> list[GroupFigure]:
    """The ratios whose change has an interval, with their changes corrected."""
    of = comparison.replicates
    ratios = [each for each in comparison.figures if each.measure.about.id == _RATIO and each.group in WEAKER]
    known = [each for each in ratios if each.difference.low is not None]
    freedom = (of.populations if of.populations > 1 else of.seeds) - 1
    changes = corrected([each.difference for each in known], freedom) if known else []
    return [replace(each, difference=change) for each, change in zip(known, changes, strict=True)]


def _change(figure: GroupFigure) -> float:
    return figure.difference.value or 0.0
