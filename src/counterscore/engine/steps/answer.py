"""answer: approvals and refusals take effect; then couples form and end households, and people move."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.access import gate
from counterscore.engine.access.offers import enter_loans
from counterscore.engine.access.outcome import BAD
from counterscore.engine.core.state import Bytes, Longs, pick
from counterscore.engine.labour import month as labour
from counterscore.engine.life import meeting, moving, pairing, parting
from counterscore.engine.life.reach import moved
from counterscore.engine.life.turns import LEFT, MOVES
from counterscore.engine.result import Migrations, MonthResult
from counterscore.engine.world import CELLS, World

YEAR = 12


def take(world: World, month: MonthResult) -> None:
    """Answer every request, then let couples move in together, couples separate, and people move."""
    month.counts, month.said = _answer(world, month.requests, month.cuts)
    _enter_loans(world, month)
    labour.pay(world, month)
    _move_in(world, month.couples)
    month.separated = _part(world, month.vital)
    month.moves = _move(world, month.vital)
    if world.tick % YEAR == 0:
        _follow_home(world)


def _answer(
    world: World, asks: list[tuple[gate.Asks, int]], cuts: Longs
) -> tuple[gate.Counts, list[NDArray[np.uint8]]]:
    rules, who = world.rules, pick(gate.Answered, world.state, 0, world.people)

    effects = gate.AnswerRules(
        grants=rules.grants,
        denials=rules.denials,
        outcomes=rules.outcomes,
        rights=rules.rights,
        cooldown_row=world.cooldown_row,
    )

    def work(part: int, lo: int, hi: int) -> tuple[gate.Counts, NDArray[np.uint8]]:
        counts = gate.no_counts(CELLS, len(cuts))
        requests, count = asks[part]
        said = np.empty(count, np.uint8)
        gate.answer(effects, who, requests, count, cuts, world.clock, world.cell, counts, said)
        return counts, said

    done = world.everywhere(work, light=True)
    total = gate.Counts(*(np.sum(column, axis=0) for column in zip(*(counts for counts, _ in done), strict=True)))
    return total, [said for _, said in done]


def _enter_loans(world: World, month: MonthResult) -> None:
    for (asks, _), said, offers in zip(month.requests, month.said, month.offers, strict=bool(month.offers)):
        for made in offers:
            enter_loans(world.state, made, said[made.which] == gate.GRANTED, asks.outcome[made.which] == BAD)


def _move_in(world: World, pairs: list[tuple[Ints, Ints]]) -> None:
    """Let couples form households."""
    state = world.state
    for first, second in pairs:
        who = pick(pairing.Couples, state, 0, world.people)
        world.households = pairing.move_in(who, first, second, world.households)
        if len(state.parent):
            meeting.begin_ties(first, second, state.offsets, state.friends, state.room)


def _part(world: World, vital: Bytes) -> int:
    """Separate the couples of the women who leave; return how many there were."""
    women = np.flatnonzero((vital & LEFT) != 0).astype(np.int32)
    if not len(women):
        return 0
    who, parted = pick(parting.Spouses, world.state, 0, world.people), np.zeros(world.people, np.int32)
    world.households = parting.part(
        world.rules.course, who, women, parted, world.tick, world.seed, world.households
    )  # fmt: skip
    parting.settle_children(who, parted)
    return int(np.count_nonzero(parted)) // 2


def _move(world: World, vital: Bytes) -> Migrations:
    """Move the people who decided to go, with those whom they take along; return how many went where."""
    movers = np.flatnonzero((vital & MOVES) != 0).astype(np.int32)
    if not len(movers):
        return Migrations()
    course, who, tick, seed = (
        world.rules.course,
        pick(moving.Migrants, world.state, 0, world.people),
        world.tick,
        world.seed,
    )
    went, trip = np.zeros(world.people, np.int32), moving.no_trips(len(movers))
    world.households = moving.move(course, who, movers, went, trip, tick, seed, world.households)
    moving.take_children(course, who, movers, went, trip)
    return moved(world.rules, trip)


def _follow_home(world: World) -> None:
    """Move children to their guardian's household."""
    state = world.state
    world.everywhere(
        lambda _, lo, hi: pairing.follow_home(state.guardian, state.bits, state.household, lo, hi), light=True
    )
