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

f32, i32, u32, u64 = np.float32, np.int32, np.uint32, np.uint64


def end(firms: Firms, gone: NDArray[np.bool_], failed: NDArray[np.bool_], unpaid: np.float32) -> None:
    """End the contracts of firms that leave. Counterparties of failed ones lose `unpaid` months of turnover each."""
    firm, other = _ends(firms)
    bereft = gone[other] & ~gone[firm]
    np.add.at(firms.sought, firm[bereft], np.int32(1))
    owed = np.bincount(firm[failed[other] & ~gone[firm]], minlength=firms.count)
    firms.reserves[:] = np.maximum(firms.reserves - unpaid * owed.astype(np.float32), np.float32(0.0))
    last = ~(gone[firm] | gone[other])
    _store(firms, firm[last], other[last])


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
        mine, theirs = _ends(firms)
        _store(firms, np.concatenate([mine, one, two]), np.concatenate([theirs, two, one]))


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


def _ends(firms: Firms) -> tuple[Ints, Ints]:
    """Return both ends of every contract, each contract once from each side."""
    return np.repeat(np.arange(firms.count, dtype=np.int32), np.diff(firms.offsets)), firms.counterparties


def _store(firms: Firms, firm: Ints, counterparty: Ints) -> None:
    """Write contracts in compressed sparse rows, counterparties ascending."""
    packed = np.sort((firm.astype(np.int64) << 32) | counterparty.astype(np.int64))
    firms.offsets = np.searchsorted(packed, np.arange(firms.count + 1, dtype=np.int64) << 32)
    firms.counterparties = (packed & 0xFFFFFFFF).astype(np.int32)
