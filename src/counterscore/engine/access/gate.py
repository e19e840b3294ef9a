"""gate: allocate scarce places, answer requests, and apply what each answer changes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel, leaf
from counterscore.chance.philox import block
from counterscore.chance.purposes import ANSWER
from counterscore.engine.access.outcome import BAD, GOOD
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.events import NOTIFIED_REFUSAL
from counterscore.engine.core.plan import Denials, Grants, OutcomeTerms, RightsTerms
from counterscore.engine.core.state import Bytes, Longs, Table
from counterscore.engine.life.changes import apply
from counterscore.engine.scoring.review import grant

i32, i64, u32, u64, u8, f32 = np.int32, np.int64, np.uint32, np.uint64, np.uint8, np.float32
GRANTED, BY_GATE, NO_PLACE, BY_LIST, BY_FAMILY = range(5)
ANSWERS = ("granted", "refused by the gate", "no place left", "refused by a list", "refused for a relative")
BY_REGIME = (BY_GATE, BY_LIST, BY_FAMILY)


class Answered(NamedTuple):
    """The columns, of everybody, that answers read and change."""

    key: Words
    bits: Words
    wage: Floats
    earnings: Floats
    wealth: Floats
    event: Bytes
    appeal: Bytes
    appealed: Bytes
    denied: np.ndarray[tuple[int, int], np.dtype[np.uint16]]
    pending: Words
    cooldown: Table


class Asks(NamedTuple):
    """The requests of a partition in a month, one entry a request, ordered by person.

    `key`: place in the queue, the highest first. `by`: the verdict so far, an index of ANSWERS. `left`: remaining term
    of the refusing list in months, 0 for none. `outcome`: the outcome if the request were approved (see outcome.py).
    `paid`: yuan paid to pass (see officials.py).
    """

    person: Ints
    decision: Bytes
    key: Words
    by: Bytes
    left: Bytes
    outcome: Bytes
    paid: Floats


def no_asks(most: int) -> Asks:
    """Return buffers for at most `most` requests."""
    by, left, outcome = np.empty((3, most), np.uint8)
    return Asks(
        person=np.empty(most, np.int32), decision=np.empty(most, np.uint8), key=np.empty(most, np.uint32), by=by,
        left=left, outcome=outcome, paid=np.empty(most, np.float32),
    )  # fmt: skip


@inlined
def apply_refusal(denials: Denials, who: Answered, person: int, d: int) -> None:
    """Apply to a person what any refusal changes, whatever the reason."""
    apply(denials.changes, who.bits, who.wage, who.earnings, who.wealth, person, d)
    who.denied[d, person] += np.uint16(1)
    who.pending[person] = u32(who.pending[person] | u32(u32(1) << u32(d)))


@inlined
def notify_refusal(rights: RightsTerms, who: Answered, person: int, d: int, word: u32) -> None:
    """Notify a person, with the chance `rights.notice`, of a refusal by the regime, and start an appeal if possible."""
    if word < rights.notice:
        who.event[person] = u8(who.event[person] | NOTIFIED_REFUSAL)
        if rights.appeal_delay >= 0 and who.appeal[person] == 0:
            who.appeal[person] = u8(rights.appeal_delay + 1)
            who.appealed[person] = u8(d)


@inlined
def lasting(denials: Denials, d: int, verdict: int, left: u8) -> i32:
    """Return how many months a refusal lasts: the longer of the wait and the list's remaining term, at least 1."""
    wait = denials.gate_wait[d] if verdict == BY_GATE else denials.wait[d]
    return max(i32(wait), i32(left), i32(1))


class Counts(NamedTuple):
    """Sums over a partition's answers, by cell and decision.

    `answers`: number of requests, by answer. `months`: months that the refusals last. `good`: number of requests with a
    good outcome, or that would have had one, by answer.
    """

    answers: np.ndarray[tuple[int, int, int], np.dtype[np.int64]]
    months: np.ndarray[tuple[int, int], np.dtype[np.int64]]
    good: np.ndarray[tuple[int, int, int], np.dtype[np.int64]]


def no_counts(cells: int, decisions: int) -> Counts:
    """Return counts of zero."""
    both = (cells, decisions, len(ANSWERS))
    return Counts(
        answers=np.zeros(both, np.int64), months=np.zeros((cells, decisions), np.int64), good=np.zeros(both, np.int64)
    )


class AnswerRules(NamedTuple):
    """The parts of a plan that answers need: what approvals, refusals and bad outcomes change, and rights.

    `cooldown_row`: by decision, its row in `Answered.cooldown`; NO_ROW for a decision that imposes no wait.
    """

    grants: Grants
    denials: Denials
    outcomes: OutcomeTerms
    rights: RightsTerms
    cooldown_row: Ints


@inlined
def _grant(effects: AnswerRules, who: Answered, asks: Asks, k: int) -> None:
    person, d = asks.person[k], int(asks.decision[k])
    grant(effects.grants, who.bits, who.wage, who.earnings, who.wealth, who.pending, person, d)
    if asks.outcome[k] == BAD:
        apply(effects.outcomes.bad, who.bits, who.wage, who.earnings, who.wealth, person, d)


@inlined
def _refuse(effects: AnswerRules, who: Answered, asks: Asks, k: int, verdict: int, word: u32) -> i32:
    """Refuse a request; return for how many months. `word`: random word that decides whether the person is notified."""
    person, d, denials = asks.person[k], int(asks.decision[k]), effects.denials
    apply_refusal(denials, who, person, d)
    if effects.cooldown_row[d] >= 0:
        wait = denials.gate_wait[d] if verdict == BY_GATE else denials.wait[d]
        who.cooldown[effects.cooldown_row[d], person] = u8(wait)
    if verdict == BY_GATE:
        apply(denials.gate_changes, who.bits, who.wage, who.earnings, who.wealth, person, d)
    if verdict != NO_PLACE:
        notify_refusal(effects.rights, who, person, d, word)
    return lasting(denials, d, verdict, asks.left[k])


@leaf  # reference counting of the records' arrays would double the time of a request
def answer(
    effects: AnswerRules, who: Answered, asks: Asks, count: int, cuts: Longs, clock: Clock, cell: Bytes, counts: Counts,
    said: Bytes,
) -> None:  # fmt: skip
    """Answer the first `count` requests, and write each answer to `said`.

    `cuts`: by decision, the lowest packed key that is approved. `cell`: by person (see groups.py). The answers are
    added to `counts`.
    """
    k0, k1 = u32(clock.seed), u32(u64(clock.seed) >> u64(32))
    for k in range(count):
        person, d, verdict = asks.person[k], int(asks.decision[k]), int(asks.by[k])
        if verdict == GRANTED and packed(asks.key[k], person) < cuts[d]:
            verdict = NO_PLACE
        if verdict == GRANTED:
            _grant(effects, who, asks, k)
        else:
            word = u32(0)
            if verdict != NO_PLACE:
                word, _, _, _ = block(u32(who.key[person]), u32(clock.tick), u32(ANSWER), u32(d), k0, k1)
            counts.months[cell[person], d] += _refuse(effects, who, asks, k, verdict, word)
        counts.answers[cell[person], d, verdict] += 1
        counts.good[cell[person], d, verdict] += asks.outcome[k] == GOOD
        said[k] = verdict


@inlined
def packed(key: u32, person: int) -> i64:
    """Return a number that orders requests by queue key and, for equal keys, puts the smaller id first."""
    return (i64(key) << 31) | (i64(0x7FFFFFFF) - i64(person))


def packed_keys(key: Longs, person: Ints) -> Longs:
    """Return `packed` for arrays, outside a kernel."""
    return (key << 31) | (0x7FFFFFFF - person.astype(np.int64))


@kernel
def pack(asks: Asks, count: int, ends: Longs, keys: Longs) -> None:
    """Write the packed keys of the requests that no gate or list refuses, grouped by decision.

    Those of decision d end before `keys[ends[d]]`.
    """
    ends[:] = 0
    for k in range(count):
        ends[asks.decision[k]] += asks.by[k] == GRANTED
    start = i64(0)
    for d in range(ends.shape[0]):
        start, ends[d] = start + ends[d], start
    for k in range(count):
        if asks.by[k] == GRANTED:
            d = asks.decision[k]
            keys[ends[d]] = packed(asks.key[k], asks.person[k])
            ends[d] += 1


def queues(asks: Asks, count: int, decisions: int) -> list[Longs]:
    """Return the packed keys of the requests that no gate or list refuses, by decision."""
    ends, keys = np.empty(decisions, np.int64), np.empty(count, np.int64)
    pack(asks, count, ends, keys)
    return [keys[start:end] for start, end in pairwise([0, *ends.tolist()])]


def places(per_thousand: float, residents: int, tick: int) -> int:
    """Return the number of places in a month; fractions of a place carry over to later months.

    >>> [places(0.5, 1000, tick) for tick in range(4)]
    [0, 1, 0, 1]
    """
    monthly = per_thousand * residents / 1000
    return int(monthly * (tick + 1)) - int(monthly * tick)


def cut(keys: Sequence[Longs], open_places: int) -> int:
    """Return the lowest packed key that is approved, given the keys of all partitions."""
    total = sum(len(part) for part in keys)
    if open_places >= total:
        return 0
    if open_places <= 0:
        return int(np.iinfo(np.int64).max)
    everyone = np.concatenate(keys)
    return int(np.partition(everyone, total - open_places)[total - open_places])
