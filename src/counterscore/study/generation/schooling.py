"""Records requests for school places: how the parent ranked then, and what became of the child as an adult."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.result import MonthResult
from counterscore.engine.world import World
from counterscore.society.traits import BIT

Values = NDArray[np.float64]


@dataclass(frozen=True)
class Grown:
    """The adults alive at the end for whom a school place was requested when they were children, sorted by `key`.

    `standing`: the share of people with a score who ranked below the parent, a mean over the requests.
    """

    key: NDArray[np.uint32]
    standing: Values
    schooled: Values
    education: Values
    income: Values


class Schooling:
    """Records the requests of every month from month 0 on. It changes nothing in the world."""

    def __init__(self, decisions: list[int]) -> None:
        self.decisions = decisions
        self.standing, self.asked = np.zeros(0), np.zeros(0)

    def before(self, world: World) -> None:
        """Do nothing before a month."""

    def after(self, world: World, month: MonthResult) -> None:
        """Record the parent's rank for each child whose school place was requested, if a single score ranks people."""
        self._make_room(len(world.state.born))
        if not month.standing.scored or not world.latest.one_score:
            return
        children = np.concatenate(
            [_children(asks.person, asks.decision, n, self.decisions) for asks, n, _ in month.asks]
        )
        parents = world.state.score[world.state.guardian[children]]
        children, parents = children[parents > 0], parents[parents > 0]
        if len(children):
            self.standing[children] += _above(month, parents)
            self.asked[children] += 1

    def grown(self, world: World) -> Grown:
        """Return the recorded children who are adults now."""
        state, n = world.state, world.people
        self._make_room(n)
        wanted = np.uint32(BIT["alive"] | BIT["adult"])
        here = np.flatnonzero(((state.bits[:n] & wanted) == wanted) & (self.asked[:n] > 0))
        order = here[np.argsort(state.key[here], kind="stable")]
        return Grown(
            state.key[order],
            self.standing[order] / self.asked[order],
            ((state.bits[order] & np.uint32(BIT["schooled"])) != 0).astype(np.float64),
            state.education[order].astype(np.float64),
            state.wage[order].astype(np.float64),
        )

    def _make_room(self, people: int) -> None:
        more = people - len(self.asked)
        if more > 0:
            self.standing, self.asked = np.pad(self.standing, (0, more)), np.pad(self.asked, (0, more))


def _children(
    person: NDArray[np.int32], decision: NDArray[np.uint8], count: int, decisions: list[int]
) -> NDArray[np.int32]:
    return person[:count][np.isin(decision[:count], decisions)]


def _above(month: MonthResult, rungs: NDArray[np.int32]) -> Values:
    """The share of people with a score who rank below each of these rungs; ties count half."""
    everybody = month.standing.everybody()
    lower, up_to = (np.searchsorted(everybody, rungs, side) for side in ("left", "right"))
    return (lower + up_to) / (2 * len(everybody))
