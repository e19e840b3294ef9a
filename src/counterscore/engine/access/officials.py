"""Officials: cases that they decide at will, and bribes by which a request passes that would be refused."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import inlined
from counterscore.chance.maths import log2
from counterscore.chance.philox import block
from counterscore.chance.purposes import AT_WILL, BRIBE, WHIM
from counterscore.engine.access.gate import GRANTED, Asks
from counterscore.engine.access.people import Askers
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import Officials
from counterscore.engine.core.state import State
from counterscore.regime.gates.rule import ALL_ON_THE_LINE
from counterscore.regime.officials import WHIMS

i32, u32, u64, f32 = np.int32, np.uint32, np.uint64, np.float32
_LOTTERY, _INCOME, _COLLATERAL, _HISTORY, _ = range(len(WHIMS))
_FULL, _MIDDLE, _ALL = f32(255.0), f32(1.0 / 128.0), f32(ALL_ON_THE_LINE)


@inlined
def lot(key: u32, purpose: int, d: int, clock: Clock) -> i32:
    """Return a random number for one question about a request, 0 to 65,535, independent of its place in the queue."""
    seed = u64(clock.seed)
    word, _, _, _ = block(key, u32(clock.tick), u32(purpose), u32(d), u32(seed), u32(seed >> u64(32)))
    return i32(word >> u32(16))


@inlined
def _on_scale(officials: Officials, yuan: f32) -> f32:
    steps = log2(max(yuan, f32(1.0)) / officials.index_from) * officials.index_steps
    return f32(i32(min(max(steps, f32(0.0)), _FULL)))


@inlined
def _input(officials: Officials, who: Askers, judged: i32, whim: i32, month: int) -> f32:
    """Return an input of the incumbent's index, 0 to 255, as `judge_by_index` computes it."""
    if whim == _INCOME:
        return _on_scale(officials, who.wage[judged])
    if whim == _COLLATERAL:
        return _on_scale(officials, who.wealth[judged])
    if whim == _HISTORY:
        return f32(who.history[judged])
    months = f32(i32(month) - i32(who.born[judged])) / f32(officials.index_months)
    return f32(i32(min(max(months, f32(0.0)), _FULL)))


@inlined
def at_will(officials: Officials, d: int, key: u32, clock: Clock) -> bool:
    """Return whether an official decides the case at will."""
    share = officials.at_will[d]
    return share > i32(0) and lot(key, AT_WILL, d, clock) < share


@inlined
def approves(officials: Officials, who: Askers, judged: i32, d: int, key: u32, clock: Clock) -> bool:
    """Return whether an official who decides at will approves."""
    chance = officials.approves[d]
    if officials.whim[d] != _LOTTERY:
        chance = chance * _input(officials, who, judged, officials.whim[d], clock.month) * _MIDDLE
    return f32(lot(key, WHIM, d, clock)) < min(chance, f32(1.0)) * _ALL


@inlined
def bribe(officials: Officials, who: Askers, person: i32, d: int, key: u32, clock: Clock) -> f32:
    """Return what a person pays, in yuan, for a request to pass; 0 if there is no bribe."""
    price = officials.price[d] * who.wage[person]
    if price <= f32(0.0) or price > officials.most[d] * who.wealth[person]:
        return f32(0.0)
    return price if lot(key, BRIBE, d, clock) < officials.struck[d] else f32(0.0)


def collect(state: State, requests: list[tuple[Asks, int]]) -> NDArray[np.int64]:
    """Deduct the bribes of requests that pass from wealth, not below 0; return the decisions that were bought."""
    bought: list[NDArray[np.int64]] = []
    for asks, count in requests:
        paying = np.flatnonzero((asks.paid[:count] > 0) & (asks.by[:count] == GRANTED))
        payer = asks.person[paying]
        np.subtract.at(state.wealth, payer, asks.paid[paying])
        state.wealth[payer] = np.maximum(state.wealth[payer], np.float32(0.0))
        bought.append(asks.decision[paying].astype(np.int64))
    return np.concatenate(bought)
