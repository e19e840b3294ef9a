"""gates: what firms apply for, which of them a gate refuses, and how scarce places are allocated."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel
from counterscore.chance.maths import log2
from counterscore.chance.philox import block
from counterscore.chance.purposes import FIRM_ASK
from counterscore.engine.access.gate import cut, places
from counterscore.engine.firms.company import TRADING
from counterscore.engine.firms.plan import FirmGates, Fortunes, Longs
from counterscore.engine.firms.rank import line

i32, i64, u32, u64, f32, f64 = np.int32, np.int64, np.uint32, np.uint64, np.float32, np.float64
NOT_ASKED, GRANTED, BY_GATE, NO_PLACE = -1, 0, 1, 2
_FULL, _STEPS = f32(255.0), f32(16.0)


class FirmColumns(NamedTuple):
    """The columns by which a firm's requests are judged."""

    key: Words
    sector: NDArray[np.uint8]
    founded: Ints
    workers: Ints
    reserves: Floats
    score: Ints
    terms: NDArray[np.uint8]
    closed: Ints


@inlined
def _index(gates: FirmGates, d: int, years: i64, workers: i32, reserves: f32, lottery: i64) -> i64:
    """Return the incumbent's index: a weighted sum of inputs from 0 to 255. See the society's file."""
    size = i64(min(log2(f32(max(workers, i32(1)))) * _STEPS, _FULL))
    collateral = i64(min(reserves * f32(32.0), _FULL))
    index = i64(gates.weights[d, 0]) * min(years * i64(8), i64(255)) + i64(gates.weights[d, 1]) * size
    return index + i64(gates.weights[d, 2]) * collateral + i64(gates.weights[d, 3]) * (lottery >> i64(8))


@kernel
def ask(
    gates: FirmGates, fortunes: Fortunes, exports: NDArray[np.bool_], asking: FirmColumns, lines: Ints, month: int,
    tick: int, seed: np.uint64, keys: np.ndarray[tuple[int, int], np.dtype[np.int64]],
) -> None:  # fmt: skip
    """Write the queue key of each request, decision x firm: -1 for no request, 0 for a refusal by the gate."""
    k0, k1 = u32(seed), u32(u64(seed) >> u64(32))
    for f in range(asking.key.shape[0]):
        states = (1 if exports[asking.sector[f]] else 0) | (2 if asking.reserves[f] < fortunes.strained_below else 0)
        years = i64(max(month - asking.founded[f], 0)) // i64(12)
        for d in range(gates.demand.shape[0]):
            needs, keys[d, f] = gates.needs[d], i64(NOT_ASKED)
            if asking.closed[f] != TRADING:
                continue
            word, _, _, _ = block(asking.key[f], u32(tick), u32(FIRM_ASK), u32(d), k0, k1)
            if (states & needs) != needs or word >= gates.demand[d]:
                continue
            lottery = min(i64(f64(word) / f64(gates.demand[d]) * f64(65536.0)), i64(65535))
            index = _index(gates, d, years, asking.workers[f], asking.reserves[f], lottery)
            keys[d, f] = max((index << i64(16)) | lottery, i64(1))
            rung = asking.score[f]
            if gates.gated[d] == 0 or rung == 0:
                continue
            if gates.by_rank[d] == 1:
                keys[d, f] = (i64(rung) << i64(11)) | (lottery >> i64(5))
            refused = rung < gates.score_from[d] or rung < lines[d]
            for entry in range(asking.terms.shape[0]):
                refused |= ((gates.lists[d] >> u32(entry)) & u32(1)) != u32(0) and asking.terms[entry, f] > 0
            if refused:
                keys[d, f] = i64(0)


def lines_of(gates: FirmGates, score: Ints) -> Ints:
    """Return the lowest rung that passes each gate by percentile; 0 for other gates."""
    return np.array([line(score, p) if p >= 0 else 0 for p in gates.percentile], np.int32)


def allocate(gates: FirmGates, keys: Longs, trading: int, tick: int) -> NDArray[np.int8]:
    """Return the answer to every firm, decision x firm. The highest keys get a place; ties go to the lower number.

    `trading`: the number of firms in the market, in proportion to which there are places.
    """
    answers = np.where(keys < 0, NOT_ASKED, np.where(keys == 0, BY_GATE, GRANTED)).astype(np.int8)
    for d, per_thousand in enumerate(gates.places):
        waiting = np.flatnonzero(keys[d] > 0)
        packed = (keys[d, waiting] << 31) | (0x7FFFFFFF - waiting)
        if per_thousand >= 0 and len(waiting):
            first = cut([packed], places(float(per_thousand), trading, tick))
            answers[d, waiting[packed < first]] = NO_PLACE
    return answers
