"""Lists: entry by score, minimum term, and exit. Part of the stage `score`, because the new scores decide."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, Words, no_alloc
from counterscore.engine.core.events import NOTIFIED_LISTING, NOTIFIED_REFUSAL
from counterscore.engine.core.state import Bytes, Shorts
from counterscore.society.traits import BIT

u8, i32, u32 = np.uint8, np.int32, np.uint32
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
    below: i32, above: i32, months: i32, ready: Bytes, score: Ints, words: Words, notice: u32, term: Bytes,
    event: Bytes, bad: Bytes,
) -> None:  # fmt: skip
    """Update one list for a month: count the months on it, add people, and remove those who may leave.

    People whose score is below the rung `below`, or at least `above`, enter if `ready`. They leave after `months`, once
    their score no longer qualifies. For a list for low scores, set `bad` to 1 for everybody on it, and notify the
    people who enter if their word is below `notice`.
    """
    low = below > i32(0)
    notified, worse = (_ENTRY, u8(1)) if low else (u8(0), u8(0))
    for j in range(score.shape[0]):
        fits = (score[j] > 0) & ((score[j] < below) | (score[j] >= above)) & (ready[j] != u8(0))
        served = i32(term[j])
        stays = (served > 0) & (fits | (served < months)) & (score[j] > 0)
        enters = (served == 0) & fits
        event[j] = u8(event[j] | (notified if enters & (words[j] < notice) else u8(0)))
        term[j] = u8(min(served + i32(1), _FULL)) if stays else (u8(1) if enters else u8(0))
        bad[j] = u8(bad[j] | (worse if stays | enters else u8(0)))


@no_alloc
def mark_listed(bad: Bytes, bits: Words, months_listed: Shorts) -> None:
    """Set the bit `listed` for people on a list for low scores, and count the months that they have been listed."""
    for j in range(bits.shape[0]):
        bits[j] = u32((bits[j] & ~LISTED) | (LISTED if bad[j] != u8(0) else u32(0)))
    for j in range(bits.shape[0]):
        months_listed[j] = np.uint16(months_listed[j] + bad[j])
