"""review: false records arise, and people use the rights that a regime grants: notice, correction, repair, expiry.

Appeals against refusals are decided here too. Few people have anything to review in a month, so the stage first selects
them by stream compaction, then visits only them.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel, no_alloc, runtime_int
from counterscore.chance.philox import block, fill
from counterscore.chance.purposes import REVIEW
from counterscore.engine.acts.acting import Marks
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.compaction import compact
from counterscore.engine.core.events import CORRECTED, NOTIFIED_RECORD
from counterscore.engine.core.plan import Grants, Lists, Misfiling, RightsTerms
from counterscore.engine.core.state import Bytes, Longs, Table, WordTable
from counterscore.engine.life.changes import apply
from counterscore.engine.scoring.account import CORRECTION, EXPIRY, REPAIR, Account

i32, i64, u32, u64, u8, f32 = np.int32, np.int64, np.uint32, np.uint64, np.uint8, np.float32
BLOCK = 512
_LOW = u32(0xFFFF)
REVIEWED = ("false-record", "correction", "repair", "expiry", "appeal")
FALSE_RECORD, CORRECTIONS, REPAIRED, EXPIRED, APPEALED = range(len(REVIEWED))


class Claims(NamedTuple):
    """The columns of a partition that a review uses. `terms` covers all people; the partition starts at `first`."""

    key: Words
    bits: Words
    region: Bytes
    wage: Floats
    earnings: Floats
    wealth: Floats
    wrong: Ints
    correction: Bytes
    appeal: Bytes
    appealed: Bytes
    event: Bytes
    pending: Words
    terms: Table
    first: int


class Redress(NamedTuple):
    """What a plan says about false records, and about rights against them and against refusals.

    `forgotten`: the share of a false record that is forgotten in a month, in 2**-30.
    """

    misfiling: Misfiling
    rights: RightsTerms
    grants: Grants
    lists: Lists
    forgotten: np.int64


class Reviewed(NamedTuple):
    """What a month's review changes for one person, in thousandths. `activity`: that of a false record, or -1."""

    activity: int
    points: int
    correction: int
    repair: int
    expiry: int
    won: bool


@no_alloc
def fade(forgotten: np.int64, wrong: Ints) -> None:
    """Let false records fade, by the share `forgotten` (in 2**-30) a month."""
    for j in range(wrong.shape[0]):
        wrong[j] = i32(i64(wrong[j]) - ((i64(wrong[j]) * forgotten) >> i64(30)))


@no_alloc
def mark_busy(below: u32, words: Words, correction: Bytes, appeal: Bytes, busy: Bytes) -> None:
    """Mark people with a new false record, a pending correction or a pending appeal."""
    for j in range(busy.shape[0]):
        busy[j] = u8((words[j] < below) | (correction[j] > u8(0)) | (appeal[j] > u8(0)))


@no_alloc
def mark_listed(term: Bytes, busy: Bytes) -> None:
    """Mark people who are on a list."""
    for j in range(busy.shape[0]):
        busy[j] = u8(busy[j] | u8(term[j] > u8(0)))


@inlined
def false_record(misfiling: Misfiling, bits: u32, region: u8, word: u32) -> int:
    """Return the activity of which somebody else's act is booked to this person, or -1 for none.

    The word's position below the threshold selects the source, and its lower half the activity.
    """
    if word >= misfiling.below:
        return -1
    source = 0
    while word >= misfiling.steps[source]:
        source += 1
    needs = misfiling.needs[source]
    first, last = misfiling.first[source], misfiling.first[source + 1]
    there = (misfiling.regions[source] >> u32(region)) & u32(1)
    if (bits & needs) != needs or first == last or there == u32(0):
        return -1
    return int(misfiling.sees[first + ((i64(word & _LOW) * i64(last - first)) >> 16)])


@inlined
def correct(odds: u32, wrong: Ints, correction: Bytes, person: int, word: u32) -> int:
    """Advance a pending correction by a month; return the thousandths that it restores if it succeeds now, else 0."""
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
    """Return the thousandths that raise a person, listed for more than `delay` months, to the threshold of the list.

    The person's entry on the list ends. A person whose score is below the threshold again is listed again.
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
    grants: Grants, bits: Words, wage: Floats, earnings: Floats, wealth: Floats, pending: Words, person: int,
    decision: int,
) -> None:  # fmt: skip
    """Apply the effects of an approval to a person: states, wealth, wage, and the pending refusal."""
    apply(grants.changes, bits, wage, earnings, wealth, person, decision)
    pending[person] = u32(pending[person] & ~u32(u32(1) << u32(decision)))


@inlined
def appeal(grants: Grants, odds: u32, claims: Claims, person: int, word: u32) -> bool:
    """Advance a pending appeal by a month; return whether it turns the refusal into an approval now."""
    waiting = claims.appeal[person]
    if waiting == 0:
        return False
    claims.appeal[person] = u8(waiting - 1)
    if waiting > 1 or word >= odds:
        return False
    decision = int(claims.appealed[person])
    needs, both = grants.needs[decision], u32(grants.needs[decision] | grants.excludes[decision])
    if (claims.bits[person] & both) != needs:  # the person has got it by other means, or can no longer use it
        return False
    grant(grants, claims.bits, claims.wage, claims.earnings, claims.wealth, claims.pending, person, decision)
    return True


@inlined
def _hear(
    rules: Redress, claims: Claims, marks: Marks, person: int, words: Words, j: int, late: tuple[u32, u32],
    counted: Longs,
) -> Reviewed:  # fmt: skip
    """Review one person for a month: apply all changes, count them in `counted`, and return them."""
    rights, misfiling, terms, below = rules.rights, rules.misfiling, claims.terms, rules.lists.below
    back = correct(rights.correction, claims.wrong, claims.correction, person, words[2, j])
    if back != 0:
        claims.event[person] = u8(claims.event[person] | CORRECTED)
    activity, points = false_record(misfiling, claims.bits[person], claims.region[person], words[0, j]), i32(0)
    if activity >= 0:
        points = misfiling.points[activity]
        claims.wrong[person] += points
        if words[1, j] < rights.notice:
            claims.event[person] = u8(claims.event[person] | NOTIFIED_RECORD)
            if rights.correction_delay >= 0 and claims.correction[person] == 0:
                claims.correction[person] = u8(rights.correction_delay + 1)
    repair, expiry, last = 0, 0, marks.last[person]
    if marks.total[person] >= 0:  # points of this month's acts only: those of the review are added below
        repair = lift(rights.repair_delay, rights.repair, below, terms, claims.first + person, words[3, j], last)
    if repair == 0:
        expiry = lift(rights.expiry_delay, rights.expiry, below, terms, claims.first + person, late[0], last)
    won = appeal(rules.grants, rights.appeal, claims, person, late[1])
    counted[APPEALED] += won
    marks.total[person] += points + back + repair + expiry
    counted[FALSE_RECORD] += points != 0
    counted[CORRECTIONS] += back != 0
    counted[REPAIRED] += repair != 0
    counted[EXPIRED] += expiry != 0
    return Reviewed(activity=activity, points=int(points), correction=back, repair=repair, expiry=expiry, won=won)


@inlined
def _enter(account: Account, entry: int, found: Reviewed, appealed: int) -> None:
    account.won[entry] = i32(appealed + 1) if found.won else account.won[entry]
    if found.activity >= 0:
        account.false_records[found.activity, entry] += found.points
    account.other[CORRECTION, entry] += found.correction
    account.other[REPAIR, entry] += found.repair
    account.other[EXPIRY, entry] += found.expiry


@no_alloc
def _review_busy(
    rules: Redress, claims: Claims, marks: Marks, clock: Clock, counted: Longs, account: Account, words: WordTable,
    which: Ints, lo: int, entry: int,
) -> int:  # fmt: skip
    """Review the people `which` of the block that begins at `lo`; return the first account entry not yet passed."""
    k0, k1 = u32(clock.seed), u32(u64(clock.seed) >> u64(32))
    for k in range(which.shape[0]):
        j = int(which[k])
        person = lo + j
        if marks.last[person] == 0:
            continue
        late = (u32(0), u32(0))
        if rules.rights.expiry_delay >= 0 or claims.appeal[person] > u8(0):
            expiry, appealed, _, _ = block(claims.key[person], u32(clock.tick), u32(REVIEW), u32(1), k0, k1)
            late = (expiry, appealed)
        found = _hear(rules, claims, marks, person, words, j, late, counted)
        while entry < account.ids.shape[0] and account.ids[entry] < person:
            entry += 1
        if entry < account.ids.shape[0] and account.ids[entry] == person:
            _enter(account, entry, found, int(claims.appealed[person]))
    return entry


@kernel
def review(rules: Redress, claims: Claims, marks: Marks, clock: Clock, counted: Longs, account: Account) -> None:
    """Review the people of a partition, and add the numbers of events to `counted`, in the order of REVIEWED."""
    people, entry, terms = claims.key.shape[0], runtime_int(0), claims.terms
    words, busy, which = np.empty((4, BLOCK), np.uint32), np.empty(BLOCK, np.uint8), np.empty(BLOCK + 1, np.int32)
    for lo in range(0, people, BLOCK):
        hi = min(lo + BLOCK, people)
        n = hi - lo
        fade(rules.forgotten, claims.wrong[lo:hi])
        fill(
            claims.key[lo:hi], clock.tick, int(REVIEW), runtime_int(0), clock.seed,
            words[0, :n], words[1, :n], words[2, :n], words[3, :n],
        )  # fmt: skip
        mark_busy(rules.misfiling.below, words[0, :n], claims.correction[lo:hi], claims.appeal[lo:hi], busy[:n])
        for k in range(terms.shape[0]):
            mark_listed(terms[k, claims.first + lo : claims.first + hi], busy[:n])
        found = which[: compact(busy[:n], which)]
        entry = _review_busy(rules, claims, marks, clock, counted, account, words, found, lo, entry)
