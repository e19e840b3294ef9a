"""The labour market's part of a month: who is counted, how many are hired, and what it does to firms and wages."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import kernel
from counterscore.chance.purposes import MARKET
from counterscore.engine.access import gate
from counterscore.engine.access.outcome import BAD
from counterscore.engine.core.state import Longs
from counterscore.engine.firms import month as companies
from counterscore.engine.labour import posts
from counterscore.engine.labour.market import (
    STATES,
    Applicants,
    Cleared,
    PostChanges,
    Workforce,
    after,
    clear,
    count_workforce,
    words_for,
)
from counterscore.engine.labour.wages import start_pay
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World

PASSING, REFUSED, FAILING = range(3)
Asks = list[tuple[gate.Asks, int]]


def hire(world: World, month: MonthResult, queue: tuple[Longs, ...]) -> int:
    """Clear the month's labour market; return the lowest packed key of those who are hired.

    `queue`: the packed keys of the applicants whom no gate or list refuses, by partition.
    """
    companies.keep_books(world)  # a post that a worker left this month is vacant now
    if world.firms and world.labour.employed < 0:
        posts.forget(world.firms)
    terms, force = world.rules.labour, workforce(world)
    passing, refused, _ = _tally(month.requests, terms.decision, 0)
    changed = _post_changes(world, month)
    words = words_for(2, world.tick, MARKET, world.seed)
    cleared = clear(terms, world.labour, force, changed, Applicants(passing, refused), words)
    cut = gate.cut(queue, cleared.hires)
    world.labour = after(terms, world.labour, force, cleared, _tally(month.requests, terms.decision, cut)[FAILING])
    month.labour = cleared
    _tell_firms(world, cleared)
    return cut


def _post_changes(world: World, month: MonthResult) -> PostChanges:
    if month.traded is None:
        return PostChanges()
    counted = posts.vacant(world.firms) if world.rules.posts and world.firms else None
    return PostChanges(month.traded.laid_off, month.traded.opened, counted)


def workforce(world: World) -> Workforce:
    """Return who is in work and who is not, and what they would earn."""
    bits, pay = world.state.bits, world.state.pay

    def work(_: int, lo: int, hi: int) -> Longs:
        total = np.zeros(STATES, np.int64)
        count_workforce(bits[lo:hi], pay[lo:hi], total)
        return total

    return Workforce(*np.sum(world.everywhere(work, light=True), axis=0).tolist())


def pay(world: World, month: MonthResult) -> None:
    """Change the wage of those hired this month by what their score is worth to employers who see it."""
    terms = world.rules.labour
    if terms.decision < 0 or not terms.premium:
        return
    for (asks, count), said in zip(month.requests, month.said, strict=True):
        hired = asks.person[:count][(asks.decision[:count] == terms.decision) & (said == gate.GRANTED)]
        world.state.pay[hired] = start_pay(terms, world.state.pay[hired], world.state.score[hired])


def _tell_firms(world: World, cleared: Cleared) -> None:
    terms, firms = world.rules.posts, world.firms
    if terms is None or firms is None:
        return
    posts.move(terms, firms, cleared, world.tick, world.seed)
    posts.bear_cost(terms, firms, cleared.gap, firms.rules(world.month).fortunes.fullest)


@kernel
def _tally_part(asks: gate.Asks, count: int, decision: int, cut: int, total: Longs) -> None:
    for k in range(count):
        if asks.decision[k] == decision:
            passes = asks.by[k] == gate.GRANTED
            hired = passes and gate.packed(asks.key[k], asks.person[k]) >= cut
            total[PASSING] += passes
            total[REFUSED] += not passes
            total[FAILING] += hired and asks.outcome[k] == BAD


def _tally(requests: Asks, decision: int, cut: int) -> tuple[int, int, int]:
    """Return how many applicants pass and are refused, and how many of those from `cut` on would turn out badly."""
    total = np.zeros(3, np.int64)
    for asks, count in requests:
        _tally_part(asks, count, decision, cut, total)
    passing, refused, failing = total.tolist()
    return passing, refused, failing
