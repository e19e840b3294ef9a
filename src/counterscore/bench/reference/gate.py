"""gate: what people ask for, who passes, how scarce places are allocated, and the effects of the answers."""

# pyright: reportUnknownVariableType=false, reportUnknownArgumentType=false, reportAssignmentType=false
# NumPy's stubs lose the types of products and of choices between scalars.
from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from counterscore.bench.reference.judging import Lots, Queue, judge
from counterscore.bench.reference.maths import exp2, unit
from counterscore.bench.reference.pairing import Couples, pair_up
from counterscore.bench.reference.philox import PhiloxStream
from counterscore.bench.reference.review import change, grant
from counterscore.bench.reference.view import Index, Mask
from counterscore.chance.kernel import Floats, Ints, Words
from counterscore.chance.purposes import ANSWER, ASK, OUTCOME
from counterscore.engine.access.cooldown import NO_ROW
from counterscore.engine.access.gate import ANSWERS, BY_GATE, BY_REGIME, GRANTED, NO_PLACE, Counts, no_counts, places
from counterscore.engine.access.offers import Offer, enter_loans, offer, offered_decisions
from counterscore.engine.access.outcome import BAD, GOOD, NO_OUTCOME
from counterscore.engine.core.events import NOTIFIED_REFUSAL
from counterscore.engine.core.plan import Lines, Plan
from counterscore.engine.core.state import Bytes, State
from counterscore.engine.world import CELLS, World

f32 = np.float32


@dataclass
class Asked:
    """The month's requests by decision, the couples that pairing forms, and what lenders and learners make of them.

    `hires`: how many people the labour market hires.
    """

    queues: list[Queue]
    couples: list[Couples] = field(default_factory=list[Couples])
    offers: dict[int, Offer] = field(default_factory=dict[int, Offer])
    hires: int = 0


def ask(
    plan: Plan, s: State, rows: Floats, lines: Lines, cooldown_row: Ints, households: int, month: int, tick: int,
    stream: PhiloxStream,
) -> Asked:  # fmt: skip
    """Return everybody's requests by decision, judged. `rows`: the predictors by person."""
    asking, queues = plan.asking, list[Queue]()
    shadow = _shadow(plan, s, households)
    blocks = [stream.words(s.key, tick, ASK, index) for index in range((len(asking.demand) + 7) // 8)]
    for d in range(len(asking.demand)):
        word = blocks[d // 8][d // 2 % 4] ^ np.uint32(0xFFFFFFFF if d & 1 else 0)
        most, both = _most(plan, s, d), asking.needs[d] | asking.excludes[d]
        who = np.flatnonzero(((s.bits & both) == asking.needs[d]) & (word < most) & _may(s, cooldown_row[d]))
        lot = np.minimum((word[who].astype(np.float64) / most[who] * 65536.0).astype(np.int64), 65535)
        lots = Lots(who, lot, tick, stream)
        queue = judge(plan, s, d, lots, lines, shadow, month)
        queue.outcome = _foresee(plan, s, d, who, rows, tick, stream)
        queues.append(queue)
    _collect(s, queues)
    return Asked(queues)


def _collect(s: State, queues: list[Queue]) -> None:
    """Deduct bribes from the wealth of those whom they let pass, not below 0."""
    for queue in queues:
        if len(queue.paid):
            paying = np.flatnonzero((queue.paid > 0) & (queue.by == GRANTED))
            s.wealth[queue.who[paying]] -= queue.paid[paying]
    np.maximum(s.wealth, f32(0.0), out=s.wealth)


def _may(s: State, row: np.int32) -> Mask:
    """Shorten everybody's cooldown by a month, and return who may ask."""
    if row == NO_ROW:
        return np.ones(len(s.bits), bool)
    s.cooldown[row] -= s.cooldown[row] > 0
    return s.cooldown[row] == 0


def _most(plan: Plan, s: State, d: int) -> Words:
    """Return the probability that each person asks, as a threshold: after a refusal, lacking a state, or otherwise."""
    asking = plan.asking
    first = np.where((s.bits & asking.lacks[d]) != 0, asking.demand[d], asking.hindered[d])
    return np.where((s.pending >> np.uint32(d)) & np.uint32(1) != 0, asking.again[d], first)


def _shadow(plan: Plan, s: State, households: int) -> Bytes:
    """Return the lists that members of each household are on, one bit per list; 0 if no list blocks relatives."""
    shadow = np.zeros(households, np.uint8)
    if plan.asking.family.any():
        for entry in range(len(plan.asking.list_months)):
            shadow[np.unique(s.household[s.terms[entry] > 0])] |= np.uint8(1 << entry)
    return shadow


def _foresee(plan: Plan, s: State, d: int, who: Index, rows: Floats, tick: int, stream: PhiloxStream) -> Bytes:
    """Return the outcome that an approval of each request would have."""
    outcomes = plan.outcomes
    if not outcomes.some[d]:
        return np.full(len(who), NO_OUTCOME, np.uint8)
    eta = np.full(len(who), outcomes.base[d], np.float32)
    for term in range(outcomes.first[d], outcomes.first[d + 1]):
        eta += outcomes.coefficient[term] * rows[outcomes.which[term], who]
    word, _, _, _ = stream.words(s.key[who], tick, OUTCOME, d)
    return np.where(unit(word) * (f32(1.0) + exp2(-eta)) < f32(1.0), BAD, GOOD)


def appraise(world: World, asked: Asked) -> None:
    """Let lenders and deciders who learn change queue keys and verdicts."""
    for d in offered_decisions(world):
        queue = asked.queues[d]
        who = queue.who.astype(np.int32)
        made, queue.key, queue.by = offer(world, d, np.arange(len(who)), who, queue.key, queue.by)
        asked.offers[d] = made


def allocate(plan: Plan, s: State, asked: Asked, world: World, tick: int, stream: PhiloxStream) -> list[Bytes]:
    """Return the answer to each request. Scarce places go to the first in the queue, and ties to the smaller id.

    For a decision that takes two, match the people whose requests pass. Loans are given while lenders have funds.
    """
    funds = {terms.decision: lender.funds for terms, lender in zip(plan.lending, world.lenders, strict=True)}
    said: list[Bytes] = []
    for d, (queue, per_thousand) in enumerate(zip(asked.queues, plan.scarcity.places, strict=True)):
        verdict = queue.by.copy()
        through = np.flatnonzero(verdict == GRANTED)
        order = through[np.lexsort((queue.who[through], -queue.key[through]))]
        if plan.scarcity.apart[d] >= 0:
            couples = pair_up(plan, s, queue.who[order], d, tick, stream)
            found = np.array([end for couple in couples for end in couple], np.intp)
            verdict[through[~np.isin(queue.who[through], found)]] = NO_PLACE
            asked.couples.append(couples)
        elif d in funds:
            given = np.cumsum(asked.offers[d].loan.owed[order].astype(np.int64)) * 100
            verdict[order[given > funds[d]]] = NO_PLACE
        elif d == plan.labour.decision:
            verdict[order[asked.hires :]] = NO_PLACE
        elif per_thousand >= 0:
            verdict[order[places(float(per_thousand), world.residents, tick) :]] = NO_PLACE
        said.append(verdict)
    return said


def answer(
    plan: Plan, s: State, asked: Asked, said: list[Bytes], cooldown_row: Ints, tick: int, stream: PhiloxStream
) -> None:  # fmt: skip
    """Apply the effects of the answers, one decision after another."""
    denials, outcomes = plan.denials, plan.outcomes
    for d, (queue, verdict) in enumerate(zip(asked.queues, said, strict=True)):
        granted, refused = verdict == GRANTED, queue.who[verdict != GRANTED]
        grant(plan.grants, s, queue.who[granted], d)
        change(outcomes.bad, s, queue.who[granted & (queue.outcome == BAD)], d)
        change(denials.changes, s, refused, d)
        s.denied[d, refused] += np.uint16(1)
        s.pending[refused] |= np.uint32(1 << d)
        wait = np.where(verdict == BY_GATE, denials.gate_wait[d], denials.wait[d])
        if cooldown_row[d] != NO_ROW:
            s.cooldown[cooldown_row[d], refused] = wait[verdict != GRANTED]
        shut = queue.who[np.isin(verdict, BY_REGIME)]
        change(denials.gate_changes, s, queue.who[verdict == BY_GATE], d)
        word, _, _, _ = stream.words(s.key[shut], tick, ANSWER, d)
        _notify(plan, s, shut[word < plan.rights.notice], d)
        if d in asked.offers:
            enter_loans(s, asked.offers[d], granted, queue.outcome == BAD)


def _notify(plan: Plan, s: State, refused: Index, d: int) -> None:
    s.event[refused] |= NOTIFIED_REFUSAL
    if plan.rights.appeal_delay >= 0:
        appeals = refused[s.appeal[refused] == 0]
        s.appeal[appeals] = plan.rights.appeal_delay + 1
        s.appealed[appeals] = d


def count(plan: Plan, cell: Bytes, asked: Asked, said: list[Bytes]) -> Counts:
    """Count answers, the months that refusals last, and requests that would turn out well, as the engine does."""
    counts, denials = no_counts(CELLS, len(said)), plan.denials
    for d, (queue, verdict) in enumerate(zip(asked.queues, said, strict=True)):
        here = cell[queue.who].astype(np.int64)
        wait = np.where(verdict == BY_GATE, denials.gate_wait[d], denials.wait[d])
        lasts = np.maximum(np.maximum(wait, queue.left), 1) * (verdict != GRANTED)
        counts.months[:, d] = np.bincount(here, lasts, CELLS)
        both, size = here * len(ANSWERS) + verdict, CELLS * len(ANSWERS)
        counts.answers[:, d, :] = np.bincount(both, minlength=size).reshape(CELLS, -1)
        counts.good[:, d, :] = np.bincount(both, queue.outcome == GOOD, size).reshape(CELLS, -1)
    return counts
