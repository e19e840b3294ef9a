"""behave, observe, rate: the acts of the people of one partition, in blocks small enough to stay in the CPU cache."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, kernel, maker, no_alloc, runtime_int
from counterscore.chance.philox import fill
from counterscore.chance.purposes import ACT
from counterscore.engine.acts.attention import Counts, count_finds, direct_effort, locate
from counterscore.engine.acts.behave import Table, do, predict
from counterscore.engine.acts.observe import number_places, see, write_reach, write_reach_by_place
from counterscore.engine.acts.predictors import (
    CENSOR,
    COMPLY,
    GAME,
    ROWS,
    WARY,
    describe,
    respond_to_beliefs,
    respond_to_opinions,
)
from counterscore.engine.acts.rate import Sheet, rate
from counterscore.engine.acts.silence import buy_silence
from counterscore.engine.acts.tactics import fake, pay, suppress, use, veil
from counterscore.engine.core.buffers import floats, ints, words
from counterscore.engine.core.clock import Block, Clock
from counterscore.engine.core.plan import Acts, Learning, Reference, Scale, Sight, Tactics
from counterscore.engine.core.state import Bytes, Longs, Months, Shorts, WordTable
from counterscore.engine.scoring.account import Account, enter_act
from counterscore.society.traits import BIT

i32, u32, f32 = np.int32, np.uint32, np.float32
BLOCK = 1024
Page = np.ndarray[tuple[int, int], np.dtype[np.int32]]
_ALIVE, _SCORED = u32(BIT["alive"]), u32(BIT["scored"])


class Actors(NamedTuple):
    """The columns that acts depend on, of the people of a partition."""

    key: Words
    born: Months
    bits: Words
    region: Bytes
    education: Bytes
    wage: Floats
    wealth: Floats
    trustworthiness: Floats
    conformity: Floats
    heterodoxy: Floats
    sociability: Floats
    patience: Floats
    skill: Floats
    before: Ints
    stakes: Floats
    watched: Floats
    start: Floats
    approval: Shorts
    fear: Shorts


class Surveillance(NamedTuple):
    """Where sources look (attention.py), and the tactics that people use against them (tactics.py).

    `division`: by source, how it divides people into places; 0 for uniform surveillance. `sought`: by activity, 1 if
    its records count as finds. `times`: source x place, the factor on the reach of the source. `crowd`, `found`: source
    x place, counts that the month adds to (see `attention.Found`).
    """

    division: Ints
    sought: Ints
    times: Table
    tactics: Tactics
    crowd: Counts
    found: Counts


class Conduct(NamedTuple):
    """What a plan says about acts: their rates, who sees them, their points, and how people respond to the score."""

    acts: Acts
    sight: Sight
    scale: Scale
    learning: Learning
    reference: Reference


class ActBuffers(NamedTuple):
    """Scratch buffers of a block: one entry per person, cut to the people of the block. Tables are not cut."""

    rows: Table
    reach: WordTable
    w0: Words
    w1: Words
    w2: Words
    w3: Words
    bits: Words
    eta: Floats
    age: Ints
    amount: Ints
    seen: Ints
    points: Sheet  # a row for each operator in force
    place: Page  # a row for each source: the place of each person


class Marks(NamedTuple):
    """Last month's rung (`last`) and this month's points in thousandths (`total`), by person of a partition.

    `last` is 0 for people without a score. With several operators in force, `total` holds all people of the partition
    for the first operator, then all of them for the second, and so on.
    """

    last: Ints
    total: Ints


class Tally(NamedTuple):
    """Sums of a month over the people of a partition.

    `acts`, `seen`: by activity, the amount done, and the amount on record including fakes. `used`: by tactic, how much
    it was used, in units of 2**-16 of a person. `faked`: by tactic, acts on record that were never done. `spent`: one
    entry, the cost of responses and tactics in hundredths of the currency unit.
    `done`, `noted`: the amounts done and on record, activity x person, of all partitions; `start` is the first person
    of this one. They have no rows unless somebody reads them. The engine only writes them.
    """

    acts: Longs
    seen: Longs
    used: Longs
    faked: Longs
    spent: Longs
    done: Page
    noted: Page
    start: int


@no_alloc
def _write_down(amounts: Ints, row: Ints) -> None:
    for j in range(amounts.shape[0]):
        row[j] = amounts[j]


@no_alloc
def admit(scale: Scale, age: Ints, before: Ints, start: Floats, bits: Words, last: Ints) -> None:
    """Write last month's rung of each person into `last`, and set the bit `scored`.

    People who are alive and old enough have a score; for everybody else `last` is 0. A person who had no score starts
    at the base, or, if the scale takes scores from a table, at the score in `start` (points). `age`: months.
    """
    for j in range(age.shape[0]):
        counted = ((bits[j] & _ALIVE) != u32(0)) & (age[j] >= scale.from_age) & scale.active
        last[j] = (before[j] if before[j] > i32(0) else scale.base) if counted else i32(0)
    if scale.by_table:
        for j in range(age.shape[0]):
            if last[j] > i32(0) and before[j] == i32(0) and start[j] > f32(0.0):
                last[j] = min(max(i32(start[j] * f32(1000.0) + f32(0.5)) - scale.lowest + i32(1), i32(1)), scale.top)
    for j in range(age.shape[0]):
        bits[j] = u32((bits[j] & ~_SCORED) | (_SCORED if last[j] > i32(0) else u32(0)))


@no_alloc
def _copy(source: Floats, row: Floats) -> None:
    for j in range(row.shape[0]):
        row[j] = source[j]


@no_alloc
def _fill_predictors(
    rules: Conduct, watch: Surveillance, who: Actors, last: Ints, space: ActBuffers, tally: Tally
) -> None:
    """Write the predictors of every rate, and charge people for their responses and tactics."""
    n, rows, learning, tactics = last.shape[0], space.rows, rules.learning, watch.tactics
    _copy(who.trustworthiness, rows[0, :n])
    _copy(who.conformity, rows[1, :n])
    _copy(who.heterodoxy, rows[2, :n])
    _copy(who.sociability, rows[3, :n])
    _copy(who.patience, rows[4, :n])
    _copy(who.skill, rows[5, :n])
    reference = rules.reference
    describe(reference.median_wage, reference.mean_education, space.age, who.education, who.wage, who.bits, rows)
    respond_to_beliefs(learning, rules.scale.safe, last, who.stakes, who.watched, rows)
    respond_to_opinions(learning, who.approval, who.fear, rows)
    if tactics.still:
        for row in (COMPLY, CENSOR, GAME, WARY):
            suppress(who.bits, rows[row, :n])
    use(learning, tactics, rules.scale.safe, last, who.stakes, who.watched, who.bits, rows, tally.used)
    if tactics.costly:
        tally.spent[0] += pay(tactics, rows, who.wage, who.wealth, space.eta)


@maker
def _cut(who: Actors, lo: int, hi: int) -> Actors:
    return Actors(
        key=who.key[lo:hi], born=who.born[lo:hi], bits=who.bits[lo:hi], region=who.region[lo:hi],
        education=who.education[lo:hi], wage=who.wage[lo:hi], wealth=who.wealth[lo:hi],
        trustworthiness=who.trustworthiness[lo:hi], conformity=who.conformity[lo:hi],
        heterodoxy=who.heterodoxy[lo:hi], sociability=who.sociability[lo:hi], patience=who.patience[lo:hi],
        skill=who.skill[lo:hi], before=who.before[lo:hi], stakes=who.stakes[lo:hi], watched=who.watched[lo:hi],
        start=who.start[lo:hi], approval=who.approval[lo:hi], fear=who.fear[lo:hi],
    )  # fmt: skip


@no_alloc
def _fill_reach(rules: Conduct, watch: Surveillance, who: Actors, last: Ints, space: ActBuffers) -> None:
    """Write the reach of each source by person: the threshold that a random word must be below for an act to be seen.

    The row after those of the sources is 0, for activities that nobody watches. The rows after it hold the reach of a
    source for acts that people hide from it.
    """
    sight, bits, reach, place = rules.sight, space.bits, space.reach, space.place
    n, sources = last.shape[0], rules.sight.needs.shape[0]
    if sight.uneven:
        number_places(who.region, bits, space.seen)  # `seen` is free until the first act
    for p in range(sources):
        if sight.uneven:
            write_reach_by_place(p, sight.by_place, sight.needs[p], space.seen, bits, reach)
        else:
            write_reach(p, sight.urban[p], sight.rural[p], sight.needs[p], bits, reach)
    write_reach(sources, u32(0), u32(0), u32(0), bits, reach)
    for p in range(sources):
        if watch.division[p] != 0:
            locate(watch.division[p], rules.scale.top, who.region, bits, last, place[p, :n])
            direct_effort(p, place[p, :n], bits, watch.times, reach, watch.crowd)
    veil(watch.tactics, sources, n, space.rows, reach)


@no_alloc
def _simulate_activity(
    a: int,
    rules: Conduct,
    watch: Surveillance,
    who: Actors,
    clock: Clock,
    act_words: Words,
    sight_words: Words,
    space: ActBuffers,
    tally: Tally,
) -> None:
    """Simulate one activity of a block: `act_words` decide who does it, `sight_words` who is seen; then rate it."""
    acts, sight, bits = rules.acts, rules.sight, space.bits
    predict(acts.base[a], acts.coefficient, acts.which, acts.first[a], acts.first[a + 1], space.rows, space.eta)
    tally.acts[a] += do(acts.kind[a], acts.most[a], acts.who[a], bits, space.eta, act_words, space.amount)
    n, eyes, by = space.amount.shape[0], watch.tactics.eyes[a], watch.tactics.faked[a]
    tally.seen[a] += see(eyes, space.reach, sight_words, space.amount, space.seen)
    if sight.points[a] < 0 and sight.silence.price[sight.source[a]] > f32(0.0):
        tally.seen[a] -= buy_silence(sight, a, who.key, who.wage, who.wealth, bits, clock, space.seen, tally.spent)
    if by >= 0:
        count = fake(
            watch.tactics.price[a], space.rows[ROWS + by, :n], acts.who[a], bits, space.reach[eyes, :n], sight_words,
            who.wage, who.wealth, space.seen, tally.spent,
        )  # fmt: skip
        tally.seen[a] += count
        tally.faked[by] += count
    if watch.sought[a] != 0 and watch.division[sight.source[a]] != 0:
        count_finds(sight.source[a], space.place[sight.source[a], :n], space.seen, watch.found)
    if sight.points[a] != 0:
        rate(sight.points[a], sight.cap[a], space.seen, sight.row[a], space.points)


@no_alloc
def _all_activities(
    rules: Conduct,
    watch: Surveillance,
    who: Actors,
    clock: Clock,
    tally: Tally,
    account: Account,
    block: Block,
    space: ActBuffers,
) -> None:
    """Simulate every activity of a block. Each draw of four random words serves two activities."""
    sight, start, n = rules.sight, tally.start + block.start, block.end - block.start
    for a in range(rules.acts.kind.shape[0]):
        if a % 2 == 0:
            fill(who.key, clock.tick, int(ACT), a // 2, clock.seed, space.w0, space.w1, space.w2, space.w3)
            _simulate_activity(a, rules, watch, who, clock, space.w0, space.w1, space, tally)
        else:
            _simulate_activity(a, rules, watch, who, clock, space.w2, space.w3, space, tally)
        if tally.done.shape[0] > 0:
            _write_down(space.amount, tally.done[a, start : start + n])
            _write_down(space.seen, tally.noted[a, start : start + n])
        if block.followed_to > block.followed_from and sight.points[a] != 0:
            enter_act(account, a, sight.points[a], sight.cap[a], block, space.seen)


@no_alloc
def _act_in_block(
    rules: Conduct, watch: Surveillance, who: Actors, clock: Clock, marks: Marks, tally: Tally, account: Account,
    block: Block, buffers: ActBuffers,
) -> None:  # fmt: skip
    """Simulate the acts of one block. `marks` covers the whole partition, `who` only the people of the block."""
    n, people, last = block.end - block.start, marks.last.shape[0], marks.last[block.start : block.end]
    space = ActBuffers(
        rows=buffers.rows, reach=buffers.reach, points=buffers.points, place=buffers.place,
        w0=buffers.w0[:n], w1=buffers.w1[:n], w2=buffers.w2[:n], w3=buffers.w3[:n], bits=buffers.bits[:n],
        eta=buffers.eta[:n], age=buffers.age[:n], amount=buffers.amount[:n], seen=buffers.seen[:n],
    )  # fmt: skip
    for j in range(n):
        space.age[j] = i32(clock.month) - i32(who.born[j])
    admit(rules.scale, space.age, who.before, who.start, who.bits, last)
    for j in range(n):
        space.bits[j] = who.bits[j]
    for row in range(space.points.shape[0]):
        for j in range(n):
            space.points[row, j] = i32(0)
    _fill_predictors(rules, watch, who, last, space, tally)
    _fill_reach(rules, watch, who, last, space)
    _all_activities(rules, watch, who, clock, tally, account, block, space)
    for row in range(space.points.shape[0]):
        for j in range(n):
            marks.total[row * people + block.start + j] = space.points[row, j]


@maker
def _buffers(operators: int, sources: int, watch: Surveillance) -> ActBuffers:
    rows, views = ROWS + watch.tactics.strength.shape[0], sources + 1 + watch.tactics.veiled.shape[0]
    return ActBuffers(
        rows=floats(rows * BLOCK).reshape(rows, BLOCK), reach=words(views * BLOCK).reshape(views, BLOCK),
        w0=words(BLOCK), w1=words(BLOCK), w2=words(BLOCK), w3=words(BLOCK), bits=words(BLOCK), eta=floats(BLOCK),
        age=ints(BLOCK), amount=ints(BLOCK), seen=ints(BLOCK), points=ints(operators * BLOCK).reshape(operators, BLOCK),
        place=ints(max(sources, 1) * BLOCK).reshape(max(sources, 1), BLOCK),
    )  # fmt: skip


@kernel
def act(
    rules: Conduct, watch: Surveillance, actors: Actors, clock: Clock, marks: Marks, tally: Tally, account: Account
) -> None:
    """Simulate the acts of a partition, what is seen of them and the points; add to `marks`, `tally` and `account`."""
    people = actors.key.shape[0]
    buffers = _buffers(marks.total.shape[0] // max(people, 1), rules.sight.needs.shape[0], watch)
    f1 = runtime_int(0)
    for lo in range(0, people, BLOCK):
        hi = min(lo + BLOCK, people)
        f0 = f1
        while f1 < account.ids.shape[0] and account.ids[f1] < hi:
            f1 += 1
        block = Block(start=lo, end=hi, followed_from=f0, followed_to=f1)
        _act_in_block(rules, watch, _cut(actors, lo, hi), clock, marks, tally, account, block, buffers)
