"""The chronicle: what a run records of every month while it is simulated."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Protocol

import numpy as np

from counterscore.chance.kernel import Ints
from counterscore.engine.core.groups import group_masks
from counterscore.engine.core.plan import Plan, Tactics
from counterscore.engine.core.state import Longs, pick
from counterscore.engine.month import step
from counterscore.engine.result import MonthResult
from counterscore.engine.world import CELLS, World
from counterscore.run.firms.month_record import FirmsMonthRecord, record_firms
from counterscore.run.following import Answers, Entries, Follow, answers, chosen, entries, everybody, marked
from counterscore.run.operators import members, of_members
from counterscore.run.progress import OnTick
from counterscore.run.spread import PAIRED, across_ties, coarseness, nowhere, spread, ties_by_cell
from counterscore.run.tally import WIDTH, Counted, tally

YEAR = 12


class Watch(Protocol):
    """An observer that reads the world before and after each month, from month 0 on, and never changes it."""

    def before(self, world: World) -> None:
        """Read the world before a month."""
        ...

    def after(self, world: World, month: MonthResult) -> None:
        """Read the world after a month, and the month's results."""
        ...


@dataclass(frozen=True)
class MonthRecord:
    """What is recorded of one month. A cell is a group of people (engine.core.groups); all counts are whole numbers.

    `plan`: the rules of the month. `members`: by operator in force, the number of people with a score and the sum of
    their rungs. `went`: how often people joined an operator, and how often they left one. `of_members`: answers to
    people with and without a score, 2 x decisions x answers, while participation is voluntary.
    `totals`: cells x (tally.COUNTS, tally.SUMS). `answers`: cells x decisions x answers; `good`: likewise, only
    requests that would turn out well if they were approved. `months_refused`: months that refusals last,
    cells x decisions.
    `acts`, `seen`: acts done and acts recorded, by activity. `tactics`: the tactics in use; `used`, `faked`, `spent`:
    what engine.acts.acting.Tally counts of them. `reviewed`: by engine.scoring.review.REVIEWED. `moves`: deaths,
    births, ties dropped, ties added. `quantiles`: rungs at spread.PERCENTILES, 0 without scores. `bands`: people in
    each band. `ties`: ends of ties by cell, `pairs`: the sums of spread.PAIRED, both only in the last month of a year.
    `entries`, `requests`: score changes and requests of the people followed.
    """

    month: int
    plan: Plan
    members: Longs
    went: tuple[int, int]
    of_members: Longs | None
    totals: Longs
    answers: Longs
    good: Longs
    months_refused: Longs
    acts: Longs
    seen: Longs
    tactics: Tactics
    used: Longs
    faked: Longs
    spent: int
    reviewed: Longs
    moves: tuple[int, int, int, int]
    quantiles: Ints
    bands: Longs
    ties: Longs | None
    pairs: Longs | None
    entries: Entries
    requests: Answers
    firms: FirmsMonthRecord | None = None


@dataclass
class Chronicle:
    """The recorded months of a world, and who was followed.

    `lines`: the first rung of each band. `first_year`: everybody's rung after a year of the last phase.
    """

    world: World
    lines: Ints
    months: list[MonthRecord] = field(default_factory=list[MonthRecord])
    followed: Ints = field(default_factory=lambda: np.empty(0, np.int32))
    first_year: Ints | None = None

    @cached_property
    def totals(self) -> Longs:
        """Return the monthly counts, groups x months x tally columns."""
        return grouped(np.stack([record.totals for record in self.months], axis=1))

    @property
    def rated(self) -> bool:
        """Return whether anything can change a score under these rules; if nothing can, scores are not reported."""
        moved = any(phase.plan.scale.active and np.any(phase.plan.sight.points != 0) for phase in self.world.phases)
        return moved or bool(self.world.plan.scale.active and self.world.method)


def chronicle(
    world: World, months: int, follow: Follow, people_seed: int, lines: Ints, on_tick: OnTick,
    watch: Watch | None = None,
) -> Chronicle:  # fmt: skip
    """Run the rest of the burn-in, then `months` months, and return what was recorded of them.

    `lines`: the first rung of each band. `on_tick` is called after every month, those of the burn-in included. `watch`
    observes every month from month 0 on.
    """
    story = Chronicle(world, lines)
    burn_in(world, on_tick)
    story.followed = world.followed = chosen(follow, world, people_seed)
    for month in range(months):
        if follow == "all":
            story.followed = world.followed = everybody(world)
        story.months.append(_run_month(story, watch))
        if month == world.phases[-1].begins + YEAR - 1:
            story.first_year = world.state.score[: world.people].copy()
        on_tick(world.tick)
    return story


def burn_in(world: World, on_tick: OnTick) -> None:
    """Run the rest of the burn-in, which has no regime, and set the counts of outcomes to zero."""
    for _ in range(world.tick, world.burn_in):
        step(world)
        on_tick(world.tick)
    for outcome in (world.state.months_employed, world.state.denied):
        outcome[:] = 0
    if world.firms:
        world.firms.forget()


def _run_month(story: Chronicle, watch: Watch | None) -> MonthRecord:
    """Run one month and record it."""
    world, bounds = story.world, story.world.bounds()
    if watch:
        watch.before(world)
    month = step(world)
    if watch:
        watch.after(world, month)
    rules = world.latest
    quantiles, bands = spread(month.standing, story.lines) if rules.one_score else nowhere(story.lines)
    yearly = (month.month + 1) % YEAR == 0
    return MonthRecord(
        month=month.month,
        plan=rules,
        members=members(world, rules),
        went=(month.joined, month.left),
        of_members=of_members(world, month) if rules.voluntary else None,
        totals=count(world),
        answers=month.counts.answers,
        good=month.counts.good,
        months_refused=month.counts.months,
        acts=_summed(month, "acts"),
        seen=_summed(month, "seen"),
        tactics=month.local[0].tactics,
        used=_summed(month, "used"),
        faked=_summed(month, "faked"),
        spent=int(_summed(month, "spent")[0]),
        reviewed=np.sum([local.reviewed for local in month.local], axis=0),
        moves=(month.died, month.born, month.ties_dropped, month.ties_added),
        quantiles=quantiles,
        bands=bands,
        ties=_ties(world) if yearly else None,
        pairs=_pairs(world) if yearly and story.rated and rules.one_score else None,
        entries=entries(world, month, bounds),
        requests=answers(month, bounds, marked(story.followed, world.state)),
        firms=record_firms(world, month.traded),
    )


def _summed(month: MonthResult, name: str) -> Longs:
    """Return a count of the month, summed over the partitions."""
    return np.sum([getattr(local.tally, name) for local in month.local], axis=0)


def count(world: World) -> Longs:
    """Return the counts of the month just simulated, cells x WIDTH."""

    def work(_: int, lo: int, hi: int) -> Longs:
        totals = np.zeros((CELLS, WIDTH), np.int64)
        tally(pick(Counted, world.state, lo, hi), world.cell[lo:hi], totals)
        return totals

    return np.sum(world.everywhere(work, light=True), axis=0)


def _ties(world: World) -> Longs:
    def work(_: int, lo: int, hi: int) -> Longs:
        ties = np.zeros(CELLS, np.int64)
        ties_by_cell(world.state.offsets, world.state.friends, world.cell, lo, hi, ties)
        return ties

    return np.sum(world.everywhere(work), axis=0)


def _pairs(world: World) -> Longs:
    state, scale = world.state, world.latest.operators[0].scale if world.latest.operators else world.latest.scale

    def work(_: int, lo: int, hi: int) -> Longs:
        sums = np.zeros(len(PAIRED), np.int64)
        coarse = coarseness(int(scale.top))
        across_ties(state.score, int(scale.base), coarse, state.offsets, state.friends, lo, hi, sums)
        return sums

    return np.sum(world.everywhere(work), axis=0)


def grouped(by_cell: Longs) -> Longs:
    """Sum cells into groups: cells x anything becomes groups x anything, in the order of `group_masks`.

    >>> grouped(np.ones(100, np.int64))[:2].tolist()  # all, and the lowest fifth of incomes
    [100, 20]
    """
    return np.tensordot(_masks(), by_cell, axes=1)


@cache
def _masks() -> Longs:
    return np.array(list(group_masks().values()), np.int64)
