"""score: last month's number, part of its distance to the base forgotten, the friends' part and the points added.

All in whole thousandths: every part is rounded down, the sum is rounded to the nearest, and the difference is booked as
rounding, so that the parts add up to the number exactly.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import FIRST, Ints, Words, kernel, stage
from counterscore.chance.philox import fill
from counterscore.chance.purposes import LISTED
from counterscore.engine.acts.acting import Marks
from counterscore.engine.core.buffers import ints, words
from counterscore.engine.core.plan import Lists, Scale
from counterscore.engine.core.state import Bytes, Longs, Shorts, Table, WordTable
from counterscore.engine.scoring.account import CLIP, DECAY, FRIENDS, ROUNDING, START, Following
from counterscore.engine.scoring.listing import keep_list, mark_listed, prepare
from counterscore.engine.scoring.rank import group_of

i32, i64, u8, u32, u64, f64 = np.int32, np.int64, np.uint8, np.uint32, np.uint64, np.float64
BLOCK = 1024
_FINE = i64(30)
_HALF = i64(1 << 29)
# No row has more than 255 places and no scale more than 2**21 rungs, so that a sum of rungs stays below bit 31.
_COUNT = i64(31)
_SUM = i64((1 << 31) - 1)
_SHOWN = u32(1 << 31)
Sums = np.ndarray[tuple[int], np.dtype[np.uint64]]


class Desk(NamedTuple):
    """Working space of a block."""

    new: Ints
    gap: Longs
    seen: Sums
    words: WordTable
    ready: Bytes
    bad: Bytes


class Scores(NamedTuple):
    """The columns of a score."""

    bits: Words
    before: Ints
    score: Ints  # may be the memory of marks.last, until it is written
    event: Bytes
    months_listed: Shorts


@kernel
def publish(score: Ints, shown: Words) -> None:
    """Show to friends, until next month's scores are settled, each rung, and in the top bit whether there is one."""
    for j in range(score.shape[0]):
        shown[j] = u32(score[j]) | (_SHOWN if score[j] > i32(0) else u32(0))


@stage
def look_at_friends(shown: Words, rows: Ints, seen: Sums) -> None:
    """Running sums of what friends show, over the places of the rows: `seen[t]` is that of the places before t.

    `shown` has nobody's nothing first, which a free place, -1, comes to.
    """
    running = u64(0)
    seen[0] = running
    for t in range(rows.shape[0]):
        # An unsigned place needs no check for counting from the end.
        running += u64(shown[u64(i64(rows[t]) + i64(1))])
        seen[t + 1] = running


@stage
def friends_sum(offsets: Ints, seen: Sums, gap: Longs) -> None:
    """Sum of the friends' rungs, and their number in bits 31 and above, by person: running sums from row to row."""
    start = offsets[0]
    for j in range(gap.shape[0]):
        gap[j] = i64(seen[u64(offsets[j + 1] - start)] - seen[u64(offsets[j] - start)])


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
def _settle(new: Ints, score: Ints, groups: Ints) -> None:
    """Write the new rungs, and count how many stand in each group of them."""
    for j in range(new.shape[0]):
        score[j] = new[j]
    for j in range(new.shape[0]):
        groups[group_of(new[j])] += i32(1)


@stage
def _enter(
    scale: Scale,
    column: int,
    marks: Marks,
    new: Ints,
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
        following.book[row, column + CLIP] = new[person - start] - (last + drift + marks.total[person])


@stage
def _keep_lists(
    lists: Lists, notice: u32, scores: Scores, terms: Table, start: int, w: WordTable, ready: Bytes, bad: Bytes,
    lo: int, hi: int,
) -> None:  # fmt: skip
    n, score, event = hi - lo, scores.score[lo:hi], scores.event[lo:hi]
    for j in range(n):
        bad[j] = u8(0)
    for place in range(lists.order.shape[0]):  # who follows another list reads how long that one had lasted last month
        k = int(lists.order[place])
        before = terms[max(lists.after[k], i32(0)), start + lo : start + hi]
        prepare(before, lists.after[k], lists.after_months[k], ready)
        keep_list(
            lists.below[k], lists.above[k], lists.months[k], ready, score, w[k, :n], notice,
            terms[k, start + lo : start + hi], event, bad,
        )  # fmt: skip
    mark_listed(bad, scores.bits[lo:hi], scores.months_listed[lo:hi])


@stage
def _block(
    scale: Scale, lists: Lists, notice: u32, scores: Scores, terms: Table, start: int, marks: Marks, luck: Words,
    shown: Words, offsets: Ints, friends: Ints, tick: int, seed: np.uint64, groups: Ints, activities: int,
    following: Following, lo: int, hi: int, f0: int, f1: int, desk: Desk,
) -> None:  # fmt: skip
    """The people lo..hi, and the followed f0..f1 among them."""
    n, last, new, gap = hi - lo, marks.last[lo:hi], desk.new[: hi - lo], desk.gap[: hi - lo]
    if scale.friends > 0:
        look_at_friends(shown, friends[offsets[lo] : offsets[hi]], desk.seen)
        friends_sum(offsets[lo : hi + 1], desk.seen, gap)
        friends_part(scale, last, gap)
    add_up(scale, last, gap, marks.total[lo:hi], new)
    _enter(scale, 3 * activities, marks, new, gap, scores, lo, following, f0, f1)
    _settle(new, scores.score[lo:hi], groups)
    if lists.below.shape[0] > 0:
        w = desk.words
        fill(luck[lo:hi], tick, int(LISTED), int(FIRST), seed, w[0, :n], w[1, :n], w[2, :n], w[3, :n])
        _keep_lists(lists, notice, scores, terms, start, w, desk.ready[:n], desk.bad[:n], lo, hi)


@kernel
def settle(
    scale: Scale, lists: Lists, notice: u32, scores: Scores, terms: Table, start: int, marks: Marks,
    luck: Words, shown: Words, offsets: Ints,
    friends: Ints, longest: int, tick: int, seed: np.uint64, groups: Ints, activities: int, following: Following,
) -> None:  # fmt: skip
    """The scores of a partition, and the lists that are read off them.

    `start`: the first person in the table `terms`; `shown`: what everybody's friends see, that of person i at i + 1;
    `offsets`: of the partition's rows in `friends`; `groups` counts how many stand in each group of
    rungs (see rank.py).
    """
    people, f1 = marks.last.shape[0], int(FIRST)
    desk = Desk(
        ints(BLOCK), np.zeros(BLOCK, np.int64), np.empty(longest + 1, np.uint64), words(4 * BLOCK).reshape(4, BLOCK),
        np.empty(BLOCK, np.uint8), np.empty(BLOCK, np.uint8),
    )  # fmt: skip
    for lo in range(0, people, BLOCK):
        hi, f0 = min(lo + BLOCK, people), f1
        while f1 < following.ids.shape[0] and following.ids[f1] < hi:
            f1 += 1
        _block(
            scale, lists, notice, scores, terms, start, marks, luck, shown, offsets, friends, tick, seed, groups,
            activities, following, lo, hi, f0, f1, desk,
        )  # fmt: skip
