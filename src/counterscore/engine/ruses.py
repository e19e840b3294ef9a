"""Ways round a score at work: how much each is used, what it costs, and records of what was never done."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, stage
from counterscore.engine.plan import Learning, Ruses
from counterscore.engine.predictors import CENSOR, COMPLY, GAME, ROWS, WARY, strength
from counterscore.engine.state import Longs, WordTable
from counterscore.society.traits import BIT

f32, f64, i32, i64, u32, u64 = np.float32, np.float64, np.int32, np.int64, np.uint32, np.uint64
_ZERO, _ONE, _TWO = f32(0.0), f32(1.0), f32(2.0)
_WORDS = f64(4294967296.0)
# Use is counted in 2**-16, money in hundredths: whole numbers, which add up in any order.
FINE, HUNDREDTHS, _HALF = f32(65536.0), f32(100.0), f32(0.5)
_UNMOVED = u32(BIT["unmoved"])


@stage
def still(bits: Words, row: Floats) -> None:
    """Take a response from those who do nothing about a score."""
    for j in range(row.shape[0]):
        row[j] = _ZERO if (bits[j] & _UNMOVED) != u32(0) else row[j]


@stage
def use(
    learning: Learning, ruses: Ruses, safe: np.int32, last: Ints, stakes: Floats, watched: Floats, bits: Words,
    rows: Floats, used: Longs,
) -> None:  # fmt: skip
    """Write how much each way round is used, 0 to 1, into the rows behind those of the responses; add it to `used`."""
    n, line, tilt = stakes.shape[0], learning.threshold, learning.tilt
    for k in range(ruses.strength.shape[0]):
        trait, row, at_most = rows[u64(ruses.trait[k]), :n], rows[ROWS + k, :n], ruses.strength[k]
        for j in range(n):
            eased = learning.safe_ease if last[j] >= safe else _ONE
            belief = strength(watched[j], line) if ruses.watched[k] == 1 else strength(stakes[j], line) * eased
            row[j] = min(belief * at_most * min(max(_ONE + tilt * trait[j], _ZERO), _TWO), _ONE)
        still(bits, row)
        for j in range(n):
            used[k] += i64(row[j] * FINE)


@stage
def _hundredths(money: f32) -> i64:
    return i64(money * HUNDREDTHS + _HALF)


@stage
def pay(ruses: Ruses, rows: Floats, wage: Floats, wealth: Floats) -> i64:
    """Take what the responses and the ways round cost this month, and return how much; nobody owes by them."""
    spent = i64(0)
    for j in range(wealth.shape[0]):
        months = (
            ruses.comply * rows[COMPLY, j] + ruses.censor * rows[CENSOR, j] + ruses.game * rows[GAME, j]
            + ruses.wary * rows[WARY, j]
        )  # fmt: skip
        for k in range(ruses.strength.shape[0]):
            months += ruses.cost[k] * rows[ROWS + k, j]
        owed = months * wage[j]
        spent += _hundredths(min(owed, wealth[j]))
        wealth[j] = max(wealth[j] - owed, _ZERO)
    return spent


@stage
def veil(ruses: Ruses, partners: int, rows: Floats, reach: WordTable) -> None:
    """How far each partner sees of what is hidden: less, by the use that somebody makes of the way to hide it."""
    n = reach.shape[1]
    for v in range(ruses.veiled.shape[0]):
        whole, part, row = u64(ruses.veiled[v]), u64(partners + 1 + v), ROWS + ruses.veil[v]
        for j in range(n):
            reach[part, j] = u32(f64(reach[whole, j]) * f64(_ONE - rows[row, j])) if j < rows.shape[1] else u32(0)


@stage
def fake(
    price: f32, using: Floats, who: u32, bits: Words, there: Words, words: Words, wage: Floats, wealth: Floats,
    seen: Ints, spent: Longs,
) -> i32:  # fmt: skip
    """Put one act more on record, from the upper end of the word that says what is seen; return how many.

    What they cost is added to `spent`.
    """
    count = i32(0)
    for j in range(seen.shape[0]):
        covered = (bits[j] & who) == who and there[j] > u32(0)
        if covered and f64(words[j]) >= _WORDS * f64(_ONE - using[j]) and price * wage[j] <= wealth[j]:
            wealth[j] = wealth[j] - price * wage[j]
            spent[0] += _hundredths(price * wage[j])
            seen[j] += i32(1)
            count += i32(1)
    return count
