"""score: last month's score, moved towards the base by the share forgotten, plus the friends' part and the points.

All in whole thousandths: each part is rounded down and the sum to the nearest. The difference is booked as rounding, so
that the parts add up to the score exactly.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.ahead import fetch
from counterscore.chance.kernel import Ints, Words, kernel, no_alloc, runtime_int
from counterscore.engine.acts.acting import Marks
from counterscore.engine.core.buffers import ints
from counterscore.engine.core.clock import Block, Clock
from counterscore.engine.core.plan import Lists, Scale
from counterscore.engine.core.state import Bytes, Longs, Shorts, Table
from counterscore.engine.scoring.account import CLIP, DECAY, FRIENDS, ROUNDING, START, Account
from counterscore.engine.scoring.listing import keep_list, mark_listed, notify, prepare
from counterscore.engine.scoring.rank import group_of

i32, i64, u8, u32, u64, f64 = np.int32, np.int64, np.uint8, np.uint32, np.uint64, np.float64
BLOCK = 1024
_FAR, _AHEAD = 500_000, 32  # of more people, scores are not in the nearer caches: they are asked for so early
_FINE = i64(30)
_HALF = i64(1 << 29)
# No row has more than 255 places and no scale more than 2**21 rungs, so a sum of rungs stays below bit 31.
_COUNT = i64(31)
_SUM = i64((1 << 31) - 1)
_SHOWN = u32(1 << 31)
Sums = np.ndarray[tuple[int], np.dtype[np.uint64]]


class ScoreBuffers(NamedTuple):
    """Scratch buffers of a block."""

    new: Ints
    gap: Longs
    seen: Sums
    fresh: Bytes
    ready: Bytes
    bad: Bytes


class ScoreRules(NamedTuple):
    """How a regime scores: its scale, its lists, and the probability of notice of a listing, as a threshold."""

    scale: Scale
    lists: Lists
    notice: np.uint32


class FriendScores(NamedTuple):
    """The scores that the friends of a partition's people show.

    `shown`: all people's, that of person i at index i + 1; index 0 is 0. `offsets`: of the partition's rows in
    `friends`. `longest`: the number of places in the longest block of rows.
    """

    shown: Words
    offsets: Ints
    friends: Ints
    longest: int


class Scores(NamedTuple):
    """The columns of a partition that scoring uses. `terms` covers all people; the partition starts at `first`."""

    key: Words
    bits: Words
    before: Ints
    score: Ints  # may share its memory with marks.last until it is written
    event: Bytes
    months_listed: Shorts
    terms: Table
    first: int


@kernel
def publish(score: Ints, shown: Words) -> None:
    """Write what friends see of each score until next month: the rung, with the top bit set if there is one."""
    for j in range(score.shape[0]):
        shown[j] = u32(score[j]) | (_SHOWN if score[j] > i32(0) else u32(0))


@no_alloc
def look_at_friends(shown: Words, rows: Ints, seen: Sums) -> None:
    """Write running sums of what friends show, over the places of the rows: `seen[t]` is the sum of places before t.

    A free place, -1, reads index 0 of `shown`, which is 0.
    """
    running = u64(0)
    seen[0] = running
    for t in range(rows.shape[0]):
        # An unsigned index needs no check for negative values.
        running += u64(shown[u64(i64(rows[t]) + i64(1))])
        seen[t + 1] = running


@no_alloc
def look_far(shown: Words, rows: Ints, seen: Sums) -> None:
    """Do as `look_at_friends` does, but ask for what is shown some places before it is read."""
    running, last = u64(0), rows.shape[0] - 1
    seen[0] = running
    for t in range(rows.shape[0]):
        fetch(shown, i64(rows[u64(min(t + _AHEAD, last))]) + i64(1))
        running += u64(shown[u64(i64(rows[t]) + i64(1))])
        seen[t + 1] = running


@no_alloc
def friends_sum(offsets: Ints, seen: Sums, gap: Longs) -> None:
    """Write to `gap` the sum of each person's friends' rungs, and in bits 31 and up how many friends have a score."""
    start = offsets[0]
    for j in range(gap.shape[0]):
        gap[j] = i64(seen[u64(offsets[j + 1] - start)] - seen[u64(offsets[j] - start)])


@no_alloc
def friends_part(scale: Scale, last: Ints, gap: Longs) -> None:
    """Turn sums in `gap` into the friends' part in 2**-30 of a thousandth: a capped share of the gap to the mean."""
    for j in range(last.shape[0]):
        friends = f64(gap[j] >> _COUNT)
        mean = f64(gap[j] & _SUM) / max(friends, f64(1.0))
        part = (mean - f64(last[j])) * f64(scale.friends) if friends > f64(0.0) else f64(0.0)
        gap[j] = min(max(i64(part), -scale.friends_cap), scale.friends_cap)


@no_alloc
def add_up(scale: Scale, last: Ints, gap: Longs, total: Ints, score: Ints) -> None:
    """Write the new rungs: last + forgotten + friends + total, limited to the scale; 0 for people without a score."""
    for j in range(last.shape[0]):
        drift = (i64(scale.base - last[j]) * scale.forgotten + gap[j] + _HALF) >> _FINE
        new = min(max(i64(last[j]) + drift + i64(total[j]), i64(1)), i64(scale.top))
        score[j] = i32(new) if last[j] > i32(0) else i32(0)


@no_alloc
def _write_scores(new: Ints, score: Ints, groups: Ints) -> None:
    """Write the new rungs, and count the people in each group of rungs."""
    for j in range(new.shape[0]):
        score[j] = new[j]
    for j in range(new.shape[0]):
        groups[group_of(new[j])] += i32(1)


@no_alloc
def _enter(scale: Scale, marks: Marks, scores: Scores, account: Account, block: Block, space: ScoreBuffers) -> None:
    """Book start, decay, friends, rounding and clip to the accounts of followed people."""
    for entry in range(block.followed_from, block.followed_to):
        person = account.ids[entry]
        last, part = i64(marks.last[person]), space.gap[person - block.start]
        if last == 0:
            continue
        if scores.before[person] == 0:
            account.other[START, entry] = last + scale.lowest - 1
        away = i64(scale.base - last) * scale.forgotten
        drift = (away + part + _HALF) >> _FINE
        decay, friends = away >> _FINE, part >> _FINE
        account.other[DECAY, entry] = decay
        account.other[FRIENDS, entry] = friends
        account.other[ROUNDING, entry] = drift - decay - friends
        account.other[CLIP, entry] = space.new[person - block.start] - (last + drift + marks.total[person])


@no_alloc
def _keep_lists(rules: ScoreRules, scores: Scores, clock: Clock, block: Block, space: ScoreBuffers) -> None:
    lo, hi, n, lists = block.start, block.end, block.end - block.start, rules.lists
    score, ready, fresh, bad = scores.score[lo:hi], space.ready[:n], space.fresh[:n], space.bad[:n]
    for j in range(n):
        bad[j], fresh[j] = u8(0), u8(0)
    for place in range(lists.order.shape[0]):  # a list that follows another reads its terms of last month
        k = int(lists.order[place])
        before = scores.terms[max(lists.after[k], i32(0)), scores.first + lo : scores.first + hi]
        prepare(before, lists.after[k], lists.after_months[k], ready)
        keep_list(
            lists.below[k], lists.above[k], lists.months[k], ready, score,
            scores.terms[k, scores.first + lo : scores.first + hi], u8(1 << k), fresh, bad,
        )  # fmt: skip
    notify(fresh, scores.key[lo:hi], rules.notice, clock, scores.event[lo:hi])
    mark_listed(bad, scores.bits[lo:hi], scores.months_listed[lo:hi])


@no_alloc
def _score_block(
    rules: ScoreRules, scores: Scores, ties: FriendScores, marks: Marks, clock: Clock, groups: Ints, account: Account,
    block: Block, space: ScoreBuffers,
) -> None:  # fmt: skip
    """Score the people of one block, and update their lists and accounts."""
    lo, hi, n, scale, offsets = block.start, block.end, block.end - block.start, rules.scale, ties.offsets
    last, new, gap = marks.last[lo:hi], space.new[:n], space.gap[:n]
    if scale.friends > 0:
        rows = ties.friends[offsets[lo] : offsets[hi]]
        if ties.shown.shape[0] > _FAR:
            look_far(ties.shown, rows, space.seen)
        else:
            look_at_friends(ties.shown, rows, space.seen)
        friends_sum(offsets[lo : hi + 1], space.seen, gap)
        friends_part(scale, last, gap)
    add_up(scale, last, gap, marks.total[lo:hi], new)
    _enter(scale, marks, scores, account, block, space)
    _write_scores(new, scores.score[lo:hi], groups)
    if rules.lists.below.shape[0] > 0:
        _keep_lists(rules, scores, clock, block, space)


@kernel
def settle(
    rules: ScoreRules, scores: Scores, ties: FriendScores, marks: Marks, clock: Clock, groups: Ints, account: Account
) -> None:
    """Write the new scores of a partition, and update the lists that depend on them.

    Add the number of people in each group of rungs to `groups` (see rank.py).
    """
    people, f1 = marks.last.shape[0], runtime_int(0)
    space = ScoreBuffers(
        new=ints(BLOCK), gap=np.zeros(BLOCK, np.int64), seen=np.empty(ties.longest + 1, np.uint64),
        fresh=np.empty(BLOCK, np.uint8), ready=np.empty(BLOCK, np.uint8), bad=np.empty(BLOCK, np.uint8),
    )  # fmt: skip
    for lo in range(0, people, BLOCK):
        hi, f0 = min(lo + BLOCK, people), f1
        while f1 < account.ids.shape[0] and account.ids[f1] < hi:
            f1 += 1
        block = Block(start=lo, end=hi, followed_from=f0, followed_to=f1)
        _score_block(rules, scores, ties, marks, clock, groups, account, block, space)
