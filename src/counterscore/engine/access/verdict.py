"""The verdict of a gate on a request: who is judged, the lowest rung that passes, and whether the request does.

This is the one place that says so. Whoever counts, records or explains refusals asks the same functions, with the lines
that the month used (`Month.lines`): every draw is a function of the person, the month and the decision.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel, leaf, no_alloc
from counterscore.chance.philox import block
from counterscore.chance.purposes import ENFORCED, MARGIN
from counterscore.engine.access.division import part_of
from counterscore.engine.access.gate import BY_GATE, GRANTED, Asks
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import Gates, Lines
from counterscore.engine.core.state import Bytes, Longs, Months, Table
from counterscore.regime.gates.rule import ALL_ON_THE_LINE
from counterscore.society.traits import BIT

i32, i64, u32, u64, u8 = np.int32, np.int64, np.uint32, np.uint64, np.uint8
_ALIVE, _ADULT = u32(BIT["alive"]), u32(BIT["adult"])
_ALL = i32(ALL_ON_THE_LINE)


class Askers(NamedTuple):
    """The columns, of everybody, by which requests are judged: a child stands in with its guardian's."""

    key: Words
    born: Months
    bits: Words
    pending: Words
    wage: Floats
    wealth: Floats
    history: Bytes
    guardian: Ints
    household: Ints
    group: Bytes
    region: Bytes
    score: Ints
    terms: Table
    cooldown: Table


@inlined
def passes(rung: i32, least: i32) -> bool:
    """Whether a score passes, given the lowest rung that does."""
    return bool(rung >= least)


@leaf
def find_judged(guardian: Ints, bits: Words, person: Ints, judged: Ints) -> None:
    """Write who is judged for each who asks: a child's guardian, while alive, and else the person."""
    for k in range(person.shape[0]):
        own = person[k]
        by = guardian[own]
        answers = (bits[by] & _ALIVE) != u32(0) and (bits[own] & _ADULT) == u32(0)
        judged[k] = by if answers else own


@inlined
def on_one_of(lists: u32, terms: Table, who: i32) -> bool:
    """Whether somebody is on one of these lists."""
    on = False
    for entry in range(terms.shape[0]):
        on |= ((lists >> u32(entry)) & u32(1)) != u32(0) and terms[entry, who] > 0
    return on


@inlined
def _lot(key: u32, purpose: int, d: int, clock: Clock) -> i32:
    """A draw of a request for one question alone, 0 to 65,535: its place in the queue says nothing of it."""
    seed = u64(clock.seed)
    word, _, _, _ = block(key, u32(clock.tick), u32(purpose), u32(d), u32(seed), u32(seed >> u64(32)))
    return i32(word >> u32(16))


@inlined
def _applied(gates: Gates, d: int, key: u32, clock: Clock) -> bool:
    """Whether the gate is applied to the request at all."""
    share = gates.enforced[d]
    return share >= _ALL or _lot(key, ENFORCED, d, clock) < share


@inlined
def _line(gates: Gates, lines: Lines, who: Askers, judged: i32, d: int, key: u32, clock: Clock) -> i32:
    """The lowest rung that passes the line; one higher for a request that loses the lot of those exactly on it."""
    part = part_of(
        i32(gates.division[d]), u32(who.bits[judged]), u8(who.group[judged]), u8(who.region[judged])
    )  # fmt: skip
    line, share = lines.line[d, part], lines.margin[d, part]
    if share < _ALL and _lot(key, MARGIN, d, clock) >= share:
        line += i32(1)
    return line


@no_alloc
def judge_by_gate(
    gates: Gates, lines: Lines, who: Askers, asks: Asks, judged: Ints, lottery: Longs, clock: Clock
) -> None:
    """What a regime's gates make of the requests: who is refused, and the order by rank.

    Whoever has no score meets no gate, and queues with those at the base. `judged`: by whose columns, for each request.
    """
    for k in range(judged.shape[0]):
        d, one = int(asks.decision[k]), judged[k]
        rung, lists = who.score[one], u32(gates.lists[d])
        asks.by[k] = u8(GRANTED)
        if gates.gated[d] == 0:
            continue
        if gates.by_rank[d] == 1:
            asks.key[k] = u32((i64(rung if rung > 0 else gates.base) << i64(11)) | (lottery[k] >> i64(5)))
        key = u32(who.key[asks.person[k]])
        if rung == 0 or not _applied(gates, d, key, clock):
            continue
        line = _line(gates, lines, who, one, d, key, clock)
        if not passes(i32(rung), line) or on_one_of(lists, who.terms, one):
            asks.by[k] = u8(BY_GATE)


@kernel
def find_least(
    gates: Gates, lines: Lines, who: Askers, person: Ints, judged: Ints, decision: Bytes, clock: Clock, least: Ints
) -> None:
    """Write the lowest rung that passes for each request to which a gate is applied.

    Of somebody on lists it is the rung from which on one does not come on them.
    """
    for k in range(person.shape[0]):
        d, one = int(decision[k]), judged[k]
        lists = u32(gates.lists[d])
        least[k] = _line(gates, lines, who, one, d, u32(who.key[person[k]]), clock)
        for entry in range(who.terms.shape[0]):
            if ((lists >> u32(entry)) & u32(1)) != u32(0) and who.terms[entry, one] > 0:
                least[k] = max(least[k], gates.below[entry])
