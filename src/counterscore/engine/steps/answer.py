"""answer: approvals and refusals take effect; then couples form households."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.access import gate
from counterscore.engine.core.state import Longs, pick
from counterscore.engine.life import meeting, pairing
from counterscore.engine.result import MonthResult
from counterscore.engine.world import CELLS, World

YEAR = 12


def take(world: World, month: MonthResult) -> None:
    """Answer every request, then let couples move in together."""
    month.counts, month.said = _answer(world, month.requests, month.cuts)
    _move_in(world, month.couples)


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


def _move_in(world: World, pairs: list[tuple[Ints, Ints]]) -> None:
    """Let couples form households; once a year, move children to their guardian's household."""
    state = world.state
    for first, second in pairs:
        who = pick(pairing.Couples, state, 0, world.people)
        world.households = pairing.move_in(who, first, second, world.households)
        if len(state.parent):
            meeting.begin_ties(first, second, state.offsets, state.friends, state.room)
    if world.tick % YEAR == 0:
        world.everywhere(
            lambda _, lo, hi: pairing.follow_home(state.guardian, state.bits, state.household, lo, hi), light=True
        )
