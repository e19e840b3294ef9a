"""Small studies: few people, one year, two random seeds. Results are shared between all test processes."""

from __future__ import annotations

from functools import cache
from typing import Any

from bare import bare
from counterscore import Regime, Society
from counterscore.study.attribute import Attribution, attribute
from counterscore.study.mend import Mending, mend
from counterscore.study.robust import Robustness, robust
from shared import place

CHINA = Society.of(bare(Society.load("china-2018").file))  # studies of many worlds need no mechanism of its own tests
SCORE, NONE = Regime.load("citizen-score").in_phase("mandatory"), Regime.load("none")
SMALL: dict[str, Any] = {"citizens": 300, "years": 1, "seeds": 2, "workers": 1}
MEASURES = ["chilling-all", "refused", "records", "unpaid"]


@cache
def left_out() -> Attribution:
    """Return a study that removes single clauses."""
    with place("left_out") as folder:
        return attribute(SCORE, CHINA, measures=MEASURES, method="leave-one-out", out=folder, **SMALL)


@cache
def owen() -> Attribution:
    """Return a study by Owen values of kinds of clauses, with three pairs of clauses, among four groups."""
    with place("owen") as folder:
        return attribute(SCORE, CHINA, measures=MEASURES, orders=4, parts="kind", pairs=3, out=folder, **SMALL)


@cache
def shapley() -> Attribution:
    """Return a study by Shapley values of kinds of clauses."""
    with place("shapley") as folder:
        return attribute(
            SCORE, CHINA, measures=MEASURES, method="shapley", orders=4, parts="kind", pairs=0, group="all", out=folder,
            **SMALL,
        )  # fmt: skip


@cache
def mended() -> Mending:
    """Return a study of safeguards."""
    with place("mended") as folder:
        return mend(SCORE, CHINA, measures=MEASURES, out=folder, **dict[str, Any](SMALL, seeds=3))


@cache
def box() -> Robustness:
    """Return a study of the robustness to assumptions."""
    with place("box") as folder:
        return robust(SCORE, CHINA, measures=["chilling-all", "records"], draws=12, screening=2, out=folder, **SMALL)
