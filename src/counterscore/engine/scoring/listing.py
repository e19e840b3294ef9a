"""Lists: entry by score, minimum term, and exit. Part of the stage `score`, because the new scores decide."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, Words, no_alloc
from counterscore.chance.philox import block
from counterscore.chance.purposes import LISTED as LISTED_WORDS
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.events import NOTIFIED_LISTING, NOTIFIED_REFUSAL
from counterscore.engine.core.state import Bytes, Shorts
from counterscore.society.traits import BIT

u8, i32, u32, u64 = np.uint8, np.int32, np.uint32, np.uint64
LISTED = u32(BIT["listed"])
_FULL = i32(255)
_ENTRY = u8(NOTIFIED_REFUSAL | NOTIFIED_LISTING)


@no_alloc
def prepare(before: Bytes, after: i32, needed: i32, ready: Bytes) -> None:
    """Write 1 for people on the preceding list for at least `needed` months, or for everybody if `after` is -1."""
    most = needed if after >= i32(0) else i32(0)
    for j in range(ready.shape[0]):
        ready[j] = u8(i32(before[j]) >= most)


@no_alloc
def keep_list(
    below: i32, above: i32, months: i32, ready: Bytes, score: Ints, term: Bytes, mark: u8, fresh: Bytes, bad: Bytes
) -> None:  # fmt: skip
    """Update one list for a month: count the months on it, add people, and remove those who may leave.

    People whose score is below the rung `below`, or at least `above`, enter if `ready`. They leave after `months`, once
    their score no longer qualifies. For a list for low scores, set `bad` to 1 for everybody on it, and the bit `mark`
    in the `fresh` of the people who enter.
    """
    low = below > i32(0)
    entered, worse = (mark, u8(1)) if low else (u8(0), u8(0))
    for j in range(score.shape[0]):
        fits = (score[j] > 0) & ((score[j] < below) | (score[j] >= above)) & (ready[j] != u8(0))
        served = i32(term[j])
        stays = (served > 0) & (fits | (served < months)) & (score[j] > 0)
        enters = (served == 0) & fits
        fresh[j] = u8(fresh[j] | (entered if enters else u8(0)))
        term[j] = u8(min(served + i32(1), _FULL)) if stays else (u8(1) if enters else u8(0))
        bad[j] = u8(bad[j] | (worse if stays | enters else u8(0)))


@no_alloc
def notify(fresh: Bytes, key: Words, notice: u32, clock: Clock, event: Bytes) -> None:
    """Notify people of the lists that they have entered, a bit each in `fresh`, if their word is below `notice`."""
    k0, k1 = u32(clock.seed), u32(u64(clock.seed) >> u64(32))
    for j in range(fresh.shape[0]):
        if fresh[j] != u8(0):
            w0, w1, w2, w3 = block(u32(key[j]), u32(clock.tick), u32(LISTED_WORDS), u32(0), k0, k1)
            notified = (u8(u32(w0) < notice), u8(u32(w1) < notice), u8(u32(w2) < notice), u8(u32(w3) < notice))
            which = u8(notified[0] | (notified[1] << u8(1)) | (notified[2] << u8(2)) | (notified[3] << u8(3)))
            event[j] = u8(event[j] | (_ENTRY if (fresh[j] & which) != u8(0) else u8(0)))


@no_alloc
def mark_listed(bad: Bytes, bits: Words, months_listed: Shorts) -> None:
    """Set the bit `listed` for people on a list for low scores, and count the months that they have been listed."""
    for j in range(bits.shape[0]):
        bits[j] = u32((bits[j] & ~LISTED) | (LISTED if bad[j] != u8(0) else u32(0)))
    for j in range(bits.shape[0]):
        months_listed[j] = np.uint16(months_listed[j] + bad[j])
