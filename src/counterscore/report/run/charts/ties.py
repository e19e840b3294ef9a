"""Ties by rank: how many close ties people of similar rank have, and how high their friends' scores are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from counterscore.report.charts.grammar import Spec, at, layered, marks, quantity, rows, words
from counterscore.report.charts.palette import ACCENT, SMALL, SOFT


@dataclass(frozen=True)
class TiesByRank:
    """People of similar rank (`rank`: the per cent of people below): means of ties, scores and friends' scores."""

    rank: float
    ties: float
    score: float
    friends: float


LEFT = 40
RANK = quantity("rank", (0, 100), "rank: per cent of people with a lower score", values=[0, 25, 50, 75, 100])


def ties(groups: Sequence[TiesByRank], width: int) -> Spec:
    """Draw the mean number of close ties over the rank, from zero."""
    mean, drawn = sum(each.ties for each in groups) / len(groups), rows(groups)
    place = {"x": RANK, "y": quantity("ties", (0, max(each.ties for each in groups) * 1.2), tickCount=4)}
    level = [{"mean": mean, "words": f"everyone: {mean:.1f}"}]
    name = {"x": {"value": width - LEFT}, "y": quantity("mean"), "text": words()}
    return layered(
        marks(level, "rule", {"y": quantity("mean")}, color=SOFT, strokeDash=[4, 4]),
        marks(drawn, "line", place, color=ACCENT, strokeWidth=2.5),
        marks(drawn, "point", place, color=ACCENT, filled=True, size=30, opacity=1),
        marks(level, "text", name, align="right", dy=16, color=SOFT, fontSize=SMALL),
        width=width - LEFT,
        height=90 + width / 8,
    )


def friends(groups: Sequence[TiesByRank], width: int) -> Spec:
    """Draw the friends' mean score over the rank, beside people's own."""
    values, drawn = [value for each in groups for value in (each.score, each.friends)], rows(groups)
    own = {"x": RANK, "y": quantity("score", (min(values) - 10, max(values) + 10), tickCount=4)}
    theirs = {"x": RANK, "y": quantity("friends")}
    return layered(
        marks(drawn, "line", own, color=SOFT, strokeDash=[4, 4], strokeWidth=1.5),
        marks(drawn, "line", theirs, color=ACCENT, strokeWidth=2.5),
        *_names(groups),
        width=width - LEFT,
        height=110 + width / 6,
    )


def _names(groups: Sequence[TiesByRank]) -> list[Spec]:
    """What the two lines are, written where they are far apart."""
    top = groups[-1 - len(groups) // 8]
    place = {"x": at("rank"), "y": quantity("place"), "text": words()}
    own = [{"rank": top.rank, "place": top.score, "words": "own score"}]
    theirs = [{"rank": top.rank, "place": top.friends, "words": "friends' mean score"}]
    return [
        marks(own, "text", place, align="right", dx=-10, dy=-6, color=SOFT, fontSize=SMALL),
        marks(theirs, "text", place, align="right", dx=24, dy=16, color=ACCENT, fontSize=SMALL),
    ]
