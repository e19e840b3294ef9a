"""The verdict of a gate on a request: who is judged, the lowest rung that passes, and whether the request passes.

No other module decides this. Code that counts, records or explains refusals calls the same functions, with the lines
that the month used (`MonthResult.lines`). The results agree, because every random draw is a function of the person, the
month and the decision.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints, Words, inlined, kernel, leaf, no_alloc
from counterscore.chance.purposes import ENFORCED, MARGIN
from counterscore.engine.access.division import part_of
from counterscore.engine.access.gate import BY_GATE, GRANTED, Asks
from counterscore.engine.access.officials import approves, at_will, bribe, lot
from counterscore.engine.access.people import Askers
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import Gates, Lines
from counterscore.engine.core.state import Bytes, Longs, State, Table
from counterscore.regime.gates.rule import ALL_ON_THE_LINE
from counterscore.society.traits import BIT

i32, i64, u32, u8, f32 = np.int32, np.int64, np.uint32, np.uint8, np.float32
NO_RUNG = i32(2**31 - 1)
_ALIVE, _ADULT = u32(BIT["alive"]), u32(BIT["adult"])
_ALL = i32(ALL_ON_THE_LINE)


@inlined
def passes(rung: i32, least: i32) -> bool:
    """Return whether a score passes, given the lowest rung that does."""
    return bool(rung >= least)


def which_pass(rungs: Ints, least: i32) -> NDArray[np.bool_]:
    """Return which of these scores pass: `passes` for an array, outside a kernel."""
    return rungs >= least


@leaf
def find_judged(guardian: Ints, bits: Words, person: Ints, judged: Ints) -> None:
    """Write who is judged for each applicant: a child's guardian, if alive; otherwise the applicant."""
    for k in range(person.shape[0]):
        own = person[k]
        by = guardian[own]
        answers = (bits[by] & _ALIVE) != u32(0) and (bits[own] & _ADULT) == u32(0)
        judged[k] = by if answers else own


def judged_of(state: State, person: Ints) -> Ints:
    """Return who is judged for each applicant: a child's guardian, if alive; otherwise the applicant."""
    judged = np.empty(len(person), np.int32)
    find_judged(state.guardian, state.bits, person, judged)
    return judged


@inlined
def on_one_of(lists: u32, terms: Table, who: i32) -> bool:
    """Return whether a person is on one of these lists (a bit each)."""
    on = False
    for entry in range(terms.shape[0]):
        on |= ((lists >> u32(entry)) & u32(1)) != u32(0) and terms[entry, who] > 0
    return on


@inlined
def _applied(gates: Gates, d: int, region: u8, key: u32, clock: Clock) -> bool:
    """Return whether the gate is applied to the request of somebody from this region at all."""
    share = gates.enforced[d, region]
    return share >= _ALL or lot(key, ENFORCED, d, clock) < share


@inlined
def _line(gates: Gates, lines: Lines, who: Askers, judged: i32, d: int, key: u32, clock: Clock) -> i32:
    """Return the lowest rung that passes; one above the line for a request that loses the lottery on the line."""
    part = part_of(
        i32(gates.division[d]), u32(who.bits[judged]), u8(who.group[judged]), u8(who.region[judged])
    )  # fmt: skip
    line, share = lines.line[d, part], lines.margin[d, part]
    if share < _ALL and lot(key, MARGIN, d, clock) >= share:
        line += i32(1)
    return line


@no_alloc
def judge_by_gate(
    gates: Gates, lines: Lines, who: Askers, asks: Asks, judged: Ints, lottery: Longs, clock: Clock
) -> None:
    """Write the gates' verdict on each request, and the queue key where scarce places are allocated by rank.

    Gates do not apply to people without a score, who queue by rank as if at the base. `judged`: the person judged for
    each request. People who apply for themselves may pay to pass (`asks.paid`, yuan).
    """
    for k in range(judged.shape[0]):
        d, one = int(asks.decision[k]), judged[k]
        rung, lists = who.score[one], u32(gates.lists[d])
        asks.by[k], asks.paid[k] = u8(GRANTED), f32(0.0)
        if gates.gated[d] == 0:
            continue
        if gates.by_rank[d] == 1:
            asks.key[k] = u32((i64(rung if rung > 0 else gates.base) << i64(11)) | (lottery[k] >> i64(5)))
        key = u32(who.key[asks.person[k]])
        if rung == 0 or not _applied(gates, d, u8(who.region[one]), key, clock):
            continue
        if gates.officials.some and at_will(gates.officials, d, key, clock):
            refused = not approves(gates.officials, who, one, d, key, clock)
        else:
            line = _line(gates, lines, who, one, d, key, clock)
            refused = not passes(i32(rung), line) or on_one_of(lists, who.terms, one)
        if refused and gates.officials.some and one == asks.person[k]:
            asks.paid[k] = bribe(gates.officials, who, one, d, key, clock)
        if refused and asks.paid[k] == f32(0.0):
            asks.by[k] = u8(BY_GATE)


@kernel
def find_least(
    gates: Gates, lines: Lines, who: Askers, person: Ints, judged: Ints, decision: Bytes, clock: Clock, least: Ints
) -> None:
    """Write the lowest rung that passes for each request, given that a gate is applied to it.

    For people on lists that the gate refuses, it is at least the rung from which people do not enter those lists. In a
    case that an official decides at will it is NO_RUNG: no score would have helped a person who was refused.
    """
    for k in range(person.shape[0]):
        d, one = int(decision[k]), judged[k]
        lists = u32(gates.lists[d])
        key = u32(who.key[person[k]])
        least[k] = _line(gates, lines, who, one, d, key, clock)
        for entry in range(who.terms.shape[0]):
            if ((lists >> u32(entry)) & u32(1)) != u32(0) and who.terms[entry, one] > 0:
                least[k] = max(least[k], gates.below[entry])
        if gates.officials.some and at_will(gates.officials, d, key, clock):
            least[k] = NO_RUNG
