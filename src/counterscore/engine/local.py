"""live: the part of the month that each partition lives through alone, from circumstances to the score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterscore.chance.kernel import Ints
from counterscore.engine.acts.acting import Actors, Marks, Tally, Ways, act
from counterscore.engine.acts.attention import Found, nothing_found
from counterscore.engine.core.plan import Lists, Operated, Plan, Ruses
from counterscore.engine.core.state import Bytes, Longs, pick
from counterscore.engine.life.circumstances import Lives, pass_time
from counterscore.engine.life.growing import Growers, grow_up
from counterscore.engine.methods.assess import assess
from counterscore.engine.methods.method import Method
from counterscore.engine.scoring.account import Following, shared_out
from counterscore.engine.scoring.participation import admit_members
from counterscore.engine.scoring.rank import no_groups
from counterscore.engine.scoring.review import REVIEWED, Claims, review
from counterscore.engine.scoring.rows import row
from counterscore.engine.scoring.score import BLOCK, Scores, settle
from counterscore.engine.world import World

_NO_LISTS = Lists(*(np.empty(0, np.int32) for _ in Lists._fields))


@dataclass(frozen=True)
class Lived:
    """What a partition counts in a month: acts by activity, reviews by outcome, the followed's account by operator.

    `ruses`: the ways round the score that were of use; `groups`: how many stand in each group of rungs (see rank.py).
    """

    tally: Tally
    ruses: Ruses
    groups: Ints
    reviewed: Longs
    following: list[Following]
    found: Found


def live(world: World, lo: int, hi: int, vital: Bytes) -> Lived:
    """Let the people lo..hi live: grow up, circumstances, behave, observe, rate, review, score."""
    plan, state, tick, seed, month = world.rules, world.state, world.tick, world.seed, world.month
    people, activities, ways = hi - lo, len(plan.acts.kind), len(plan.ruses.which)
    # Last month's scores have been turned over, so the rungs of before can stand where this month's will.
    last = state.score[lo:hi] if plan.scale.active else np.empty(people, np.int32)
    marks = Marks(last, np.empty(people * max(len(plan.operators), 1), np.int32))
    tally = Tally(
        np.zeros(activities, np.int64), np.zeros(activities, np.int64), np.zeros(ways, np.int64),
        np.zeros(ways, np.int64), np.zeros(1, np.int64), *world.diary, lo,
    )  # fmt: skip
    following = world.following(lo, hi)
    reviewed = np.zeros(len(REVIEWED), np.int64)
    grow_up(plan.growing, plan.reference, pick(Growers, state, 0, world.people), lo, hi, month, tick, seed)
    pass_time(plan.luck, pick(Lives, state, lo, hi), month, tick, seed, vital)
    found = nothing_found(len(plan.watch.way))
    act(
        plan.acts, plan.sight, Ways(plan.watch.way, plan.watch.sought, world.attention.times, plan.ruses, *found),
        plan.scale, plan.learning, plan.reference, pick(Actors, state, lo, hi), month, tick, seed, marks, tally,
        following,
    )  # fmt: skip
    everybody = len(plan.operators) <= 1 and not plan.voluntary
    each = [marks] * len(plan.operators) if everybody else _members(world, plan, lo, hi, marks)
    books = [following] if everybody else shared_out(following, plan.sight.row, [one.last for one in each])
    groups = [no_groups(int(operator.scale.top)) for operator in plan.operators]
    for place, operator in enumerate(plan.operators):
        _score(world, place, operator, lo, hi, each[place], groups[place], books[place], reviewed)
    return Lived(tally, plan.ruses, groups[0] if groups else no_groups(0), reviewed, books, found)


def _members(world: World, plan: Plan, lo: int, hi: int, marks: Marks) -> list[Marks]:
    """The marks by operator: of its members while one may stay out, of everybody of age otherwise."""
    state, people, each = world.state, hi - lo, list[Marks]()
    for place, operator in enumerate(plan.operators):
        last, bit = np.empty(people, np.int32), (1 << place) if plan.voluntary else 0
        before = row(state, place).before
        admit_members(
            operator.scale, bit, world.month, state.born[lo:hi], state.joined[lo:hi], before[lo:hi], state.bits[lo:hi],
            last,
        )  # fmt: skip
        each.append(Marks(last, marks.total[place * people : (place + 1) * people]))
    return each


def _score(
    world: World, place: int, operator: Operated, lo: int, hi: int, marks: Marks, groups: Ints, following: Following,
    reviewed: Longs,
) -> None:  # fmt: skip
    """Review, then score, for one operator. Lists and appeals are the first operator's."""
    plan, state, offsets = world.rules, world.state, world.state.offsets[lo : hi + 1]
    columns = row(state, place, lo, hi)
    claims = pick(Claims, state, lo, hi)._replace(wrong=columns.wrong, correction=columns.correction)
    if place > 0:
        none = np.zeros(hi - lo, np.uint8)
        claims = claims._replace(appeal=none, appealed=none.copy())
    lists = plan.lists if place == 0 else _NO_LISTS
    review(
        operator.misfiling, plan.rights, plan.grants, lists, fading(world, operator), claims,
        state.terms, lo, marks, world.tick, world.seed, reviewed, following,
    )  # fmt: skip
    if method := working(world):
        target, top = method.target[lo:hi], int(operator.scale.top)
        assess(target, columns.wrong, top, marks, len(plan.acts.kind), following)
    scores = Scores(
        state.bits[lo:hi], columns.before, columns.score, state.event[lo:hi], state.months_listed[lo:hi]
    )  # fmt: skip
    settle(
        operator.scale, lists, plan.rights.notice, scores, state.terms, lo, marks,
        state.luck[lo:hi], world.shown[place],
        offsets, state.friends, longest_block(offsets), world.tick, world.seed, groups, len(plan.acts.kind), following,
    )  # fmt: skip


def working(world: World) -> Method | None:
    """Return the method that makes this month's scores, where it is no ledger of points."""
    return world.method if world.month >= world.begins else None


def fading(world: World, operator: Operated) -> np.int64:
    """Return the share of a false record that is forgotten in a month, in 2**-30."""
    method = working(world)
    return method.forgotten if method else operator.scale.forgotten


def longest_block(offsets: Ints) -> int:
    """Return the number of places in the longest block of rows."""
    last = len(offsets) - 1
    edges = offsets[np.minimum(np.arange(0, last + BLOCK, BLOCK), last)]
    return int(np.max(np.diff(edges), initial=0))
