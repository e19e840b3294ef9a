"""behave -> observe -> rate, for the people of one partition, block by block so that a block stays in the cache."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import FIRST, Floats, Ints, Words, kernel, maker, stage
from counterscore.chance.philox import fill
from counterscore.chance.purposes import ACT
from counterscore.engine.attention import Counts, locate, note, turn
from counterscore.engine.behave import Table, do, predict
from counterscore.engine.book import Following, enter_act
from counterscore.engine.desk import floats, ints, words
from counterscore.engine.observe import look_out, see
from counterscore.engine.plan import Acts, Learning, Reference, Ruses, Scale, Sight
from counterscore.engine.predictors import CENSOR, COMPLY, GAME, ROWS, WARY, describe, respond_to_beliefs
from counterscore.engine.rate import Sheet, rate
from counterscore.engine.ruses import fake, pay, still, use, veil
from counterscore.engine.state import Bytes, Longs, Months, WordTable
from counterscore.society.traits import BIT

i32, u32, f32 = np.int32, np.uint32, np.float32
BLOCK = 1024
Page = np.ndarray[tuple[int, int], np.dtype[np.int32]]
_ALIVE, _SCORED = u32(BIT["alive"]), u32(BIT["scored"])


class Actors(NamedTuple):
    """The columns that acts depend on."""

    luck: Words
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


class Ways(NamedTuple):
    """Where partners look, and how people get round being seen: see attention.py and ruses.py."""

    way: Ints
    sought: Ints
    times: Table
    ruses: Ruses
    crowd: Counts
    found: Counts


class Desk(NamedTuple):
    """Working space of a block."""

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
    place: Page  # a row for each partner: where it sees everybody stand


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


@stage
def _write_down(amounts: Ints, row: Ints) -> None:
    for j in range(amounts.shape[0]):
        row[j] = amounts[j]


@stage
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


@stage
def _copy(source: Floats, row: Floats) -> None:
    for j in range(row.shape[0]):
        row[j] = source[j]


@stage
def _set_out(
    reference: Reference, learning: Learning, ruses: Ruses, safe: np.int32, who: Actors, age: Ints, last: Ints,
    rows: Floats, owed: Floats, tally: Tally,
) -> None:  # fmt: skip
    n = age.shape[0]
    _copy(who.trustworthiness, rows[0, :n])
    _copy(who.conformity, rows[1, :n])
    _copy(who.heterodoxy, rows[2, :n])
    _copy(who.sociability, rows[3, :n])
    _copy(who.patience, rows[4, :n])
    _copy(who.skill, rows[5, :n])
    describe(reference.median_wage, reference.mean_education, age, who.education, who.wage, who.bits, rows)
    respond_to_beliefs(learning, safe, last, who.stakes, who.watched, rows)
    if ruses.still:
        for row in (COMPLY, CENSOR, GAME, WARY):
            still(who.bits, rows[row, :n])
    use(learning, ruses, safe, last, who.stakes, who.watched, who.bits, rows, tally.used)
    if ruses.costly:
        tally.spent[0] += pay(ruses, rows, who.wage, who.wealth, owed)


@maker
def _cut(who: Actors, lo: int, hi: int) -> Actors:
    return Actors(
        who.luck[lo:hi], who.born[lo:hi], who.bits[lo:hi], who.region[lo:hi], who.education[lo:hi], who.wage[lo:hi],
        who.wealth[lo:hi],
        who.trustworthiness[lo:hi], who.conformity[lo:hi], who.heterodoxy[lo:hi], who.sociability[lo:hi],
        who.patience[lo:hi], who.skill[lo:hi], who.before[lo:hi], who.stakes[lo:hi], who.watched[lo:hi],
        who.start[lo:hi],
    )  # fmt: skip


@stage
def _look_out(
    sight: Sight, ways: Ways, top: np.int32, who: Actors, bits: Words, last: Ints, rows: Floats, reach: WordTable,
    place: Page,
) -> None:  # fmt: skip
    """How far each partner sees, and in the next row nothing: what nobody watches is out of everybody's sight.

    Behind it stand the rows of what is hidden from a partner.
    """
    n = last.shape[0]
    for p in range(sight.needs.shape[0]):
        look_out(p, sight.urban[p], sight.rural[p], sight.needs[p], bits, reach)
    look_out(sight.needs.shape[0], u32(0), u32(0), u32(0), bits, reach)
    for p in range(sight.needs.shape[0]):
        if ways.way[p] != 0:
            locate(ways.way[p], top, who.region, bits, last, place[p, :n])
            turn(p, place[p, :n], bits, ways.times, reach, ways.crowd)
    veil(ways.ruses, sight.needs.shape[0], n, rows, reach)


@stage
def _one(
    a: int, acts: Acts, sight: Sight, ways: Ways, who: Actors, rows: Table, bits: Words, luck: Words, eye: Words,
    reach: WordTable, eta: Floats, amount: Ints, seen: Ints, points: Sheet, place: Page, tally: Tally,
) -> None:  # fmt: skip
    """One activity of a block: done, seen and rated."""
    predict(acts.base[a], acts.coefficient, acts.which, acts.first[a], acts.first[a + 1], rows, eta)
    tally.acts[a] += do(acts.kind[a], acts.most[a], acts.who[a], bits, eta, luck, amount)
    n, eyes, by = amount.shape[0], ways.ruses.eyes[a], ways.ruses.faked[a]
    tally.seen[a] += see(eyes, reach, eye, amount, seen)
    if by >= 0:
        count = fake(
            ways.ruses.price[a], rows[ROWS + by, :n], acts.who[a], bits, reach[eyes, :n], eye, who.wage, who.wealth,
            seen, tally.spent,
        )  # fmt: skip
        tally.seen[a] += count
        tally.faked[by] += count
    if ways.sought[a] != 0 and ways.way[sight.partner[a]] != 0:
        note(sight.partner[a], place[sight.partner[a], :n], seen, ways.found)
    if sight.points[a] != 0:
        rate(sight.points[a], sight.cap[a], seen, sight.row[a], points)


@stage
def _block(
    acts: Acts, sight: Sight, ways: Ways, scale: Scale, learning: Learning, reference: Reference, who: Actors,
    month: int, tick: int, seed: np.uint64, last: Ints, total: Ints, people: int, tally: Tally, following: Following,
    lo: int, f0: int, f1: int, space: Desk,
) -> None:  # fmt: skip
    """The people of one block, the first of whom is `lo`, and the followed f0..f1 among them.

    `total` holds the points of all `people` of the partition, once for each operator.
    """
    n, activities = last.shape[0], acts.kind.shape[0]
    w0, w1, w2, w3, bits = space.w0[:n], space.w1[:n], space.w2[:n], space.w3[:n], space.bits[:n]
    eta, age, amount, seen = space.eta[:n], space.age[:n], space.amount[:n], space.seen[:n]
    rows, reach, points, place = space.rows, space.reach, space.points, space.place
    for j in range(n):
        age[j] = i32(month) - i32(who.born[j])
    admit(scale, age, who.before, who.start, who.bits, last)
    for j in range(n):
        bits[j] = who.bits[j]
    for row in range(points.shape[0]):
        for j in range(n):
            points[row, j] = i32(0)
    _set_out(reference, learning, ways.ruses, scale.safe, who, age, last, rows, eta, tally)
    _look_out(sight, ways, scale.top, who, bits, last, rows, reach, place)
    for a in range(activities):
        if a % 2 == 0:
            fill(who.luck, tick, int(ACT), a // 2, seed, w0, w1, w2, w3)
            _one(a, acts, sight, ways, who, rows, bits, w0, w1, reach, eta, amount, seen, points, place, tally)
        else:
            _one(a, acts, sight, ways, who, rows, bits, w2, w3, reach, eta, amount, seen, points, place, tally)
        if tally.done.shape[0] > 0:
            _write_down(amount, tally.done[a, tally.start + lo : tally.start + lo + n])
            _write_down(seen, tally.noted[a, tally.start + lo : tally.start + lo + n])
        if f1 > f0 and sight.points[a] != 0:
            enter_act(following, a, activities, sight.points[a], sight.cap[a], lo, f0, f1, seen)
    for row in range(points.shape[0]):
        for j in range(n):
            total[row * people + lo + j] = points[row, j]


@kernel
def act(
    acts: Acts, sight: Sight, ways: Ways, scale: Scale, learning: Learning, reference: Reference, actors: Actors,
    month: int, tick: int, seed: np.uint64, marks: Marks, tally: Tally, following: Following,
) -> None:  # fmt: skip
    """Everybody of a partition acts, is seen and is rated."""
    people, partners = actors.luck.shape[0], sight.needs.shape[0]
    operators = marks.total.shape[0] // max(people, 1)
    rows, views = ROWS + ways.ruses.strength.shape[0], partners + 1 + ways.ruses.veiled.shape[0]
    space = Desk(
        floats(rows * BLOCK).reshape(rows, BLOCK), words(views * BLOCK).reshape(views, BLOCK),
        words(BLOCK), words(BLOCK), words(BLOCK), words(BLOCK), words(BLOCK),
        floats(BLOCK), ints(BLOCK), ints(BLOCK), ints(BLOCK), ints(operators * BLOCK).reshape(operators, BLOCK),
        ints(max(partners, 1) * BLOCK).reshape(max(partners, 1), BLOCK),
    )  # fmt: skip
    f1 = int(FIRST)
    for lo in range(0, people, BLOCK):
        hi = min(lo + BLOCK, people)
        f0 = f1
        while f1 < following.ids.shape[0] and following.ids[f1] < hi:
            f1 += 1
        _block(
            acts, sight, ways, scale, learning, reference, _cut(actors, lo, hi), month, tick, seed, marks.last[lo:hi],
            marks.total, people, tally, following, lo, f0, f1, space,
        )  # fmt: skip
