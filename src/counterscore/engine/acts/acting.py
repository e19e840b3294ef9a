"""behave -> observe -> rate, for the people of one partition, block by block so that a block stays in the cache."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, kernel, maker, no_alloc, runtime_int
from counterscore.chance.philox import fill
from counterscore.chance.purposes import ACT
from counterscore.engine.acts.attention import Counts, locate, note, turn
from counterscore.engine.acts.behave import Table, do, predict
from counterscore.engine.acts.observe import look_out, see
from counterscore.engine.acts.predictors import CENSOR, COMPLY, GAME, ROWS, WARY, describe, respond_to_beliefs
from counterscore.engine.acts.rate import Sheet, rate
from counterscore.engine.acts.tactics import fake, pay, still, use, veil
from counterscore.engine.core.buffers import floats, ints, words
from counterscore.engine.core.clock import Block, Clock
from counterscore.engine.core.plan import Acts, Learning, Reference, Scale, Sight, Tactics
from counterscore.engine.core.state import Bytes, Longs, Months, WordTable
from counterscore.engine.scoring.account import Account, enter_act
from counterscore.society.traits import BIT

i32, u32, f32 = np.int32, np.uint32, np.float32
BLOCK = 1024
Page = np.ndarray[tuple[int, int], np.dtype[np.int32]]
_ALIVE, _SCORED = u32(BIT["alive"]), u32(BIT["scored"])


class Actors(NamedTuple):
    """The columns that acts depend on."""

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


class Surveillance(NamedTuple):
    """Where sources look, and how people get round being seen: see attention.py and tactics.py."""

    division: Ints
    sought: Ints
    times: Table
    tactics: Tactics
    crowd: Counts
    found: Counts


class Conduct(NamedTuple):
    """What a plan says of acts: how likely they are, who sees them, what they count for, how people respond."""

    acts: Acts
    sight: Sight
    scale: Scale
    learning: Learning
    reference: Reference


class ActBuffers(NamedTuple):
    """Working space of a block: an entry a person, cut to the people of the block; tables are not cut."""

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
    place: Page  # a row for each source: where it sees everybody stand


class Marks(NamedTuple):
    """What a month's acts come to, one entry a person: the rung before, and points in thousandths.

    With several operators in force `total` has the people of the partition once for each, one operator after another.
    """

    last: Ints
    total: Ints


class Tally(NamedTuple):
    """How often each activity was done, and seen, by everybody of the partition.

    `used`: how much each way round the score was used, in 2**-16 of a person; `faked`: by way, acts put on record that
    were never done; `spent`: one number, what responses and ways round took, in hundredths.
    `done`, `noted`: the same by activity and person, everybody's of all partitions, of whom `start` is the first of
    this one; without rows where nobody reads them. They are written, and never read here.
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
    """Who is alive and old enough has a score; whoever had none starts at the base, or at the score of a table.

    `last` is 0 for the others.
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
def _set_out(rules: Conduct, watch: Surveillance, who: Actors, last: Ints, space: ActBuffers, tally: Tally) -> None:
    """The inputs of every rate, and what responses and ways round the score cost."""
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
    if tactics.still:
        for row in (COMPLY, CENSOR, GAME, WARY):
            still(who.bits, rows[row, :n])
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
        start=who.start[lo:hi],
    )  # fmt: skip


@no_alloc
def _look_out(rules: Conduct, watch: Surveillance, who: Actors, last: Ints, space: ActBuffers) -> None:
    """How far each source sees, and in the next row nothing: what nobody watches is out of everybody's sight.

    Behind it stand the rows of what is hidden from a source.
    """
    sight, bits, reach, place = rules.sight, space.bits, space.reach, space.place
    n, sources = last.shape[0], rules.sight.needs.shape[0]
    for p in range(sources):
        look_out(p, sight.urban[p], sight.rural[p], sight.needs[p], bits, reach)
    look_out(sources, u32(0), u32(0), u32(0), bits, reach)
    for p in range(sources):
        if watch.division[p] != 0:
            locate(watch.division[p], rules.scale.top, who.region, bits, last, place[p, :n])
            turn(p, place[p, :n], bits, watch.times, reach, watch.crowd)
    veil(watch.tactics, sources, n, space.rows, reach)


@no_alloc
def _one(
    a: int,
    rules: Conduct,
    watch: Surveillance,
    who: Actors,
    act_words: Words,
    sight_words: Words,
    space: ActBuffers,
    tally: Tally,
) -> None:
    """One activity of a block: done, seen and rated, by random words for doing it and for seeing it."""
    acts, sight, bits = rules.acts, rules.sight, space.bits
    predict(acts.base[a], acts.coefficient, acts.which, acts.first[a], acts.first[a + 1], space.rows, space.eta)
    tally.acts[a] += do(acts.kind[a], acts.most[a], acts.who[a], bits, space.eta, act_words, space.amount)
    n, eyes, by = space.amount.shape[0], watch.tactics.eyes[a], watch.tactics.faked[a]
    tally.seen[a] += see(eyes, space.reach, sight_words, space.amount, space.seen)
    if by >= 0:
        count = fake(
            watch.tactics.price[a], space.rows[ROWS + by, :n], acts.who[a], bits, space.reach[eyes, :n], sight_words,
            who.wage, who.wealth, space.seen, tally.spent,
        )  # fmt: skip
        tally.seen[a] += count
        tally.faked[by] += count
    if watch.sought[a] != 0 and watch.division[sight.source[a]] != 0:
        note(sight.source[a], space.place[sight.source[a], :n], space.seen, watch.found)
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
    """Every activity of a block, two for each draw of four words."""
    sight, start, n = rules.sight, tally.start + block.start, block.end - block.start
    for a in range(rules.acts.kind.shape[0]):
        if a % 2 == 0:
            fill(who.key, clock.tick, int(ACT), a // 2, clock.seed, space.w0, space.w1, space.w2, space.w3)
            _one(a, rules, watch, who, space.w0, space.w1, space, tally)
        else:
            _one(a, rules, watch, who, space.w2, space.w3, space, tally)
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
    """The people of one block. `marks` are of the whole partition, `who` are those of the block."""
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
    _set_out(rules, watch, who, last, space, tally)
    _look_out(rules, watch, who, last, space)
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
    """Everybody of a partition acts, is seen and is rated."""
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
