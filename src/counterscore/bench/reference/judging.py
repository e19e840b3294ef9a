"""judging: which requests pass, and their positions in the queue."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from counterscore.bench.reference.maths import log2
from counterscore.bench.reference.philox import PhiloxStream
from counterscore.bench.reference.view import Index, Mask, holds
from counterscore.chance.kernel import Floats, Ints
from counterscore.chance.purposes import AT_WILL, BRIBE, ENFORCED, MARGIN, WHIM
from counterscore.engine.access.gate import BY_FAMILY, BY_GATE, BY_LIST, GRANTED
from counterscore.engine.core.plan import Gates, Lines, Officials, Plan, RequestRules
from counterscore.engine.core.state import Bytes, Longs, State
from counterscore.regime.officials import WHIMS
from counterscore.society.division import DIVISIONS

f32 = np.float32
_HEAD, _LAST_TERM, _ALL = 0xFFFF0000, 255, 1 << 16


@dataclass
class Queue:
    """The requests for one decision.

    `key`: the position in the queue, the highest first. `by`: who refuses the request, or GRANTED. `left`: the months
    for which a list that refuses it still runs. `outcome`: what an approval would lead to. `paid`: bribes in yuan,
    empty where nobody takes any.
    """

    who: Index
    key: Longs
    by: Bytes
    left: Ints
    outcome: Bytes = field(default_factory=lambda: np.empty(0, np.uint8))
    paid: Floats = field(default_factory=lambda: np.empty(0, np.float32))


@dataclass(frozen=True)
class Lots:
    """Who asks for one decision, each person's lottery number in the queue, and the stream for all other draws."""

    who: Index
    queue: Longs
    tick: int
    stream: PhiloxStream

    def lost(self, s: State, purpose: int, d: int, which: Mask, winning: Longs) -> Mask:
        """Return which of the requests `which` lose a draw for this purpose, in which `winning` of 65,536 lots win."""
        found = np.zeros(len(self.who), bool)
        drawn = np.flatnonzero(which & (winning < _ALL))
        word, _, _, _ = self.stream.words(s.key[self.who[drawn]], self.tick, purpose, d)
        found[drawn] = (word >> np.uint32(16)) >= winning[drawn]
        return found


def judge(
    plan: Plan, s: State, d: int, lots: Lots, lines: Lines, shadow: Bytes, month: int
) -> Queue:  # fmt: skip
    """Judge the requests for one decision by the incumbent's index, the gate, and the lists."""
    asking, who, lot = plan.asking, lots.who, lots.queue
    guardian = s.guardian[who]
    minor = holds(s.bits[guardian], "alive") & ~holds(s.bits[who], "adult")
    judged = np.where(minor, guardian, who)
    queue = Queue(
        who, _index(asking, s, d, judged, lot, month), np.zeros(len(who), np.uint8), np.zeros(len(who), np.int32)
    )
    _gate(plan.gates, s, d, judged, lots, lines, queue, month)
    _lists(asking, s, d, judged, lot, shadow, queue)
    return queue


def _index(asking: RequestRules, s: State, d: int, judged: Index, lot: Longs, month: int) -> Longs:
    seniority = np.clip((month - s.born[judged].astype(np.int64)) // asking.index_months, 0, 255)
    inputs = (
        _hundredth(asking, s.wage[judged]), _hundredth(asking, s.wealth[judged]), s.history[judged], seniority, lot >> 8
    )  # fmt: skip
    index = sum(int(weight) * part.astype(np.int64) for weight, part in zip(asking.weights[d], inputs, strict=True))
    return np.maximum((index << 16) | lot, 1)


def _hundredth(asking: RequestRules | Officials, value: Floats) -> Longs:
    at_least: Floats = np.maximum(value, f32(1.0))
    steps = log2(at_least / asking.index_from) * asking.index_steps
    return np.minimum(np.maximum(steps, f32(0.0)), f32(255.0)).astype(np.int64)


def _gate(gates: Gates, s: State, d: int, judged: Index, lots: Lots, lines: Lines, queue: Queue, month: int) -> None:
    if not gates.gated[d]:
        return
    rung = s.score[judged].astype(np.int64)
    if gates.by_rank[d]:
        queue.key = (np.where(rung > 0, rung, int(gates.base)) << 11) | (lots.queue >> 5)
    part = _part(int(gates.division[d]), s, judged)
    line, margin = lines.line[d, part], lines.margin[d, part]
    applied = (rung > 0) & ~lots.lost(s, ENFORCED, d, rung > 0, gates.enforced[d, s.region[judged]])
    below = (rung < line) | (lots.lost(s, MARGIN, d, applied, margin) & (rung == line))
    refused = applied & (below | _on_one_of(gates.lists[d], s, judged))
    if gates.officials.some:
        refused = _at_will(gates.officials, s, d, judged, lots, applied, refused, month)
        queue.paid = _bribes(gates.officials, s, d, lots, refused & (judged == lots.who))
        refused &= queue.paid == 0
    queue.by[refused] = BY_GATE


def _at_will(
    officials: Officials, s: State, d: int, judged: Index, lots: Lots, applied: Mask, refused: Mask, month: int
) -> Mask:
    """Return who is refused, where officials decide some cases at will."""
    share = np.full(len(judged), officials.at_will[d])
    some = applied & (share > 0)
    at_will = some & ~lots.lost(s, AT_WILL, d, some, share)
    chance = np.full(len(judged), officials.approves[d], np.float32)
    if officials.whim[d]:
        chance = chance * _whim(officials, s, d, judged, month).astype(np.float32) * f32(1 / 128)
    found = np.flatnonzero(at_will)
    word, _, _, _ = lots.stream.words(s.key[lots.who[found]], lots.tick, WHIM, d)
    approved = np.zeros(len(judged), bool)
    limit = np.minimum(chance[found], f32(1.0)) * f32(_ALL)
    approved[found] = (word >> np.uint32(16)).astype(np.int32).astype(np.float32) < limit
    return np.where(at_will, ~approved, refused)


def _whim(officials: Officials, s: State, d: int, judged: Index, month: int) -> Longs:
    """Return the input that counts for officials who decide at will, 0 to 255."""
    name = WHIMS[int(officials.whim[d])]
    if name == "history":
        return s.history[judged].astype(np.int64)
    if name == "seniority":
        return np.clip((month - s.born[judged].astype(np.int64)) // officials.index_months, 0, 255)
    return _hundredth(officials, (s.wage if name == "income" else s.wealth)[judged])


def _bribes(officials: Officials, s: State, d: int, lots: Lots, refused: Mask) -> Floats:
    """Return what each applicant pays to pass."""
    price = officials.price[d] * s.wage[lots.who]
    can = np.flatnonzero(refused & (price > 0) & (price <= officials.most[d] * s.wealth[lots.who]))
    word, _, _, _ = lots.stream.words(s.key[lots.who[can]], lots.tick, BRIBE, d)
    paid = np.zeros(len(price), np.float32)
    struck = (word >> np.uint32(16)).astype(np.int64) < officials.struck[d]
    paid[can] = np.where(struck, price[can], f32(0.0))
    return paid


def _part(division: int, s: State, who: Index) -> Index:
    """Return the group that each person belongs to, for a gate with a line for each group."""
    if division == 0:
        return np.zeros(len(who), np.intp)
    name = DIVISIONS[division - 1]
    column = {"group": s.group, "region": s.region}.get(name)
    return (holds(s.bits[who], name) if column is None else column[who]).astype(np.intp)


def _on_one_of(lists: np.uint32, s: State, who: Index) -> Mask:
    on = np.zeros(len(who), bool)
    for entry in range(len(s.terms)):
        if int(lists) >> entry & 1:
            on |= s.terms[entry, who] > 0
    return on


def _lists(asking: RequestRules, s: State, d: int, judged: Index, lot: Longs, shadow: Bytes, queue: Queue) -> None:
    opened = _on_one_of(asking.opens[d], s, judged)
    queue.by[opened] = GRANTED
    queue.key[opened] = _HEAD | lot[opened]
    queue.left = _months_left(asking, s, d, queue.who)
    queue.by[queue.left > 0] = BY_LIST
    kin = (shadow[s.household[queue.who]].astype(np.uint32) & asking.family[d]) != 0
    queue.by[kin & (queue.left == 0)] = BY_FAMILY


def _months_left(asking: RequestRules, s: State, d: int, who: Index) -> Ints:
    left = np.zeros(len(who), np.int32)
    for entry, months in enumerate(asking.list_months):
        if int(asking.blocks[d]) >> entry & 1:
            served = s.terms[entry, who].astype(np.int32)
            left = np.where(served > 0, np.maximum(left, np.maximum(months - served + 1, 1)), left)
    return np.minimum(left, _LAST_TERM)
