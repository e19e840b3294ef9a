"""Opinions over all partitions: what everybody shows is written first, then everybody's opinions change."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Floats
from counterscore.engine.core.plan import OpinionTerms
from counterscore.engine.core.state import Longs, pick
from counterscore.engine.life.opinions import Holders, Shown, Surroundings, mark_passed, publish, rest, update
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World
from counterscore.society.opinions import OPINIONS

_STEPS = 65535.0


def begin_opinions(world: World) -> None:
    """Give everybody opinions at their resting levels, in a society that declares opinions."""
    terms, state = world.before_rules.opinions, world.state
    if terms is None:
        return
    for name in OPINIONS:
        setattr(state, name, np.zeros(len(state.born), np.uint16))
    rest(terms, pick(Holders, state, 0, world.people), world.people_seed)


def update_opinions(world: World, month: MonthResult) -> None:
    """Let people change their opinions by the events of the month, in a society that declares opinions."""
    terms, state = world.rules.opinions, world.state
    if terms is None:
        return
    shown = np.zeros(1 + world.people, np.uint64)
    around = Surroundings(
        offsets=state.offsets, friends=state.friends, shown=shown, mood=_publish(world, terms, month, shown)
    )

    def change(_: int, lo: int, hi: int) -> None:
        update(terms, pick(Holders, state, lo, hi), around, lo, world.tick, world.people_seed)

    world.everywhere(change)


def inherit(world: World, mothers: np.ndarray[tuple[int], np.dtype[np.int32]], first: int) -> None:
    """Give the children born this month, whose ids start at `first`, the opinions of their mothers."""
    if world.rules.opinions is None:
        return
    for name in OPINIONS:
        column = getattr(world.state, name)
        column[first : first + len(mothers)] = column[mothers]


def mean_opinions(sums: Longs) -> Floats:
    """Return everybody's mean of each opinion, given the sums over adults in 65,535ths and their number.

    >>> mean_opinions(np.array([65535, 0, 131070, 2])).tolist()
    [0.5, 0.0, 1.0]
    """
    return (sums[:3] / max(int(sums[3]), 1) / _STEPS).astype(np.float32)


def _publish(world: World, terms: OpinionTerms, month: MonthResult, shown: Shown) -> Floats:
    """Note who passed a gate, write what everybody shows, and return the mean of each opinion."""
    state, asks = world.state, month.asks

    def show(part: int, lo: int, hi: int) -> Longs:
        sums, (requests, count, said) = np.zeros(4, np.int64), asks[part]
        mark_passed(
            terms.judged, requests.person[:count], requests.decision[:count], said, state.bits, state.event
        )  # fmt: skip
        publish(pick(Holders, state, lo, hi), shown[1 + lo : 1 + hi], sums)
        return sums

    return mean_opinions(np.sum(world.everywhere(show, light=True), axis=0))
