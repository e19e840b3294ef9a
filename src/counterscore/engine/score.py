"""score: last month's number, part of its distance to the base forgotten, the friends' part and the points added.

All in whole thousandths: every part is rounded down, the sum is rounded to the nearest, and the difference is booked as
rounding, so that the parts add up to the number exactly.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Ints, Words, kernel, stage
from counterscore.chance.philox import fill
from counterscore.chance.purposes import LISTED
from counterscore.engine.acting import Marks
from counterscore.engine.book import CLIP, DECAY, FRIENDS, ROUNDING, START, Following
from counterscore.engine.listing import count_listed, keep_list, mark_listed
from counterscore.engine.plan import Lists, Scale
from counterscore.engine.state import Bytes, Longs, Shorts, Table

i32, i64, u32, f64 = np.int32, np.int64, np.uint32, np.float64
BLOCK = 512
_FINE = i64(30)
_HALF = i64(1 << 29)
_COUNT = i64(40)
_SUM = i64((1 << 40) - 1)


class Scores(NamedTuple):
    """The columns of a score."""

    bits: Words
    before: Ints
    score: Ints
    event: Bytes
    months_listed: Shorts


@stage
def look_at_friends(published: Ints, rows: Ints, seen: Longs) -> None:
    """For each place in the rows the friend's rung of last month, and in bits 40 and above whether there is one.

    `seen[t + 1]` is that of place t, then its running sum, so that a row's sum is a difference (see `friends_sum`).
    """
    for t in range(rows.shape[0]):
        friend = rows[t]
        # An unsigned place needs no check for counting from the end; the sign of a free place wipes what it read.
        rung = i64(published[u32(max(friend, i32(0)))]) & ~i64(friend >> i32(31))
        seen[t + 1] = rung + (i64(rung > i64(0)) << _COUNT)
    running = i64(0)
    seen[0] = running
    for t in range(1, rows.shape[0] + 1):
        running += seen[t]
        seen[t] = running


@stage
def friends_sum(offsets: Longs, seen: Longs, gap: Longs) -> None:
    """Sum of the friends' rungs, and their number in bits 40 and above, by person."""
    start = offsets[0]
    for j in range(gap.shape[0]):
        gap[j] = seen[offsets[j + 1] - start] - seen[offsets[j] - start]


@stage
def friends_part(scale: Scale, last: Ints, gap: Longs) -> None:
    """The friends' part before rounding, in 2**-30 of a thousandth: a share of the gap to their mean, capped."""
    for j in range(last.shape[0]):
        friends = f64(gap[j] >> _COUNT)
        mean = f64(gap[j] & _SUM) / max(friends, f64(1.0))
        part = (mean - f64(last[j])) * f64(scale.friends) if friends > f64(0.0) else f64(0.0)
        gap[j] = min(max(i64(part), -scale.friends_cap), scale.friends_cap)


@stage
def add_up(scale: Scale, last: Ints, gap: Longs, total: Ints, score: Ints) -> None:
    """The new rung: last + forgotten + friends + total, within the scale."""
    for j in range(last.shape[0]):
        drift = (i64(scale.base - last[j]) * scale.forgotten + gap[j] + _HALF) >> _FINE
        new = min(max(i64(last[j]) + drift + i64(total[j]), i64(1)), i64(scale.top))
        score[j] = i32(new) if last[j] > i32(0) else i32(0)


@stage
def _enter(
    scale: Scale,
    column: int,
    marks: Marks,
    gap: Longs,
    scores: Scores,
    start: int,
    following: Following,
    f0: int,
    f1: int,
) -> None:
    """The account's columns start, decay, friends, rounding, clip."""
    for row in range(f0, f1):
        person = following.ids[row]
        last, part = i64(marks.last[person]), gap[person - start]
        if last == 0:
            continue
        if scores.before[person] == 0:
            following.book[row, column + START] = last + scale.lowest - 1
        away = i64(scale.base - last) * scale.forgotten
        drift = (away + part + _HALF) >> _FINE
        decay, friends = away >> _FINE, part >> _FINE
        following.book[row, column + DECAY] = decay
        following.book[row, column + FRIENDS] = friends
        following.book[row, column + ROUNDING] = drift - decay - friends
        following.book[row, column + CLIP] = scores.score[person] - (last + drift + marks.total[person])


@stage
def _keep_lists(
    lists: Lists, notice: u32, scores: Scores, terms: Table, start: int, words: Words, lo: int, hi: int
) -> None:
    n, score, event = hi - lo, scores.score[lo:hi], scores.event[lo:hi]
    for place in range(lists.order.shape[0]):  # who follows another list reads how long that one had lasted last month
        k = int(lists.order[place])
        follows = lists.after[k] >= 0
        before = terms[lists.after[k] if follows else k, start + lo : start + hi]
        needed = lists.after_months[k] if follows else i32(0)
        below, above, months = lists.below[k], lists.above[k], lists.months[k]
        keep_list(
            below, above, months, needed, before, score, words[k, :n], notice, terms[k, start + lo : start + hi], event
        )
    for k in range(lists.below.shape[0]):
        mark_listed(lists.below[k], k == 0, terms[k, start + lo : start + hi], scores.bits[lo:hi])
    count_listed(scores.bits[lo:hi], scores.months_listed[lo:hi])


@kernel
def settle(
    scale: Scale, lists: Lists, notice: u32, scores: Scores, terms: Table, start: int, marks: Marks,
    luck: Words, published: Ints, offsets: Longs,
    friends: Ints, longest: int, tick: int, seed: np.uint64, rungs: Ints, activities: int, following: Following,
) -> None:  # fmt: skip
    """The scores of a partition, and the lists that are read off them.

    `start`: the first person in the table `terms`; `published`: everybody's rung of last month; `offsets`: of the
    partition's rows in `friends`; `rungs` counts how many stand on each.
    """
    people, f1 = marks.last.shape[0], 0
    gap, seen, words = np.zeros(BLOCK, np.int64), np.empty(longest + 1, np.int64), np.empty((4, BLOCK), np.uint32)
    for lo in range(0, people, BLOCK):
        hi = min(lo + BLOCK, people)
        n, f0, last, new = hi - lo, f1, marks.last[lo:hi], scores.score[lo:hi]
        if scale.friends > 0:
            rows = friends[offsets[lo] : offsets[hi]]
            look_at_friends(published, rows, seen)
            friends_sum(offsets[lo : hi + 1], seen, gap[:n])
            friends_part(scale, last, gap[:n])
        add_up(scale, last, gap[:n], marks.total[lo:hi], new)
        while f1 < following.ids.shape[0] and following.ids[f1] < hi:
            f1 += 1
        _enter(scale, 3 * activities, marks, gap, scores, lo, following, f0, f1)
        for j in range(n):
            rungs[new[j]] += 1
        if lists.below.shape[0] > 0:
            fill(luck[lo:hi], tick, LISTED, 0, seed, words[0, :n], words[1, :n], words[2, :n], words[3, :n])
            _keep_lists(lists, notice, scores, terms, start, words, lo, hi)
