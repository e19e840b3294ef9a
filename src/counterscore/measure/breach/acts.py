"""How many known acts identify a person in leaked records."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.chance.philox import fill
from counterscore.chance.purposes import ACQUAINTED
from counterscore.measure.breach.records import Flags, LeakedRecords

KNOWN = (1, 2, 3, 4)
_WORD = np.uint64(32)


def singled_out(records: LeakedRecords, seed: int) -> dict[int, float | None]:
    """Return, by number of known acts, the share of people whom these acts identify uniquely in the records.

    An act is a month and an activity. Which acts are known is drawn for each person. A person is identified if nobody
    else in the records has all of them. The search covers everybody whose records are out: a person who is unique in a
    sample need not be unique among all, and the more records are out, the fewer people a few acts identify. None if
    nobody has so many acts.
    """
    if not records.bits.size:
        return dict.fromkeys(KNOWN)
    acts = records.bits.reshape(-1, records.bits.shape[-1])
    unique, eligible = np.zeros((2, len(KNOWN)), np.int64)
    for place, on in records.blocks():
        known, count = _drawn(on.reshape(len(on), -1), records.ids[place], seed)
        matches = _matches(acts, known)
        enough = count[:, None] >= np.array(KNOWN)
        eligible += enough.sum(axis=0)
        unique += (enough & (matches == 1)).sum(axis=0)
    return {k: float(unique[i] / eligible[i]) if eligible[i] else None for i, k in enumerate(KNOWN)}


def _drawn(on: Flags, ids: Ints, seed: int) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Return for each person the places of the known acts among all acts, and how many acts are on record.

    `on`: people x acts. Acts are drawn without replacement, by the person's key; 0 where a person has no more acts.
    """
    words = np.empty((4, len(ids)), np.uint32)
    fill(ids.astype(np.uint32), 0, ACQUAINTED, 0, np.uint64(seed), words[0], words[1], words[2], words[3])
    count = on.sum(axis=1)
    _, act = np.nonzero(on)
    first, picks = np.cumsum(count) - count, np.empty((len(ids), 0), np.int64)
    for k in range(len(KNOWN)):
        left = np.maximum(count - k, 0).astype(np.uint64)
        pick = ((words[k].astype(np.uint64) * left) >> _WORD).astype(np.int64)
        for earlier in np.sort(picks, axis=1).T:  # the pick counts only acts that are not known yet
            pick += pick >= earlier
        picks = np.column_stack([picks, pick])
    there = np.minimum(first[:, None] + picks, max(len(act) - 1, 0))
    return np.where(picks < count[:, None], act[there] if len(act) else 0, 0), count


def _matches(acts: NDArray[np.uint8], known: NDArray[np.intp]) -> NDArray[np.int64]:
    """Return how many people have the first act, the first two acts and so on: people x numbers of known acts.

    `acts`: acts x people, eight people a byte. `known`: people x known acts.
    """
    together, found = acts[known[:, 0]], np.empty(known.shape, np.int64)
    for k, also in enumerate(known.T):
        together &= acts[also]
        found[:, k] = np.bitwise_count(together).sum(axis=1)
    return found
