"""ask: requests, and the gates' verdicts."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.access import gate, objective, outcome, perks
from counterscore.engine.access.asking import Askers, ask
from counterscore.engine.access.judging import cast_shadow
from counterscore.engine.core.state import pick
from counterscore.engine.result import MonthResult
from counterscore.engine.scoring import rank
from counterscore.engine.world import World


def take(world: World, month: MonthResult) -> None:
    """Let everybody ask, judge each request, and let members move up in the queues that are eased for them."""
    month.requests = _ask(world, _lines(world, month.standing))
    perks.move_up(world, month.requests)


def _lines(world: World, standing: rank.Standing) -> objective.Drawn:
    """From which rung on each gate lets through this month, by decision and part; 0 without such a line."""
    scarcity = world.rules.scarcity
    lines, margin = scarcity.lines.copy(), scarcity.margin.copy()
    if scored := standing.scored:
        for d, percentile in enumerate(scarcity.percentile):
            if percentile >= 0:
                lines[d] = standing.at(int(percentile / 100 * scored))
    for aim in world.rules.aims:
        if aim.decision not in world.drawn or world.month % aim.every == 0:
            world.drawn[aim.decision] = objective.draw(world, aim)
        drawn, parts = world.drawn[aim.decision], len(aim.parts)
        lines[aim.decision, :parts], margin[aim.decision, :parts] = drawn.line, drawn.margin
    return objective.Drawn(lines, margin)


def _ask(world: World, drawn: objective.Drawn) -> list[tuple[gate.Asks, int]]:
    rules, shadow, month, tick, seed = world.rules, _shadow(world), world.month, world.tick, world.seed
    who, known = pick(Askers, world.state, 0, world.people), pick(outcome.Foreseen, world.state, 0, world.people)

    def work(part: int, lo: int, hi: int) -> tuple[gate.Asks, int]:
        asks = gate.no_asks((hi - lo) * len(drawn.line) + 1)
        count = ask(rules.asking, who, world.bars, drawn.line, drawn.margin, shadow, lo, hi, month, tick, seed, asks)
        outcome.foresee(
            rules.outcomes, rules.reference, known, asks.person[:count], asks.decision[:count], month, tick, seed,
            asks.well,
        )  # fmt: skip
        return asks, count

    return world.everywhere(work)


def _shadow(world: World) -> NDArray[np.uint8]:
    """On which lists somebody of each household stands, where the rules hold the family to account."""
    asking, state = world.rules.asking, world.state
    shadow = np.zeros(world.households, np.uint8)
    if asking.family.any():
        cast_shadow(state.terms, state.household, world.people, len(asking.list_months), shadow)
    return shadow
