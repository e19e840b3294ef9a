"""Rank against trustworthiness: the public rank of people of similar trustworthiness."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterscore.report.charts.grammar import Spec, at, layered, marks, quantity, rows, words
from counterscore.report.charts.palette import ACCENT, SMALL, SOFT


@dataclass(frozen=True)
class RankByTrust:
    """People of similar trustworthiness (`truth`: the per cent of people below them), and quartiles of their ranks."""

    truth: float
    p25: float
    p50: float
    p75: float


LEFT, NARROW, MOST = 40, 400, 380
HUNDRED = (0.0, 100.0)
QUARTERS = [0, 25, 50, 75, 100]


def truth(standings: Sequence[RankByTrust], width: int) -> Spec:
    """Draw the middle half of ranks over trustworthiness, and the line of a perfect measure."""
    title = "trustworthiness" if width < NARROW else "trustworthiness: per cent of people who are less trustworthy"
    x, drawn = quantity("truth", HUNDRED, title, values=QUARTERS), rows(standings)
    half = {"x": x, "y": quantity("p25"), "y2": {"field": "p75"}}
    middle = {"x": x, "y": quantity("p50", HUNDRED, values=QUARTERS)}
    side = width - LEFT
    return layered(
        marks(drawn, "area", half, color=ACCENT, opacity=0.22),
        *_perfect(),
        marks(drawn, "line", middle, color=ACCENT, strokeWidth=2.5),
        width=side,
        height=min(side, MOST),
    )


def _perfect() -> list[Spec]:
    place = {"x": at("truth"), "y": quantity("rank")}
    line = marks(
        [{"truth": 0, "rank": 0}, {"truth": 100, "rank": 100}], "line", place, color=SOFT, strokeDash=[4, 4],
        strokeWidth=1.2,
    )  # fmt: skip
    name = marks(
        [{"truth": 97, "rank": 97, "words": "a perfect measure"}], "text", place | {"text": words()},
        align="right", baseline="bottom", dx=-8, color=SOFT, fontSize=SMALL,
    )  # fmt: skip
    return [line, name]
