"""gate: who asks for what this month, who is let through, how scarce places go, and what the answer does to a life."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, kernel, stage
from counterscore.chance.maths import log
from counterscore.chance.philox import block, fill
from counterscore.chance.purposes import ANSWER, ASK
from counterscore.engine.events import TOLD_REFUSAL
from counterscore.engine.plan import Asking, Denials, Grants, Rights
from counterscore.engine.review import grant
from counterscore.engine.state import Bytes, Longs, Months, Table
from counterscore.society.traits import BIT

i32, i64, u32, u64, u8, f32, f64 = np.int32, np.int64, np.uint32, np.uint64, np.uint8, np.float32, np.float64
_ALIVE = u32(BIT["alive"])
BLOCK = 512
GRANTED, BY_GATE, NO_PLACE = range(3)
ANSWERS = ("granted", "refused by the gate", "no place left")
_FULL = f32(255.0)
# The logarithmic scales of the incumbent's index: 16 steps for each doubling, from 256 yuan.
_STEPS, _FROM = f32(16.0 * 1.44269504), f32(256.0)


class Askers(NamedTuple):
    """The columns, of everybody, by which requests are judged: a child stands in with its guardian's."""

    luck: Words
    born: Months
    bits: Words
    wage: Floats
    wealth: Floats
    history: Bytes
    guardian: Ints
    score: Ints
    terms: Table


class Answered(NamedTuple):
    """The columns, of everybody, that an answer moves."""

    luck: Words
    bits: Words
    wage: Floats
    wealth: Floats
    event: Bytes
    appeal: Bytes
    appealed: Bytes
    denied: np.ndarray[tuple[int, int], np.dtype[np.uint16]]


class Asks(NamedTuple):
    """Requests of a partition in a month: who, what (decision), and the place in the queue.

    `key`: the index in its upper half, a draw in the lower, the highest first; 0 for who is refused by the gate.
    """

    person: Ints
    decision: Bytes
    key: Words


@stage
def _hundredth(value: f32) -> i32:
    return i32(min(max(log(max(value, f32(1.0)) / _FROM) * _STEPS, f32(0.0)), _FULL))


@stage
def index(asking: Asking, who: Askers, person: int, decision: int, month: int, luck: i64) -> i64:
    """The incumbent's weighted index of a person, 0 to 65,025. `luck`: 0 to 65,535."""
    w = asking.weights[decision]
    seniority = min(max((month - i64(who.born[person])) >> 2, i64(0)), i64(255))
    return (
        i64(w[0]) * i64(_hundredth(who.wage[person]))
        + i64(w[1]) * i64(_hundredth(who.wealth[person]))
        + i64(w[2]) * i64(who.history[person])
        + i64(w[3]) * seniority
        + i64(w[4]) * (luck >> 8)
    )


@stage
def refused(asking: Asking, lines: Ints, who: Askers, person: int, decision: int) -> bool:
    """Whether the gate of a decision refuses this person. Who has no score meets no gate."""
    rung = who.score[person]
    if asking.gated[decision] == 0 or rung == 0:
        return False
    if rung < asking.score_from[decision] or rung < lines[decision]:
        return True
    for k in range(who.terms.shape[0]):
        if (asking.lists[decision] >> u32(k)) & u32(1) and who.terms[k, person] > 0:
            return True
    return False


@stage
def queue_key(asking: Asking, lines: Ints, who: Askers, person: int, decision: int, month: int, word: u32) -> u32:
    """The place in the queue: 0 refused by the gate, else at least 1. A child stands in with its guardian's score."""
    guardian = who.guardian[person]
    if (who.bits[guardian] & _ALIVE) == u32(0):
        guardian = person
    if refused(asking, lines, who, guardian, decision):
        return u32(0)
    luck = i64(f64(word) / f64(asking.demand[decision]) * 65536.0)
    if asking.by_rank[decision] == 1 and who.score[guardian] > 0:
        return u32((i64(who.score[guardian]) << 11) | (luck >> 5))
    return u32(max((index(asking, who, guardian, decision, month, luck) << 16) | luck, i64(1)))


@stage
def _hear(asking: Asking, d: int, bits: Words, words: Words, asks: Bytes) -> None:
    needs, both, demand = asking.needs[d], u32(asking.needs[d] | asking.excludes[d]), asking.demand[d]
    for j in range(bits.shape[0]):
        asks[j] = u8(((bits[j] & both) == needs) & (words[j] < demand))


@kernel
def ask(
    asking: Asking, who: Askers, lines: Ints, lo: int, hi: int, month: int, tick: int, seed: np.uint64, asks: Asks
) -> int:
    """Collect the requests of the people lo..hi into `asks`, in order of decision within each block; return how many."""
    count = 0
    words, hear = np.empty((4, BLOCK), np.uint32), np.empty(BLOCK, np.uint8)
    for start in range(lo, hi, BLOCK):
        end = min(start + BLOCK, hi)
        n = end - start
        for d in range(asking.demand.shape[0]):
            if d % 4 == 0:
                luck = who.luck[start:end]
                fill(luck, tick, ASK, d // 4, seed, words[0, :n], words[1, :n], words[2, :n], words[3, :n])
            _hear(asking, d, who.bits[start:end], words[d % 4, :n], hear[:n])
            for j in range(n):
                if hear[j]:
                    asks.person[count] = start + j
                    asks.decision[count] = d
                    asks.key[count] = queue_key(asking, lines, who, start + j, d, month, words[d % 4, j])
                    count += 1
    return count


@stage
def _change(who: Answered, person: int, to_set: Words, to_clear: Words, wealth: Floats, decision: int) -> None:
    who.bits[person] = u32((who.bits[person] | to_set[decision]) & ~to_clear[decision])
    who.wealth[person] = max(who.wealth[person] + wealth[decision] * who.wage[person], f32(0.0))


@stage
def turn_down(denials: Denials, who: Answered, person: int, d: int) -> None:
    """What a refusal does to a life, whoever refuses."""
    _change(who, person, denials.denied_set, denials.denied_clear, denials.denied_wealth, d)
    who.denied[d, person] += np.uint16(1)


@stage
def shut_out(denials: Denials, rights: Rights, who: Answered, person: int, d: int, word: u32) -> None:
    """What a refusal by the gate does besides: its own sanction, and, if one is told, a lesson and perhaps an appeal."""
    _change(who, person, denials.gate_set, denials.gate_clear, denials.gate_wealth, d)
    if word < rights.notice:
        who.event[person] = u8(who.event[person] | TOLD_REFUSAL)
        if rights.appeal_delay >= 0 and who.appeal[person] == 0:
            who.appeal[person] = u8(rights.appeal_delay + 1)
            who.appealed[person] = u8(d)


@kernel
def answer(
    grants: Grants, denials: Denials, rights: Rights, who: Answered, asks: Asks, count: int, cuts: Longs, tick: int,
    seed: np.uint64, cell: Bytes, answers: np.ndarray[tuple[int, int, int], np.dtype[np.int64]], said: Bytes,
) -> None:  # fmt: skip
    """Answer the first `count` requests: granted from `cuts` (packed key and id, by decision) on.

    `answers` counts by group cell, decision and answer; `said` keeps the answer to each request.
    """
    k0, k1 = u32(seed), u32(u64(seed) >> u64(32))
    for k in range(count):
        person, d, key = asks.person[k], int(asks.decision[k]), asks.key[k]
        verdict = BY_GATE
        if key > u32(0):
            verdict = GRANTED if packed(key, person) >= cuts[d] else NO_PLACE
        if verdict == GRANTED:
            grant(grants, who.bits, who.wage, who.wealth, person, d)
        else:
            turn_down(denials, who, person, d)
        if verdict == BY_GATE:
            word, _, _, _ = block(who.luck[person], u32(tick), u32(ANSWER), u32(d), k0, k1)
            shut_out(denials, rights, who, person, d, word)
        answers[cell[person], d, verdict] += 1
        said[k] = verdict


@stage
def packed(key: u32, person: int) -> i64:
    """Queue key and, for equal keys, the smaller id first, in one number that differs for everybody."""
    return (i64(key) << 31) | (i64(0x7FFFFFFF) - i64(person))


@kernel
def pack(asks: Asks, count: int, decision: int, keys: Longs) -> int:
    """Write the packed keys of those let through to one decision; return how many."""
    n = 0
    for k in range(count):
        if asks.decision[k] == decision and asks.key[k] > u32(0):
            keys[n] = packed(asks.key[k], asks.person[k])
            n += 1
    return n


def places(per_thousand: float, residents: int, tick: int) -> int:
    """Return the whole places of a month: fractions of a place carry over to later months.

    >>> [places(0.5, 1000, tick) for tick in range(4)]
    [0, 1, 0, 1]
    """
    monthly = per_thousand * residents / 1000
    return int(monthly * (tick + 1)) - int(monthly * tick)


def cut(keys: list[Longs], open_places: int) -> int:
    """Return the packed key from which on requests are granted, given those of all partitions."""
    total = sum(len(part) for part in keys)
    if open_places >= total:
        return 0
    if open_places <= 0:
        return int(np.iinfo(np.int64).max)
    everyone = np.concatenate(keys)
    return int(np.partition(everyone, total - open_places)[total - open_places])
