"""The firms' steps of a month. A world without firms skips them.

- trade: people found firms; demand changes; firms act, are observed, rated, scored and listed; broken contracts hurt
  counterparties, and withheld wages hurt workers.
- deal: owners and firms share each other's listings; firms apply and are answered; refusals cost jobs; some firms
  leave the market.
- staff: jobs lost and found are entered in the firms' records.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.core.state import pick
from counterscore.engine.firms import (
    behave,
    circumstances,
    consequences,
    entry,
    gates,
    leaving,
    lists,
    rate,
    score,
    staff,
)  # fmt: skip
from counterscore.engine.firms.company import Firms, columns_of
from counterscore.engine.firms.observe import MISTAKEN, SEEN, observe
from counterscore.engine.firms.plan import FirmPlan, Longs
from counterscore.engine.labour import posts
from counterscore.engine.world import World
from counterscore.society.traits import BIT


@dataclass
class Traded:
    """The results of a month of the firms. `done`, `booked`: activity x firm. `said`: the answers, decision x firm.

    `entered`: which firms entered a list for low scores by their own conduct. `trading`: which firms were in the market
    when the month began, or entered it. The other fields are counts.
    """

    done: NDArray[np.uint8]
    booked: NDArray[np.uint8]
    entered: NDArray[np.bool_]
    said: NDArray[np.int8]
    trading: NDArray[np.bool_]
    breaches: int = 0
    unpaid: int = 0
    laid_off: int = 0
    opened: int = 0
    owners_dragged: int = 0
    founded: int = 0
    failed: int = 0
    closed: int = 0


def trade(world: World) -> Traded | None:
    """Take the step trade; return its results, or None for a world without firms."""
    firms = world.firms
    if firms is None:
        return None
    plan, tick, seed = firms.rules(world.month), world.tick, world.seed
    firms.make_room(len(world.state.born))
    faring = columns_of(circumstances.Faring, firms)
    heirs = pick(circumstances.Heirs, world.state, 0, world.people)
    owners = firms.owner.copy()
    if circumstances.inherit(plan.fortunes, faring, heirs, world.people, tick, seed):
        firms.drags[firms.owner != owners] = 0  # the firm has not put its new owner on a list
    founded = entry.enter(world, firms, plan)
    circumstances.draw_demand(plan.fortunes, columns_of(circumstances.Faring, firms), tick, seed)
    done, booked = np.zeros((2, len(plan.acts.base), firms.count), np.uint8)
    behave.behave(plan.fortunes, plan.acts, columns_of(behave.Acting, firms), tick, seed, done)
    breaches = consequences.hurt_counterparties(plan.acts, firms, tick, seed, done)
    unpaid = _withhold(world, firms, consequences.withheld(plan.acts, done))
    observe(plan.sight, firms.key, tick, seed, done, booked)
    trading = firms.trading
    booked[:, ~trading] = 0
    entered = _judge(plan, firms, booked)
    unanswered = np.zeros((0, firms.count), np.int8)
    traded = Traded(done, booked, entered, unanswered, trading, breaches, unpaid, founded=founded)
    _remember(plan, firms, traded)
    return traded


def _judge(plan: FirmPlan, firms: Firms, booked: NDArray[np.uint8]) -> NDArray[np.bool_]:
    """Update scores by the month's points, then the lists; return which firms enter a list for low scores."""
    if not plan.scale.active:
        return np.zeros(firms.count, np.bool_)
    score.move(plan.scale, firms.score, rate.rate(plan.sight, booked))
    firms.score[~firms.trading] = 0
    return lists.keep(plan.lists, firms.score, firms.terms)


def _withhold(world: World, firms: Firms, short: NDArray[np.float32]) -> int:
    if not short.any():
        return 0

    def work(_: int, lo: int, hi: int) -> Longs:
        cases = np.zeros(firms.count, np.int64)
        consequences.keep_wages(pick(consequences.Paid, world.state, lo, hi), firms.employer[lo:hi], short, cases)
        return cases

    cases = np.sum(world.everywhere(work, light=True), axis=0)
    firms.outcomes["withheld"] += cases
    return int(cases.sum())


def _remember(plan: FirmPlan, firms: Firms, traded: Traded) -> None:
    """Add the month's unlawful acts, those of them that were seen, and false records to each firm's outcomes."""
    firms.outcomes["unlawful"] += traded.done[plan.unlawful].sum(axis=0, dtype=np.int64)
    firms.outcomes["found"] += (traded.booked[plan.unlawful] == SEEN).sum(axis=0)
    firms.outcomes["mistaken"] += (traded.booked == MISTAKEN).sum(axis=0)


def deal(world: World, traded: Traded | None) -> None:
    """Apply joint punishment, then answer the firms' requests, and apply the effects on firms and jobs."""
    firms = world.firms
    if firms is None or traded is None:
        return
    plan, tick, seed = firms.rules(world.month), world.tick, world.seed
    if plan.scale.active:
        lists.drag_firms(plan.drags, plan.lists, firms, world.state)
        traded.owners_dragged = lists.drag_owners(plan.drags, firms, world.state)
        _count_listed(plan, firms)
    traded.said = _answer(world, firms, plan)
    shed, opened = consequences.weigh(plan.answers, plan.fortunes, firms, traded.said, tick, seed)
    if (market := world.rules.posts) is not None:
        shed = posts.slack(market, firms, shed)
    traded.laid_off = _dismiss(world, firms, shed)
    new = int(firms.posts[firms.count - traded.founded :].sum())  # places to fill: one of them a founder's former one
    traded.opened = firms.openings = int(opened.sum()) + new
    firms.posts += opened.astype(np.int32)
    traded.failed, traded.closed, lost = leaving.leave(world, firms, plan)
    traded.laid_off += lost
    _learn(plan, firms, traded)


def _count_listed(plan: FirmPlan, firms: Firms) -> None:
    bad = np.flatnonzero(plan.lists.below > 0)
    firms.outcomes["months_listed"] += (firms.terms[bad] > 0).any(axis=0)
    firms.outcomes["months_dragged"] += firms.by_owner > 0


def _answer(world: World, firms: Firms, plan: FirmPlan) -> NDArray[np.int8]:
    keys = np.empty((len(plan.gates.demand), firms.count), np.int64)
    lines = gates.lines_of(plan.gates, firms.score)
    asking = columns_of(gates.FirmColumns, firms)
    gates.ask(
        plan.gates, plan.fortunes, plan.exports, asking, lines, world.month, world.tick, world.seed, keys
    )  # fmt: skip
    said = gates.allocate(plan.gates, keys, int(np.count_nonzero(firms.trading)), world.tick)
    firms.asked += said >= 0
    firms.denied += said > gates.GRANTED
    return said


def _dismiss(world: World, firms: Firms, shed: NDArray[np.uint32]) -> int:
    if not shed.any():
        return 0

    def work(_: int, lo: int, hi: int) -> Longs:
        laid_off = np.zeros(firms.count, np.int64)
        paid = pick(consequences.Paid, world.state, lo, hi)
        employer = firms.employer[lo:hi]
        consequences.dismiss(paid, employer, lo, firms.owner, shed, world.tick, world.seed, laid_off)
        return laid_off

    laid_off = np.sum(world.everywhere(work, light=True), axis=0)
    firms.outcomes["laid_off"] += laid_off
    firms.posts -= laid_off.astype(np.int32)
    return int(laid_off.sum())


def _learn(plan: FirmPlan, firms: Firms, traded: Traded) -> None:
    """Update the belief that the score decides: up after a refusal by a gate or an entry on a list, else down."""
    struck = traded.entered | (traded.said == gates.BY_GATE).any(axis=0)
    mind, belief = plan.mind, firms.stakes
    risen = belief + mind.learning * (np.float32(1.0) - belief)
    firms.stakes[:] = np.where(struck, risen, belief * (np.float32(1.0) - mind.forgetting))


def opened(world: World, granted_set: np.uint32) -> int:
    """Return the jobs that firms opened this month, if `granted_set` (states that approval sets) has a job; else 0."""
    if world.firms is None or not granted_set & np.uint32(BIT["employed"]):
        return 0
    return world.firms.openings


def keep_books(world: World) -> None:
    """Take the step staff: record at the firms who left work and who was hired this month."""
    firms = world.firms
    if firms is None:
        return
    state, ends = world.state, staff.vacancies(firms)

    def work(_: int, lo: int, hi: int) -> Longs:
        change, employer = np.zeros(firms.count + 1, np.int64), firms.employer[lo:hi]
        staff.enter(state.key[lo:hi], state.bits[lo:hi], employer, ends, world.tick, world.seed, change)
        return change

    change = np.sum(world.everywhere(work, light=True), axis=0)
    firms.workers += change[:-1].astype(np.int32)
    firms.outside[1] += int(change[-1])
