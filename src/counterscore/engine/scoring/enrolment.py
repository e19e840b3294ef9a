"""Enrolment over all partitions: people join operators and leave them. The kernels are in participation.py."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from counterscore.chance.kernel import Ints
from counterscore.engine.core.state import Bytes, Longs, pick
from counterscore.engine.result import LocalResult
from counterscore.engine.scoring.account import LEFT
from counterscore.engine.scoring.participation import Circle, MemberColumns, Movers, VoluntaryOperator, decide, notice
from counterscore.engine.scoring.rows import row
from counterscore.engine.world import World


@dataclass(frozen=True)
class Turnover:
    """How often people joined and left operators. `rungs`: the last rungs of people who left the first operator."""

    joined: int = 0
    left: int = 0
    rungs: Ints = field(default_factory=lambda: np.empty(0, np.int32))


def update_enrolment(world: World, results: list[LocalResult]) -> Turnover:
    """Let people join and leave the operators in force.

    The scores of people who leave an operator are zeroed, and booked out of the month's account.
    """
    state = world.state
    before = [row(state, place).score[: world.people].copy() for place in range(len(world.rules.operators))]
    moved = enrol(world)
    for (lo, _), part in zip(world.bounds(), results, strict=True):
        _write_off(world, lo, part, before)
    gone = (before[0] > 0) & (state.score[: world.people] == 0)
    return Turnover(int(moved[0]), int(moved[1]), before[0][gone])


def enrol(world: World) -> Longs:
    """Update who is a member of which operator; return how often people joined, and how often they left."""
    state, plan = world.state, world.rules
    after = state.joined[: world.people].copy()
    visible = np.array([operator.enrolment.visible for operator in plan.operators], np.float32)

    def work(_: int, lo: int, hi: int) -> Longs:
        notice(plan.learning.noticing, visible, state.joined[lo:hi], state.watched[lo:hi])
        return _partition(world, lo, hi, after)

    moved = np.sum(world.everywhere(work), axis=0)
    state.joined[: world.people] = after
    return moved


def _partition(world: World, lo: int, hi: int, after: Bytes) -> Longs:
    state, moved, who = world.state, np.zeros(2, np.int64), pick(Movers, world.state, lo, hi)
    circle = Circle(joined=state.joined, offsets=state.offsets, friends=state.friends)
    for place, operator in enumerate(world.rules.operators):
        columns = row(state, place, lo, hi)
        held = MemberColumns(score=columns.score, wrong=columns.wrong, correction=columns.correction)
        entry = VoluntaryOperator(place=place, scale=operator.scale, perks=operator.perks, terms=operator.enrolment)
        decide(entry, who, held, circle, after[lo:hi], lo, world.clock, moved)
    return moved


def _write_off(
    world: World, lo: int, part: LocalResult, held: list[np.ndarray[tuple[int], np.dtype[np.int32]]]
) -> None:
    for place, (operator, account) in enumerate(zip(world.rules.operators, part.accounts, strict=True)):
        ids = account.ids + lo
        had, has = held[place][ids].astype(np.int64), row(world.state, place).score[ids]
        points = np.where((had > 0) & (has == 0), had + int(operator.scale.lowest) - 1, 0)
        account.other[LEFT] = -points
