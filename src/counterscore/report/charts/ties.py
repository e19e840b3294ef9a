"""Ties by score: how many close ties people of like rank have, and how high their friends stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import altair as alt

from counterscore.report.layers import layered, rows_of
from counterscore.report.palette import ACCENT, SMALL, SOFT


@dataclass(frozen=True)
class Company:
    """People of like rank (`rank`: of 100, so many stand below): means of their ties, scores and friends' scores."""

    rank: float
    ties: float
    score: float
    friends: float


LEFT = 40
_RANK = "rank: of 100 people, so many stand below"


def ties(company: Sequence[Company], width: int) -> alt.LayerChart:
    """Draw the mean number of close ties over the rank, from zero."""
    mean = sum(each.ties for each in company) / len(company)
    scale = alt.Scale(domain=[0, max(each.ties for each in company) * 1.2], nice=False)
    base = rows_of(company).encode(x=_rank(), y=alt.Y("ties:Q", title=None, scale=scale).axis(tickCount=4))
    line = base.mark_line(color=ACCENT, strokeWidth=2.5)
    dots = base.mark_point(color=ACCENT, filled=True, size=30, opacity=1)
    level = alt.Chart(alt.InlineData(values=[{"mean": mean, "words": f"everyone: {mean:.1f}"}]))
    rule = level.mark_rule(color=SOFT, strokeDash=[4, 4]).encode(y=alt.Y("mean:Q", title=None))
    text = level.mark_text(align="right", dy=16, color=SOFT, fontSize=SMALL).encode(
        x=alt.value(width - LEFT), y=alt.Y("mean:Q", title=None), text="words:N"
    )
    return layered(rule, line, dots, text, width=width - LEFT, height=round(90 + width / 8))


def friends(company: Sequence[Company], width: int) -> alt.LayerChart:
    """Draw the friends' mean score over the rank, beside people's own."""
    values = [value for each in company for value in (each.score, each.friends)]
    scale = alt.Scale(domain=[min(values) - 10, max(values) + 10], nice=False, zero=False)
    base = rows_of(company).encode(x=_rank())
    own = base.mark_line(color=SOFT, strokeDash=[4, 4], strokeWidth=1.5).encode(
        y=alt.Y("score:Q", title=None, scale=scale).axis(tickCount=4)
    )
    theirs = base.mark_line(color=ACCENT, strokeWidth=2.5).encode(y=alt.Y("friends:Q", title=None))
    return layered(own, theirs, *_names(company), width=width - LEFT, height=round(110 + width / 6))


def _names(company: Sequence[Company]) -> list[alt.Chart]:
    """What the two lines are, written where they lie far apart."""
    at = company[-1 - len(company) // 8]
    own = _name("own score", at.rank, at.score).mark_text(align="right", dx=-10, dy=-6, color=SOFT, fontSize=SMALL)
    theirs = _name("mean of the friends", at.rank, at.friends).mark_text(dy=16, color=ACCENT, fontSize=SMALL)
    return [own, theirs]


def _name(words: str, rank: float, place: float) -> alt.Chart:
    base = alt.Chart(alt.InlineData(values=[{"rank": rank, "place": place, "words": words}]))
    return base.encode(x="rank:Q", y=alt.Y("place:Q", title=None), text="words:N")


def _rank() -> alt.X:
    scale = alt.Scale(domain=[0, 100], nice=False)
    return alt.X("rank:Q", title=_RANK, scale=scale).axis(values=[0, 25, 50, 75, 100])
