"""behave: draw what each firm does this month, from a logistic model in powers of two, as for people."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel
from counterscore.chance.maths import exp2, log2, unit
from counterscore.chance.philox import block
from counterscore.chance.purposes import FIRM_ACT
from counterscore.engine.firms.company import TRADING
from counterscore.engine.firms.plan import FirmActs, Fortunes

f32, u8, u32, u64 = np.float32, np.uint8, np.uint32, np.uint64
_TEN = f32(10.0)


class Acting(NamedTuple):
    """The columns on which a firm's acts depend, and its reserves, which they change."""

    key: Words
    honesty: Floats
    demand: Floats
    reserves: Floats
    stakes: Floats
    workers: Ints
    closed: Ints


@inlined
def _log2_odds(acts: FirmActs, a: int, honesty: f32, size: f32, demand: f32, strained: f32, stakes: f32) -> f32:
    eta = acts.base[a] + acts.coefficients[a, 0] * honesty
    eta = eta + acts.coefficients[a, 1] * size
    eta = eta + acts.coefficients[a, 2] * demand
    eta = eta + acts.coefficients[a, 3] * strained
    return eta + acts.lesson[a] * stakes


@kernel
def behave(
    fortunes: Fortunes, acts: FirmActs, acting: Acting, tick: int, seed: np.uint64,
    done: np.ndarray[tuple[int, int], np.dtype[np.uint8]],
) -> None:  # fmt: skip
    """Write what each firm does (`done`: activity x firm, 0 or 1), and add what it gains by that to its reserves."""
    k0, k1 = u32(seed), u32(u64(seed) >> u64(32))
    for f in range(acting.key.shape[0]):
        if acting.closed[f] != TRADING:
            continue
        size = log2(f32(max(acting.workers[f], 1)) / _TEN)
        strained = f32(1.0) if acting.reserves[f] < fortunes.strained_below else f32(0.0)
        reserves = acting.reserves[f]
        for a in range(acts.base.shape[0]):
            eta = _log2_odds(acts, a, acting.honesty[f], size, acting.demand[f], strained, acting.stakes[f])
            word, _, _, _ = block(acting.key[f], u32(tick), u32(FIRM_ACT), u32(a), k0, k1)
            done[a, f] = u8(unit(word) * (f32(1.0) + exp2(-eta)) < f32(1.0))
            reserves += acts.gains[a] if done[a, f] else f32(0.0)
        acting.reserves[f] = min(max(reserves, f32(0.0)), fortunes.fullest)
