"""review: false records arise, and the rights that a regime grants work on them: notice, correction, repair, expiry.

Appeals against refusals come due here too. Few people have anything to review in a month, so this stage looks for them
first and then at those alone.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import FIRST, Floats, Ints, Words, inlined, kernel, stage
from counterscore.chance.philox import block, fill
from counterscore.chance.purposes import REVIEW
from counterscore.engine.acts.acting import Marks
from counterscore.engine.core.compaction import find
from counterscore.engine.core.events import TOLD_RECORD
from counterscore.engine.core.plan import Grants, Lists, Misfiling, Rights
from counterscore.engine.core.state import Bytes, Longs, Table
from counterscore.engine.scoring.account import CORRECTION, EXPIRY, REPAIR, Following

i32, i64, u32, u64, u8, f32 = np.int32, np.int64, np.uint32, np.uint64, np.uint8, np.float32
BLOCK = 512
_LOW = u32(0xFFFF)
REVIEWED = ("false-record", "correction", "repair", "expiry", "appeal")
FALSE_RECORD, CORRECTED, REPAIRED, EXPIRED, APPEALED = range(len(REVIEWED))


class Claims(NamedTuple):
    """The columns of a review."""

    luck: Words
    bits: Words
    wage: Floats
    wealth: Floats
    wrong: Ints
    correction: Bytes
    appeal: Bytes
    appealed: Bytes
    event: Bytes
    pending: Words


@stage
def fade(forgotten: np.int64, wrong: Ints) -> None:
    """False records are forgotten as fast as the score itself."""
    for j in range(wrong.shape[0]):
        wrong[j] = i32(i64(wrong[j]) - ((i64(wrong[j]) * forgotten) >> i64(30)))


@stage
def mark_busy(below: u32, words: Words, correction: Bytes, appeal: Bytes, busy: Bytes) -> None:
    """Mark who has a false record, a correction or an appeal under way."""
    for j in range(busy.shape[0]):
        busy[j] = u8((words[j] < below) | (correction[j] > u8(0)) | (appeal[j] > u8(0)))


@stage
def mark_listed(term: Bytes, busy: Bytes) -> None:
    """Mark who stands on a list."""
    for j in range(busy.shape[0]):
        busy[j] = u8(busy[j] | u8(term[j] > u8(0)))


@inlined
def false_record(misfiling: Misfiling, bits: u32, word: u32) -> int:
    """Return the activity of which an act of somebody else is booked to this person, or -1.

    The word's place below the threshold picks the partner, its low half the activity.
    """
    if word >= misfiling.below:
        return -1
    partner = 0
    while word >= misfiling.steps[partner]:
        partner += 1
    needs = misfiling.needs[partner]
    first, last = misfiling.first[partner], misfiling.first[partner + 1]
    if (bits & needs) != needs or first == last:
        return -1
    return int(misfiling.sees[first + ((i64(word & _LOW) * i64(last - first)) >> 16)])


@inlined
def correct(odds: u32, wrong: Ints, correction: Bytes, person: int, word: u32) -> int:
    """Let a correction under way come a month closer; return the thousandths given back when it succeeds."""
    waiting = correction[person]
    if waiting == 0:
        return 0
    correction[person] = u8(waiting - 1)
    if waiting > 1 or word >= odds:
        return 0
    back = -int(wrong[person])
    wrong[person] = i32(0)
    return back


@inlined
def lift(
    delay: i32, odds: u32, below: Ints, terms: Table, person: int, word: u32, last: i32
) -> int:  # fmt: skip
    """Return the thousandths that bring back to the line of a list who has stood on it for longer than `delay`.

    The entry ends; who falls below the line again comes on the list anew.
    """
    if delay < 0 or word >= odds:
        return 0
    most = i32(0)
    for k in range(below.shape[0]):
        if below[k] > 0 and i32(terms[k, person]) > delay:
            most = max(most, i32(below[k] - last))
            terms[k, person] = u8(0)
    return int(most)


@inlined
def grant(
    grants: Grants, bits: Words, wage: Floats, wealth: Floats, pending: Words, person: int, decision: int
) -> None:  # fmt: skip
    """What a grant does to a life."""
    bits[person] = u32((bits[person] | grants.granted_set[decision]) & ~grants.granted_clear[decision])
    wealth[person] = max(wealth[person] + grants.granted_wealth[decision] * wage[person], f32(0.0))
    wage[person] = wage[person] * grants.granted_wage[decision]
    pending[person] = u32(pending[person] & ~u32(u32(1) << u32(decision)))


@inlined
def appeal(grants: Grants, odds: u32, claims: Claims, person: int, word: u32) -> bool:
    """Let an appeal come a month closer; whether it turns the refusal into a grant now."""
    waiting = claims.appeal[person]
    if waiting == 0:
        return False
    claims.appeal[person] = u8(waiting - 1)
    if waiting > 1 or word >= odds:
        return False
    decision = int(claims.appealed[person])
    needs, both = grants.needs[decision], u32(grants.needs[decision] | grants.excludes[decision])
    if (claims.bits[person] & both) != needs:  # life went on: what was asked for came otherwise, or is of no use now
        return False
    grant(grants, claims.bits, claims.wage, claims.wealth, claims.pending, person, decision)
    return True


@inlined
def _hear(
    misfiling: Misfiling, rights: Rights, grants: Grants, lists: Lists, claims: Claims, terms: Table, start: int,
    marks: Marks, person: int,
    words: Words, j: int, late: tuple[u32, u32], reviewed: Longs,
) -> tuple[int, int, int, int, int, bool]:  # fmt: skip
    """Everything that a month's review brings one person: activity and points of a false record, points given back,
    and whether an appeal was won.
    """
    back = correct(rights.correction, claims.wrong, claims.correction, person, words[2, j])
    activity, points = false_record(misfiling, claims.bits[person], words[0, j]), i32(0)
    if activity >= 0:
        points = misfiling.points[activity]
        claims.wrong[person] += points
        if words[1, j] < rights.notice:
            claims.event[person] = u8(claims.event[person] | TOLD_RECORD)
            if rights.correction_delay >= 0 and claims.correction[person] == 0:
                claims.correction[person] = u8(rights.correction_delay + 1)
    repair, expiry, last = 0, 0, marks.last[person]
    if marks.total[person] >= 0:  # what was acted; nothing of the review is added yet
        repair = lift(rights.repair_delay, rights.repair, lists.below, terms, start + person, words[3, j], last)
    if repair == 0:
        expiry = lift(rights.expiry_delay, rights.expiry, lists.below, terms, start + person, late[0], last)
    won = appeal(grants, rights.appeal, claims, person, late[1])
    reviewed[APPEALED] += won
    marks.total[person] += points + back + repair + expiry
    reviewed[FALSE_RECORD] += points != 0
    reviewed[CORRECTED] += back != 0
    reviewed[REPAIRED] += repair != 0
    reviewed[EXPIRED] += expiry != 0
    return activity, int(points), back, repair, expiry, won


@inlined
def _enter(
    following: Following, row: int, activities: int, outcome: tuple[int, int, int, int, int, bool], appealed: int
) -> None:
    activity, points, back, repair, expiry, won = outcome
    book = following.book
    following.won[row] = i32(appealed + 1) if won else following.won[row]
    if activity >= 0:
        book[row, 2 * activities + activity] += points
    book[row, 3 * activities + CORRECTION] += back
    book[row, 3 * activities + REPAIR] += repair
    book[row, 3 * activities + EXPIRY] += expiry


@kernel
def review(
    misfiling: Misfiling, rights: Rights, grants: Grants, lists: Lists, forgotten: np.int64, claims: Claims,
    terms: Table, start: int, marks: Marks, tick: int, seed: np.uint64, reviewed: Longs, following: Following,
) -> None:  # fmt: skip
    """The review of a partition, whose first person is `start` in the table `terms`.

    `reviewed` counts what happened, in the order of REVIEWED.
    """
    people, activities, row = claims.luck.shape[0], misfiling.points.shape[0], 0
    words, busy, which = np.empty((4, BLOCK), np.uint32), np.empty(BLOCK, np.uint8), np.empty(BLOCK + 1, np.int32)
    k0, k1 = u32(seed), u32(u64(seed) >> u64(32))
    for lo in range(0, people, BLOCK):
        hi = min(lo + BLOCK, people)
        n, luck = hi - lo, claims.luck[lo:hi]
        fade(forgotten, claims.wrong[lo:hi])
        fill(luck, tick, int(REVIEW), int(FIRST), seed, words[0, :n], words[1, :n], words[2, :n], words[3, :n])
        mark_busy(misfiling.below, words[0, :n], claims.correction[lo:hi], claims.appeal[lo:hi], busy[:n])
        for k in range(terms.shape[0]):
            mark_listed(terms[k, start + lo : start + hi], busy[:n])
        for k in range(find(busy[:n], which)):
            j = int(which[k])
            person = lo + j
            if marks.last[person] == 0:
                continue
            late = (u32(0), u32(0))
            if rights.expiry_delay >= 0 or claims.appeal[person] > u8(0):
                expiry, appealed, _, _ = block(luck[j], u32(tick), u32(REVIEW), u32(1), k0, k1)
                late = (expiry, appealed)
            outcome = _hear(
                misfiling, rights, grants, lists, claims, terms, start, marks, person, words, j, late, reviewed
            )
            while row < following.ids.shape[0] and following.ids[row] < person:
                row += 1
            if row < following.ids.shape[0] and following.ids[row] == person:
                _enter(following, row, activities, outcome, int(claims.appealed[person]))
