"""behave -> observe -> rate, for the people of one partition, block by block so that a block stays in the cache."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, kernel, stage
from counterscore.chance.philox import fill
from counterscore.chance.purposes import ACT
from counterscore.engine.behave import draw, predict
from counterscore.engine.book import Following, enter_act
from counterscore.engine.observe import keep_to, see
from counterscore.engine.plan import Acts, Learning, Reference, Scale, Sight
from counterscore.engine.predictors import ROWS, describe, respond_to_beliefs
from counterscore.engine.rate import rate
from counterscore.engine.state import Bytes, Longs, Months
from counterscore.society.traits import BIT

i32, i64, u32, f32 = np.int32, np.int64, np.uint32, np.float32
BLOCK = 1024
_ALIVE, _SCORED = u32(BIT["alive"]), u32(BIT["scored"])


class Actors(NamedTuple):
    """The columns that acts depend on."""

    luck: Words
    born: Months
    bits: Words
    education: Bytes
    wage: Floats
    trustworthiness: Floats
    conformity: Floats
    heterodoxy: Floats
    sociability: Floats
    patience: Floats
    skill: Floats
    before: Ints
    stakes: Floats
    watched: Floats


class Marks(NamedTuple):
    """What a month's acts come to, one entry a person: the rung before, and points in thousandths."""

    last: Ints
    total: Ints


class Tally(NamedTuple):
    """How often each activity was done, and seen, by everybody of the partition."""

    acts: Longs
    seen: Longs


@stage
def admit(scale: Scale, age: Ints, before: Ints, bits: Words, last: Ints) -> None:
    """Who is alive and old enough has a score; whoever had none starts at the base. `last` is 0 for the others."""
    for j in range(age.shape[0]):
        counted = ((bits[j] & _ALIVE) != u32(0)) & (age[j] >= scale.from_age) & scale.active
        last[j] = (before[j] if before[j] > i32(0) else scale.base) if counted else i32(0)
    for j in range(age.shape[0]):
        bits[j] = u32((bits[j] & ~_SCORED) | (_SCORED if last[j] > i32(0) else u32(0)))


@stage
def _copy(source: Floats, row: Floats) -> None:
    for j in range(row.shape[0]):
        row[j] = source[j]


@stage
def _set_out(
    reference: Reference, learning: Learning, safe: np.int32, who: Actors, age: Ints, last: Ints, rows: Floats
) -> None:
    n = age.shape[0]
    _copy(who.trustworthiness, rows[0, :n])
    _copy(who.conformity, rows[1, :n])
    _copy(who.heterodoxy, rows[2, :n])
    _copy(who.sociability, rows[3, :n])
    _copy(who.patience, rows[4, :n])
    _copy(who.skill, rows[5, :n])
    describe(reference.median_wage, reference.mean_education, age, who.education, who.wage, who.bits, rows)
    respond_to_beliefs(learning, safe, last, who.stakes, who.watched, rows)


@stage
def _sum(values: Ints) -> np.int64:
    total = i64(0)
    for value in values:
        total += value
    return total


@stage
def _cut(who: Actors, lo: int, hi: int) -> Actors:
    return Actors(
        who.luck[lo:hi], who.born[lo:hi], who.bits[lo:hi], who.education[lo:hi], who.wage[lo:hi],
        who.trustworthiness[lo:hi], who.conformity[lo:hi], who.heterodoxy[lo:hi], who.sociability[lo:hi],
        who.patience[lo:hi], who.skill[lo:hi], who.before[lo:hi], who.stakes[lo:hi], who.watched[lo:hi],
    )  # fmt: skip


@kernel
def act(
    acts: Acts, sight: Sight, scale: Scale, learning: Learning, reference: Reference, actors: Actors, month: int,
    tick: int, seed: np.uint64, marks: Marks, tally: Tally, following: Following,
) -> None:  # fmt: skip
    """Everybody of a partition acts, is seen and is rated."""
    people, activities = actors.luck.shape[0], acts.kind.shape[0]
    words, rows, eta = np.empty((4, BLOCK), np.uint32), np.empty((ROWS, BLOCK), np.float32), np.empty(BLOCK, np.float32)
    age, amount, seen = np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32), np.empty(BLOCK, np.int32)
    f1 = 0
    for lo in range(0, people, BLOCK):
        hi = min(lo + BLOCK, people)
        n, f0 = hi - lo, f1
        while f1 < following.ids.shape[0] and following.ids[f1] < hi:
            f1 += 1
        who, last = _cut(actors, lo, hi), marks.last[lo:hi]
        total = marks.total[lo:hi]
        for j in range(n):
            age[j] = i32(month) - i32(who.born[j])
            total[j] = i32(0)
        admit(scale, age[:n], who.before, who.bits, last)
        _set_out(reference, learning, scale.safe, who, age[:n], last, rows)
        for a in range(activities):
            pair = 2 * (a % 2)
            if pair == 0:
                fill(who.luck, tick, ACT, a // 2, seed, words[0, :n], words[1, :n], words[2, :n], words[3, :n])
            t0, t1 = acts.first[a], acts.first[a + 1]
            predict(eta[:n], acts.base[a], acts.coefficient[t0:t1], acts.which[t0:t1], rows)
            draw(acts.kind[a], acts.most[a], eta[:n], words[pair, :n], amount[:n])
            keep_to(acts.who[a], who.bits, amount[:n])
            tally.acts[a] += _sum(amount[:n])
            if sight.partner[a] >= 0:
                see(sight.urban[a], sight.rural[a], sight.needs[a], who.bits, words[pair + 1, :n], amount[:n], seen[:n])
                tally.seen[a] += _sum(seen[:n])
                if sight.points[a] != 0:
                    rate(sight.points[a], sight.cap[a], seen[:n], total)
                    if f1 > f0:
                        enter_act(following, a, activities, sight.points[a], sight.cap[a], lo, f0, f1, seen[:n])
