"""ask: people apply, and gates decide."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.access import gate, officials, outcome, perks
from counterscore.engine.access.asking import ask
from counterscore.engine.access.judging import cast_shadow
from counterscore.engine.access.lines import lines_of
from counterscore.engine.access.offers import Offer, offer, offered_decisions
from counterscore.engine.access.people import Askers
from counterscore.engine.core.plan import Lines
from counterscore.engine.core.state import Longs, pick
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World


def take(world: World, month: MonthResult) -> None:
    """Let people apply, judge each request, and move members up in the queues that their operator eases."""
    month.lines = lines_of(world, month.standing)
    month.requests = _ask(world, month.lines)
    if world.rules.gates.officials.some:
        month.bought = officials.collect(world.state, month.requests)
    month.offers = _offer(world, month.requests)
    perks.move_up(world, month.requests)


def _ask(world: World, lines: Lines) -> list[tuple[gate.Asks, int]]:
    rules, shadow, clock = world.rules, _shadow(world), world.clock
    who, known = pick(Askers, world.state, 0, world.people), pick(outcome.Foreseen, world.state, 0, world.people)

    def work(part: int, lo: int, hi: int) -> tuple[gate.Asks, int]:
        asks = gate.no_asks((hi - lo) * len(lines.line) + 1)
        count = ask(rules.asking, rules.gates, lines, who, world.cooldown_row, shadow, lo, hi, clock, asks)
        outcome.foresee(
            rules.outcomes, rules.reference, known, asks.person[:count], asks.decision[:count], clock, asks.outcome
        )
        return asks, count

    return world.everywhere(work)


def _shadow(world: World) -> NDArray[np.uint8]:
    """Return, by household, the lists that its members are on (a bit each); all 0 if no list affects families."""
    asking, state = world.rules.asking, world.state
    shadow = np.zeros(world.households, np.uint8)
    if asking.family.any():
        cast_shadow(state.terms, state.household, world.people, len(asking.list_months), shadow)
    return shadow


def _offer(world: World, requests: list[tuple[gate.Asks, int]]) -> list[list[Offer]]:
    """Return by partition what deciders who learn and lenders make of the requests; write the new keys and verdicts."""
    decisions = offered_decisions(world)
    if not decisions:
        return []

    def work(part: int, lo: int, hi: int) -> list[Offer]:
        asks, count = requests[part]
        return [_offered(world, asks, np.flatnonzero(asks.decision[:count] == d), d) for d in decisions]

    return world.everywhere(work, light=True)


def _offered(world: World, asks: gate.Asks, which: Longs, d: int) -> Offer:
    key = asks.key[which].astype(np.int64)
    made, asks.key[which], asks.by[which] = offer(world, d, which, asks.person[which], key, asks.by[which])
    return made
