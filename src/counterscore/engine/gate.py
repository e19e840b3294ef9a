"""gate: who asks for what this month, who is let through, how scarce places go, and what the answer does to a life."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel, stage
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

    `key`: the highest first, 0 for who is refused by the gate. One entry more than can be needed.
    """

    person: Ints
    decision: Bytes
    key: Words


@stage
def _hear(needs: u32, both: u32, demand: u32, bits: Words, words: Words, asks: Bytes) -> None:
    for j in range(bits.shape[0]):
        asks[j] = u8(((bits[j] & both) == needs) & (words[j] < demand))


@stage
def _collect(hear: Bytes, words: Words, start: int, d: int, count: int, asks: Asks) -> int:
    person, decision, key = asks.person, asks.decision, asks.key
    for j in range(hear.shape[0]):
        # Written always and kept only when asked: cheaper than a branch that cannot be foreseen.
        person[count], decision[count], key[count] = i32(start + j), u8(d), words[j]
        count += int(hear[j])
    return count


@stage
def _hundredth(value: f32) -> i64:
    return i64(min(max(log(max(value, f32(1.0)) / _FROM) * _STEPS, f32(0.0)), _FULL))


@stage
def judge_by_index(
    weights: Ints, decision: Bytes, stands: Ints, luck: Longs, month: int,
    wage: Floats, wealth: Floats, history: Bytes, born: Months, key: Words,
) -> None:  # fmt: skip
    """Queue keys by the incumbent's weighted index (0 to 65,025) in the upper half, luck in the lower; at least 1."""
    for k in range(decision.shape[0]):
        d, who = decision[k], stands[k]
        seniority = min(max((i64(month) - i64(born[who])) >> i64(2), i64(0)), i64(255))
        index = (
            i64(weights[d, 0]) * _hundredth(f32(wage[who]))
            + i64(weights[d, 1]) * _hundredth(f32(wealth[who]))
            + i64(weights[d, 2]) * i64(history[who])
            + i64(weights[d, 3]) * seniority
            + i64(weights[d, 4]) * (luck[k] >> i64(8))
        )
        key[k] = u32(max((index << i64(16)) | luck[k], i64(1)))


@stage
def judge_by_gate(
    gated: Ints, score_from: Ints, lines: Ints, lists: Words, by_rank: Ints, base: i32, decision: Bytes, stands: Ints,
    luck: Longs, score: Ints, terms: Table, key: Words,
) -> None:  # fmt: skip
    """What a regime makes of a queue: 0 for who is refused, the score's own order where it allocates by rank.

    Who has no score meets no gate, and queues with those at the base.
    """
    for k in range(decision.shape[0]):
        d, who = decision[k], stands[k]
        rung = score[who]
        if gated[d] == 1 and by_rank[d] == 1:
            key[k] = u32((i64(rung if rung > 0 else base) << i64(11)) | (luck[k] >> i64(5)))
        if gated[d] == 0 or rung == 0:
            continue
        refused = rung < score_from[d] or rung < lines[d]
        for entry in range(terms.shape[0]):
            refused |= ((lists[d] >> u32(entry)) & u32(1)) != u32(0) and terms[entry, who] > 0
        if refused:
            key[k] = u32(0)


@stage
def draw_luck(demand: Words, decision: Bytes, key: Words, luck: Longs) -> None:
    """The lottery of each request, 0 to 65,535: where below the demand's threshold its word fell."""
    for k in range(decision.shape[0]):
        luck[k] = min(i64(f64(key[k]) / f64(demand[decision[k]]) * f64(65536.0)), i64(65535))


@stage
def stand_in(guardian: Ints, bits: Words, person: Ints, stands: Ints) -> None:
    """Who is judged: a child's guardian, while alive, and else the person."""
    for k in range(person.shape[0]):
        own = person[k]
        by = guardian[own]
        stands[k] = by if (bits[by] & _ALIVE) != u32(0) else own


@kernel
def ask(
    asking: Asking, who: Askers, lines: Ints, lo: int, hi: int, month: int, tick: int, seed: np.uint64, asks: Asks
) -> int:
    """Collect the requests of the people lo..hi into `asks`, block by block, and judge them; return how many."""
    count = 0
    words, hear = np.empty((4, BLOCK), np.uint32), np.empty(BLOCK, np.uint8)
    for start in range(lo, hi, BLOCK):
        end = min(start + BLOCK, hi)
        n, bits, luck = end - start, who.bits[start:end], who.luck[start:end]
        for d in range(asking.demand.shape[0]):
            if d % 4 == 0:
                fill(luck, tick, ASK, d // 4, seed, words[0, :n], words[1, :n], words[2, :n], words[3, :n])
            both = u32(asking.needs[d] | asking.excludes[d])
            _hear(asking.needs[d], both, asking.demand[d], bits, words[d % 4, :n], hear[:n])
            count = _collect(hear[:n], words[d % 4, :n], start, d, count, asks)
    decision, key, person = asks.decision[:count], asks.key[:count], asks.person[:count]
    lot, stands = np.empty(count, np.int64), np.empty(count, np.int32)
    draw_luck(asking.demand, decision, key, lot)
    stand_in(who.guardian, who.bits, person, stands)
    judge_by_index(asking.weights, decision, stands, lot, month, who.wage, who.wealth, who.history, who.born, key)
    judge_by_gate(
        asking.gated, asking.score_from, lines, asking.lists, asking.by_rank, asking.base, decision, stands, lot,
        who.score, who.terms, key,
    )  # fmt: skip
    return count


@inlined
def _change(who: Answered, person: int, to_set: Words, to_clear: Words, wealth: Floats, decision: int) -> None:
    who.bits[person] = u32((who.bits[person] | to_set[decision]) & ~to_clear[decision])
    who.wealth[person] = max(who.wealth[person] + wealth[decision] * who.wage[person], f32(0.0))


@inlined
def turn_down(denials: Denials, who: Answered, person: int, d: int) -> None:
    """What a refusal does to a life, whoever refuses."""
    _change(who, person, denials.denied_set, denials.denied_clear, denials.denied_wealth, d)
    who.denied[d, person] += np.uint16(1)


@inlined
def shut_out(denials: Denials, rights: Rights, who: Answered, person: int, d: int, word: u32) -> None:
    """What a refusal by the gate does besides: a sanction, and, if one is told, a lesson and perhaps an appeal."""
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
            word, _, _, _ = block(u32(who.luck[person]), u32(tick), u32(ANSWER), u32(d), k0, k1)
            shut_out(denials, rights, who, person, d, word)
        answers[cell[person], d, verdict] += 1
        said[k] = verdict


@inlined
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
