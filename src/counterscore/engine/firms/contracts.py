"""Contracts between firms: they end when one of the two leaves the market, and are replaced in time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints, Words, kernel
from counterscore.chance.maths import unit
from counterscore.chance.philox import block
from counterscore.chance.purposes import FIRM_MATCH
from counterscore.engine.core.clock import Clock
from counterscore.engine.firms.company import Firms
from counterscore.engine.firms.plan import Longs

i32, u32, u64 = np.int32, np.uint32, np.uint64
Chosen = NDArray[np.bool_]
_HALF, _LOW = np.int64(32), np.int64(0xFFFFFFFF)


def end(firms: Firms, gone: NDArray[np.bool_], failed: NDArray[np.bool_], unpaid: np.float32) -> None:
    """End the contracts of firms that leave. Counterparties of failed ones lose `unpaid` months of turnover each."""
    owed, offsets = np.zeros(firms.count, np.int32), np.empty(firms.count + 1, np.int64)
    left = cross_out(gone, failed, firms.offsets, firms.counterparties, firms.sought, owed, offsets)
    firms.reserves[:] = np.maximum(firms.reserves - unpaid * owed.astype(np.float32), np.float32(0.0))
    firms.offsets, firms.counterparties = offsets, left


@kernel
def cross_out(
    gone: Chosen, failed: Chosen, offsets: Longs, counterparties: Ints, sought: Ints, owed: Ints, ends: Longs
) -> Ints:
    """Return the contracts that last, row by row, and write where each row begins and ends to `ends`.

    For firms that stay, add to `sought` the contracts lost, and to `owed` those with firms that failed.
    """
    left, count = np.empty(counterparties.shape[0], np.int32), 0
    ends[0] = 0
    for f in range(gone.shape[0]):
        for place in range(offsets[f], offsets[f + 1] if not gone[f] else offsets[f]):
            other = counterparties[place]
            sought[f] += i32(gone[other])
            owed[f] += i32(failed[other])
            left[count] = other
            count += int(not gone[other])
        ends[f + 1] = count
    return left[:count].copy()


def match(firms: Firms, matched: np.float32, clock: Clock) -> None:
    """Let firms that miss contracts look for new ones: those who look this month are paired in random order."""
    if not firms.sought.any():
        return
    most = int(firms.sought.sum())
    firm, order = np.empty(most, np.int32), np.empty(most, np.uint32)
    looking = seek(firms.key, firms.sought, matched, clock, firm, order)
    firm, order = firm[:looking], order[:looking]
    place = np.lexsort((firm, order))
    pairs = firm[place[: looking // 2 * 2]].reshape(-1, 2)
    one, two = pairs[pairs[:, 0] != pairs[:, 1]].T
    if len(one):
        np.subtract.at(firms.sought, np.concatenate([one, two]), np.int32(1))
        _enter(firms, np.concatenate([one, two]), np.concatenate([two, one]))


@kernel
def seek(key: Words, sought: Ints, matched: np.float32, clock: Clock, firm: Ints, order: Words) -> int:
    """Write the firm of every missing contract that is looked for this month, and its random place; return how many."""
    k0, k1, count = u32(clock.seed), u32(u64(clock.seed) >> u64(32)), 0
    for f in range(key.shape[0]):
        for missing in range(sought[f]):
            word, place, _, _ = block(key[f], u32(clock.tick), u32(FIRM_MATCH), u32(missing), k0, k1)
            if unit(word) < matched:
                firm[count], order[count] = i32(f), place
                count += 1
    return count


def _enter(firms: Firms, firm: Ints, counterparty: Ints) -> None:
    """Add contracts to the compressed sparse rows, counterparties ascending."""
    packed = np.sort((firm.astype(np.int64) << 32) | counterparty.astype(np.int64))
    offsets, held = np.empty(firms.count + 1, np.int64), firms.counterparties
    firms.counterparties = merge(packed, firms.offsets, held, np.empty(len(held) + len(packed), np.int32), offsets)
    firms.offsets = offsets


@kernel
def merge(packed: Longs, offsets: Longs, held: Ints, merged: Ints, ends: Longs) -> Ints:
    """Merge new contracts, packed and ascending, into the rows of those held; write where rows begin to `ends`."""
    new, count = 0, 0
    ends[0] = 0
    for f in range(ends.shape[0] - 1):
        place, end = offsets[f], offsets[f + 1]
        while new < packed.shape[0] and (packed[new] >> _HALF) == f:
            other = i32(packed[new] & _LOW)
            while place < end and held[place] <= other:
                merged[count] = held[place]
                place, count = place + 1, count + 1
            merged[count] = other
            new, count = new + 1, count + 1
        while place < end:
            merged[count] = held[place]
            place, count = place + 1, count + 1
        ends[f + 1] = count
    return merged
