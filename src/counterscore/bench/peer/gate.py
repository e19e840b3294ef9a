"""gate: who asks for what, who is let through, how scarce places go, and what the answer does to a life."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterscore.bench.peer.maths import log
from counterscore.bench.peer.philox import Source
from counterscore.bench.peer.review import grant
from counterscore.bench.peer.view import Index, Mask, holds
from counterscore.chance.kernel import Floats, Ints, Words
from counterscore.chance.purposes import ANSWER, ASK
from counterscore.engine.events import TOLD_REFUSAL
from counterscore.engine.gate import BY_GATE, GRANTED, NO_PLACE, places
from counterscore.engine.plan import Asking, Plan
from counterscore.engine.state import Bytes, Longs, State

f32 = np.float32


@dataclass
class Queue:
    """The requests for one decision: who asks, and the place in the queue: the highest first, 0 refused by the gate."""

    who: Index
    key: Longs


def ask(plan: Plan, s: State, lines: Ints, month: int, tick: int, source: Source) -> list[Queue]:
    """Everybody's requests by decision, judged."""
    asking, queues = plan.asking, list[Queue]()
    block: tuple[Words, ...] = ()
    for d in range(len(asking.demand)):
        if d % 4 == 0:
            block = source.words(s.luck, tick, ASK, d // 4)
        word, both = block[d % 4], asking.needs[d] | asking.excludes[d]
        who = np.flatnonzero(((s.bits & both) == asking.needs[d]) & (word < asking.demand[d]))
        lot = word[who].astype(np.float64) / np.float64(asking.demand[d]) * 65536.0
        queues.append(Queue(who, _judge(asking, s, d, who, np.minimum(lot.astype(np.int64), 65535), lines, month)))
    return queues


def _judge(asking: Asking, s: State, d: int, who: Index, lot: Longs, lines: Ints, month: int) -> Longs:
    guardian = s.guardian[who]
    stands = np.where(holds(s.bits[guardian], "alive"), guardian, who)
    seniority = np.clip((month - s.born[stands].astype(np.int64)) >> 2, 0, 255)
    inputs = (_hundredth(s.wage[stands]), _hundredth(s.wealth[stands]), s.history[stands], seniority, lot >> 8)
    index = sum(int(weight) * part.astype(np.int64) for weight, part in zip(asking.weights[d], inputs, strict=True))
    key = np.maximum((index << 16) | lot, 1)
    rung = s.score[stands].astype(np.int64)
    if asking.gated[d]:
        if asking.by_rank[d]:
            key = (np.where(rung > 0, rung, int(asking.base)) << 11) | (lot >> 5)
        key[(rung > 0) & _refused(asking, s, d, stands, rung, lines)] = 0
    return key


def _refused(asking: Asking, s: State, d: int, stands: Index, rung: Longs, lines: Ints) -> Mask:
    refused = (rung < asking.score_from[d]) | (rung < lines[d])
    for entry in range(len(s.terms)):
        if int(asking.lists[d]) >> entry & 1:
            refused |= s.terms[entry, stands] > 0
    return refused


def _hundredth(value: Floats) -> Longs:
    at_least: Floats = np.maximum(value, f32(1.0))
    steps = log(at_least / f32(256.0)) * f32(16.0 * 1.44269504)
    return np.minimum(np.maximum(steps, f32(0.0)), f32(255.0)).astype(np.int64)


def allocate(plan: Plan, queues: list[Queue], residents: int, tick: int) -> list[Bytes]:
    """What is said to each: scarce places go to the first in the queue, of equals to the smaller id."""
    said: list[Bytes] = []
    for queue, per_thousand in zip(queues, plan.scarcity.places, strict=True):
        verdict = np.where(queue.key > 0, GRANTED, BY_GATE).astype(np.uint8)
        if per_thousand >= 0:
            through = np.flatnonzero(queue.key > 0)
            order = through[np.lexsort((queue.who[through], -queue.key[through]))]
            verdict[order[places(float(per_thousand), residents, tick) :]] = NO_PLACE
        said.append(verdict)
    return said


def answer(plan: Plan, s: State, queues: list[Queue], said: list[Bytes], tick: int, source: Source) -> None:
    """What the answers do to lives, one decision after another."""
    for d, (queue, verdict) in enumerate(zip(queues, said, strict=True)):
        grant(plan.grants, s, queue.who[verdict == GRANTED], d)
        denials, refused = plan.denials, queue.who[verdict != GRANTED]
        _change(s, refused, denials.denied_set[d], denials.denied_clear[d], denials.denied_wealth[d])
        s.denied[d, refused] += np.uint16(1)
        shut = queue.who[verdict == BY_GATE]
        _change(s, shut, denials.gate_set[d], denials.gate_clear[d], denials.gate_wealth[d])
        word, _, _, _ = source.words(s.luck[shut], tick, ANSWER, d)
        _tell(plan, s, shut[word < plan.rights.notice], d)


def _change(s: State, who: Index, to_set: np.uint32, to_clear: np.uint32, wealth: f32) -> None:
    s.bits[who] = (s.bits[who] | to_set) & ~to_clear
    s.wealth[who] = np.maximum(s.wealth[who] + wealth * s.wage[who], f32(0.0))


def _tell(plan: Plan, s: State, told: Index, d: int) -> None:
    s.event[told] |= TOLD_REFUSAL
    if plan.rights.appeal_delay >= 0:
        appeals = told[s.appeal[told] == 0]
        s.appeal[appeals] = plan.rights.appeal_delay + 1
        s.appealed[appeals] = d
