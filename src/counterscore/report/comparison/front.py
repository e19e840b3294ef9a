"""The findings that come first: those that matter most to people's lives, of the ones that are sure."""

from __future__ import annotations

from collections.abc import Sequence

from counterscore.catalogue.judgement import judgement
from counterscore.catalogue.measures_file import About, abouts
from counterscore.report.comparison.findings import ComparisonFinding

MOST = 7


def front(stated: Sequence[ComparisonFinding]) -> list[ComparisonFinding]:
    """Return at most MOST findings, those that matter most first.

    A finding is left out if its interval includes zero, or if its direction does not survive other assumptions. What
    happens to people's lives comes before what is said of the score and of surveillance. Then the order is by stakes,
    as the catalogue judges them, times size.
    """
    sure = [each for each in stated if not each.unclear and each.robust is not False and _matters(each) > 0]
    return sorted(sure, key=lambda each: (_about(each).of != "lives", -_matters(each)))[:MOST]


def _about(each: ComparisonFinding) -> About:
    return abouts()[each.measure.split(":")[0]]


def _matters(each: ComparisonFinding) -> float:
    grade = judgement().stakes.get(_about(each).id)
    return each.size * grade.value if grade else 0.0
