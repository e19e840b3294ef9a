"""Lists: entry by score, term, and exit. Part of the score stage: a list is read off the number."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, Words, stage
from counterscore.engine.events import TOLD_REFUSAL
from counterscore.engine.state import Bytes, Shorts
from counterscore.society.traits import BIT

u8, i32, u32 = np.uint8, np.int32, np.uint32
LISTED = u32(BIT["listed"])
_FULL = i32(255)


@stage
def keep_list(
    below: i32, above: i32, months: i32, needed: i32, before: Bytes, score: Ints, words: Words, notice: u32,
    term: Bytes, event: Bytes,
) -> None:  # fmt: skip
    """One list's month: months served go up, those whose term is over and whose score allows leave, others enter.

    `before`: months on the list that must precede this one, `needed` of them (last month's; the list itself and 0
    where there is none).
    """
    for j in range(score.shape[0]):
        fits = (score[j] > 0) & ((score[j] < below) | (score[j] >= above)) & (i32(before[j]) >= needed)
        served = i32(term[j])
        stays = (served > 0) & (fits | (served < months)) & (score[j] > 0)
        enters = (served == 0) & fits
        if enters & (below > 0) & (words[j] < notice):
            event[j] = u8(event[j] | TOLD_REFUSAL)
        term[j] = u8(min(served + 1, _FULL)) if stays else (u8(1) if enters else u8(0))


@stage
def mark_listed(below: i32, afresh: bool, term: Bytes, bits: Words) -> None:
    """Set the bit `listed` for whoever is on this list, if it is one for a low score; `afresh` clears it first."""
    keep = u32(~LISTED) if afresh else u32(0xFFFFFFFF)
    bad = LISTED if below > 0 else u32(0)
    for j in range(bits.shape[0]):
        bits[j] = u32((bits[j] & keep) | (bad if term[j] > u8(0) else u32(0)))


@stage
def count_listed(bits: Words, months_listed: Shorts) -> None:
    """Months on a list for a low score so far."""
    for j in range(bits.shape[0]):
        months_listed[j] = np.uint16(months_listed[j] + ((bits[j] & LISTED) != u32(0)))
