"""local: circumstances, behave, observe, rate, review and score, in each partition alone."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints
from counterscore.engine.access.lending import serviced
from counterscore.engine.acts import attention
from counterscore.engine.acts.acting import Actors, Conduct, Marks, Surveillance, Tally, act
from counterscore.engine.acts.attention import Found, nothing_found
from counterscore.engine.core.plan import Lists, Operated, Plan
from counterscore.engine.core.state import Bytes, Longs, pick
from counterscore.engine.life.circumstances import LifeColumns, pass_time
from counterscore.engine.life.growing import Growers, grow_up
from counterscore.engine.methods.assess import assess
from counterscore.engine.methods.working import working
from counterscore.engine.result import LocalResult, MonthResult
from counterscore.engine.scoring import score
from counterscore.engine.scoring.account import Account, shared_out
from counterscore.engine.scoring.participation import Enrolled, admit_members
from counterscore.engine.scoring.rank import no_groups
from counterscore.engine.scoring.review import REVIEWED, Claims, Redress, review
from counterscore.engine.scoring.rows import row, turn_page
from counterscore.engine.scoring.score import BLOCK, FriendScores, ScoreRules, Scores, settle
from counterscore.engine.world import World

_NO_LISTS = Lists(*(np.empty(0, np.int32) for _ in Lists._fields))


def take(world: World, month: MonthResult) -> None:
    """Simulate the part of the month that partitions can do alone."""
    attention.before(world)
    if world.rules.scale.active:
        turn_page(world.state)
        _show(world)
    month.local = world.everywhere(lambda _, lo, hi: local_step(world, lo, hi, month.vital[lo:hi]))


def _show(world: World) -> None:
    """Write to `world.shown` the scores of last month that friends see, by operator."""
    state, operators = world.state, len(world.rules.operators)
    if world.shown.shape != (operators, 1 + len(state.born)):
        world.shown = np.zeros((operators, 1 + len(state.born)), np.uint32)

    def work(part: int, lo: int, hi: int) -> None:
        for place in range(operators):
            score.publish(row(state, place).before[lo:hi], world.shown[place, 1 + lo : 1 + hi])

    world.everywhere(work, light=True)


def local_step(world: World, lo: int, hi: int, vital: Bytes) -> LocalResult:
    """Simulate the people lo up to hi: grow up, circumstances, loans, behave, observe, rate, review and score.

    `vital`: an entry of 0 for each of them; what happens is written there (see engine/life/circumstances.py).
    """
    plan, state, clock = world.rules, world.state, world.clock
    # Last month's scores are now in `before`, so `score` is free to hold `last` until this month's are written.
    last = state.score[lo:hi] if plan.scale.active else np.empty(hi - lo, np.int32)
    marks = Marks(last=last, total=np.empty((hi - lo) * max(len(plan.operators), 1), np.int32))
    tally, account, found = _blank(world, lo), world.account(lo, hi), nothing_found(len(plan.watch.division))
    grow_up(plan.growing, plan.reference, pick(Growers, state, 0, world.people), lo, hi, clock)
    pass_time(plan.hazards, plan.course, pick(LifeColumns, state, lo, hi), clock, vital)
    served = serviced(plan.lending, state, lo, hi, clock)
    act(_conduct(plan), _surveillance(world, found), pick(Actors, state, lo, hi), clock, marks, tally, account)
    everybody = len(plan.operators) <= 1 and not plan.voluntary
    each = [marks] * len(plan.operators) if everybody else _members(world, lo, hi, marks)
    accounts = [account] if everybody else shared_out(account, plan.sight.row, [one.last for one in each])
    groups, reviewed = [no_groups(int(operator.scale.top)) for operator in plan.operators], _no_reviews()
    for place in range(len(plan.operators)):
        _review(world, place, lo, hi, each[place], reviewed, accounts[place])
        _score(world, place, lo, hi, each[place], groups[place], accounts[place])
    return LocalResult(
        tally=tally, tactics=plan.tactics, groups=groups[0] if groups else no_groups(0), reviewed=reviewed,
        accounts=accounts, found=found, served=served,
    )  # fmt: skip


def _blank(world: World, lo: int) -> Tally:
    """Return an empty tally for the partition whose first person is `lo`."""
    activities, tactics = len(world.rules.acts.kind), len(world.rules.tactics.which)
    return Tally(
        acts=np.zeros(activities, np.int64), seen=np.zeros(activities, np.int64), used=np.zeros(tactics, np.int64),
        faked=np.zeros(tactics, np.int64), spent=np.zeros(1, np.int64), done=world.diary.done, noted=world.diary.noted,
        start=lo,
    )  # fmt: skip


def _no_reviews() -> Longs:
    return np.zeros(len(REVIEWED), np.int64)


def _conduct(plan: Plan) -> Conduct:
    return Conduct(acts=plan.acts, sight=plan.sight, scale=plan.scale, learning=plan.learning, reference=plan.reference)


def _surveillance(world: World, found: Found) -> Surveillance:
    watch = world.rules.watch
    return Surveillance(
        division=watch.division, sought=watch.sought, times=world.attention.times,
        tactics=world.rules.tactics, crowd=found.crowd, found=found.found,
    )  # fmt: skip


def _members(world: World, lo: int, hi: int, marks: Marks) -> list[Marks]:
    """Return the marks by operator: of its members if participation is voluntary, otherwise of everybody old enough."""
    plan, people, each = world.rules, hi - lo, list[Marks]()
    for place, operator in enumerate(plan.operators):
        last, bit = np.empty(people, np.int32), (1 << place) if plan.voluntary else 0
        enrolled = pick(Enrolled, world.state, lo, hi)._replace(before=row(world.state, place, lo, hi).before)
        admit_members(operator.scale, bit, world.month, enrolled, last)
        each.append(Marks(last=last, total=marks.total[place * people : (place + 1) * people]))
    return each


def _review(world: World, place: int, lo: int, hi: int, marks: Marks, reviewed: Longs, account: Account) -> None:
    """Apply false records and rights for one operator; with a method other than the ledger, set the points as well."""
    plan, operator = world.rules, world.rules.operators[place]
    rules = Redress(
        misfiling=operator.misfiling, rights=plan.rights, grants=plan.grants, lists=_lists(plan, place),
        forgotten=fading(world, operator),
    )  # fmt: skip
    review(rules, _claims(world, place, lo, hi), marks, world.clock, reviewed, account)
    if method := working(world):
        wrong = row(world.state, place, lo, hi).wrong
        assess(method.target[lo:hi], wrong, int(operator.scale.top), marks, account)


def _claims(world: World, place: int, lo: int, hi: int) -> Claims:
    state, columns = world.state, row(world.state, place, lo, hi)
    first = place == 0  # appeals concern the first operator alone
    return Claims(
        key=state.key[lo:hi], bits=state.bits[lo:hi], region=state.region[lo:hi], wage=state.wage[lo:hi],
        earnings=state.earnings[lo:hi], wealth=state.wealth[lo:hi], wrong=columns.wrong, correction=columns.correction,
        event=state.event[lo:hi], pending=state.pending[lo:hi],
        appeal=state.appeal[lo:hi] if first else np.zeros(hi - lo, np.uint8),
        appealed=state.appealed[lo:hi] if first else np.zeros(hi - lo, np.uint8), terms=state.terms, first=lo,
    )  # fmt: skip


def _lists(plan: Plan, place: int) -> Lists:
    """Return the lists of the operator in this place: only the first one keeps lists."""
    return plan.lists if place == 0 else _NO_LISTS


def _score(world: World, place: int, lo: int, hi: int, marks: Marks, groups: Ints, account: Account) -> None:
    """Write this month's scores and lists of one operator."""
    plan, state, offsets = world.rules, world.state, world.state.offsets[lo : hi + 1]
    columns = row(state, place, lo, hi)
    rules = ScoreRules(scale=plan.operators[place].scale, lists=_lists(plan, place), notice=plan.rights.notice)
    scores = Scores(
        key=state.key[lo:hi], bits=state.bits[lo:hi], before=columns.before, score=columns.score,
        event=state.event[lo:hi], months_listed=state.months_listed[lo:hi], terms=state.terms, first=lo,
    )  # fmt: skip
    ties = FriendScores(
        shown=world.shown[place], offsets=offsets, friends=state.friends, longest=longest_block(offsets)
    )  # fmt: skip
    settle(rules, scores, ties, marks, world.clock, groups, account)


def fading(world: World, operator: Operated) -> np.int64:
    """Return the share of a false record that an operator forgets in a month, in 2**-30."""
    method = working(world)
    return method.forgotten if method else operator.scale.forgotten


def longest_block(offsets: Ints) -> int:
    """Return the largest number of places in the rows of a block of BLOCK people."""
    last = len(offsets) - 1
    edges = offsets[np.minimum(np.arange(0, last + BLOCK, BLOCK), last)]
    return int(np.max(np.diff(edges), initial=0))
