"""The outcome of each request if it were approved: only the simulation knows it, also for refused requests."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel, no_alloc
from counterscore.chance.maths import exp2, log2, unit
from counterscore.chance.philox import first_words
from counterscore.chance.purposes import OUTCOME
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import OutcomeTerms, Reference
from counterscore.engine.core.state import Bytes, Months
from counterscore.society.aggregate_tables import Rows
from counterscore.society.traits import BIT, PREDICTORS

u8, u32, i32, f32 = np.uint8, np.uint32, np.int32, np.float32
BAD, GOOD, NO_OUTCOME = u8(0), u8(1), u8(2)
_AGE, _INCOME, _EDUCATION = (PREDICTORS.index(name) for name in ("age", "income", "education"))
_FIRST_BIT = _EDUCATION + 1
_MASKS = np.array([BIT[name] for name in PREDICTORS[_FIRST_BIT:]], np.uint32)
_ZERO, _ONE, _THOUSANDTH = f32(0.0), f32(1.0), f32(0.001)
_PRESENT = 2


class Foreseen(NamedTuple):
    """The columns, of everybody, on which an outcome depends."""

    key: Words
    born: Months
    bits: Words
    education: Bytes
    wage: Floats
    trustworthiness: Floats
    conformity: Floats
    heterodoxy: Floats
    sociability: Floats
    patience: Floats
    skill: Floats
    group: Bytes
    start: Floats
    score: Ints


@inlined
def predictor(reference: Reference, who: Foreseen, person: int, which: int, month: int) -> f32:
    """Return one predictor of one person, as `predictors.describe` computes it."""
    if which >= _FIRST_BIT:
        return _ONE if (who.bits[person] & _MASKS[which - _FIRST_BIT]) != u32(0) else f32(0.0)
    if which == _AGE:
        return f32(i32(month) - i32(who.born[person]) - i32(480)) * f32(1.0 / 120.0)
    if which == _INCOME:
        return log2(max(who.wage[person], _ONE) / reference.median_wage)
    if which == _EDUCATION:
        return f32(i32(who.education[person])) - reference.mean_education
    if which == 0:
        return who.trustworthiness[person]
    if which == 1:
        return who.conformity[person]
    if which == 2:
        return who.heterodoxy[person]
    if which == 3:
        return who.sociability[person]
    return who.patience[person] if which == 4 else who.skill[person]


@inlined
def _log_odds(outcomes: OutcomeTerms, reference: Reference, who: Foreseen, own: int, d: int, month: int) -> f32:
    """Return the log-odds, to base 2, of a bad outcome, by the declared predictors."""
    eta = outcomes.base[d]
    for term in range(outcomes.first[d], outcomes.first[d + 1]):
        eta = eta + outcomes.coefficient[term] * predictor(reference, who, own, outcomes.which[term], month)
    return eta


@inlined
def _standing(outcomes: OutcomeTerms, who: Foreseen, own: int, d: int) -> f32:
    """Return the points at which a person is looked up in a table; 0 if no table gives the outcome."""
    if outcomes.tabled[d] == 0:
        return _ZERO
    start = who.start[own]
    if start <= _ZERO:
        return _ZERO
    rung = who.score[own]
    now = outcomes.tabled[d] == _PRESENT and rung > i32(0)
    return f32(rung + outcomes.lowest - i32(1)) * _THOUSANDTH if now else start


@inlined
def _at(table: Rows, group: u8, points: f32) -> f32:
    """Return a group's share of bad outcomes at a score: linear between rows, constant beyond the ends."""
    low, high = table.first[group], table.first[group + 1] - 1
    if points <= table.points[low]:
        return f32(table.ill[low])
    if points >= table.points[high]:
        return f32(table.ill[high])
    while high - low > 1:
        middle = (low + high) // 2
        if table.points[middle] <= points:
            low = middle
        else:
            high = middle
    part = (points - table.points[low]) / (table.points[high] - table.points[low])
    return f32(table.ill[low] + part * (table.ill[high] - table.ill[low]))


@no_alloc
def _open(outcomes: OutcomeTerms, decision: Bytes, outcome: Bytes, which: Ints) -> int:
    """Set all requests to NO_OUTCOME and write to `which` the indices of those with an outcome; return their number."""
    count = 0
    for k in range(decision.shape[0]):
        outcome[k] = NO_OUTCOME
        which[count] = i32(k)
        count += int(outcomes.some[decision[k]])
    return count


@kernel
def foresee(
    outcomes: OutcomeTerms,
    reference: Reference,
    who: Foreseen,
    person: Ints,
    decision: Bytes,
    clock: Clock,
    outcome: Bytes,
) -> None:
    """Write the outcome that approving each request would have: BAD, GOOD, or NO_OUTCOME if the decision has none."""
    which = np.empty(person.shape[0] + 1, np.int32)
    which = which[: _open(outcomes, decision, outcome, which)]
    words, about = np.empty(len(which), np.uint32), np.empty(len(which), np.uint32)
    for i in range(len(which)):
        words[i], about[i] = who.key[person[which[i]]], u32(decision[which[i]])
    first_words(clock.tick, int(OUTCOME), clock.seed, words, about)
    for i in range(len(which)):
        k = which[i]
        d, own = int(decision[k]), int(person[k])
        points = _standing(outcomes, who, own, d)
        if points > _ZERO:
            outcome[k] = BAD if unit(words[i]) < _at(outcomes.table, who.group[own], points) else GOOD
        else:
            odds = _log_odds(outcomes, reference, who, own, d, clock.month)
            outcome[k] = BAD if unit(words[i]) * (_ONE + exp2(-odds)) < _ONE else GOOD


@kernel
def chances(
    outcomes: OutcomeTerms, reference: Reference, who: Foreseen, person: Ints, d: int, month: int, bad_chance: Floats
) -> None:
    """Write the probability that approving one decision would have a bad outcome, for each of the people `person`."""
    for k in range(person.shape[0]):
        own = int(person[k])
        points = _standing(outcomes, who, own, d)
        if points > _ZERO:
            bad_chance[k] = _at(outcomes.table, who.group[own], points)
        else:
            bad_chance[k] = _ONE / (_ONE + exp2(-_log_odds(outcomes, reference, who, own, d, month)))
