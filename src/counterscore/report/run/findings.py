"""What a picture of a run shows, as a sentence: the heading of the picture, and of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from counterscore.report.run.requests import POOREST, RICHEST, Decided
from counterscore.report.text.numbers import percent, span, times
from counterscore.report.text.regimes import name, under

if TYPE_CHECKING:
    from counterscore.report.run.charts.moves import Move
    from counterscore.report.run.charts.scores import Spread
    from counterscore.report.run.charts.ties import TiesByRank
    from counterscore.run.reading import Run

ENOUGH = 30


def spread(spreads: Sequence[Spread]) -> str:
    """Say whether the scores drifted apart or together."""
    first, last = spreads[0], spreads[-1]
    before, after = first.p75 - first.p25, last.p75 - last.p25
    way = "more spread out" if after > 1.2 * before else "closer together" if after < before / 1.2 else "as spread out"
    than = "as" if way == "as spread out" else "than"
    return (
        f"Scores are {way} at the end {than} at the start: half of them lie between {last.p25:.0f} and {last.p75:.0f}"
    )


def agreement(correlation: float | None) -> str:
    """Say how well the rank measures trustworthiness."""
    if correlation is None or correlation < 0.1:
        return "The rank says almost nothing about trustworthiness"
    if correlation < 0.5:
        return "The rank says little about trustworthiness"
    return f"The rank measures trustworthiness {'only in part' if correlation < 0.9 else 'closely'}"


def widest_gap(requests: Sequence[Decided]) -> str | None:
    """Say what the poorest fifth was refused more often than the richest, or less; None for too few requests."""
    compared = [each for each in requests if min(each.of[POOREST].refused, each.of[RICHEST].refused) >= ENOUGH]
    widest = max(compared, key=lambda each: abs(each.gap), default=None)
    if widest is None:
        return None
    often = times(widest.of[POOREST].share / widest.of[RICHEST].share)
    return f"the poorest fifth was refused {widest.title} {often} as the richest fifth"


def staying(moved: Sequence[Move], bands: Sequence[str]) -> str | None:
    """Say how many of the lowest band stayed in it; None if hardly anybody was."""
    below = [move for move in moved if move.before == 0]
    whole = sum(move.people for move in below)
    if whole < ENOUGH:
        return None
    stayed = sum(move.people for move in below if move.after == 0) / whole
    return f"of the people in the score band “{bands[0]}” after the first year, {percent(stayed)} are in it at the end"


def ties(rows: Sequence[TiesByRank]) -> str:
    """Say whether people at the bottom have fewer close ties than those at the top."""
    fifth = max(len(rows) // 5, 1)
    low, high = (sum(row.ties for row in part) / fifth for part in (rows[:fifth], rows[-fifth:]))
    if abs(low / high - 1) < 0.05:
        return "People at the bottom of the rank have about as many close ties as people at the top"
    return f"People at the bottom of the rank have {low:.1f} close ties, people at the top {high:.1f}"


def headline(run: Run, found: Sequence[str | None]) -> str:
    """Return the heading of the page, from the first finding, if any."""
    length = span(run.manifest.months)
    time = f"{length[:1].upper()}{length[1:]} {under(name(run.regime))}"
    finding = next((each for each in found if each), None)
    return f"{time}: {finding}" if finding else f"{time}: {run.manifest.citizens:,} synthetic people"
