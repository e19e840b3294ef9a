"""Signs: what deciders see of applicants, in whole 64ths, so that sums over people depend on no order."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, kernel
from counterscore.chance.normal import normal
from counterscore.chance.philox import first_words
from counterscore.chance.purposes import INTERVIEW
from counterscore.engine.access import outcome
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import LearningTerms, Plan, Reference
from counterscore.engine.core.state import Longs, State, pick
from counterscore.society.traits import BIT

UNIT = 64
_MIDDLE_AGE, _DECADE = 480, 120
_HISTORY = 128
_SCORE = 4 * UNIT  # from the base, a whole scale counts as four units
_TENTHS = np.float32(10 * UNIT)  # one unit of an interview is a tenth of probability


def columns(terms: LearningTerms) -> tuple[str, ...]:
    """Return the names of the columns of signs: a constant, the declared signs, the score and the interview."""
    return ("everybody", *terms.signs, "score", *(["interview"] if terms.error >= 0 else []))


def signs(plan: Plan, state: State, terms: LearningTerms, judged: Ints, people: int, clock: Clock) -> Longs:
    """Return the signs of the people `judged`, columns x people.

    `people`: number of ids in use. The score is 0 where deciders do not see it, and for people without one.
    """
    seen = [_sign(state, name, judged, plan.reference, clock.month) for name in terms.signs]
    rows = [np.full(len(judged), UNIT, np.int64), *seen, _score(state, terms, judged)]
    if terms.error >= 0:
        rows.append(_interviewed(plan, state, terms, judged, people, clock))
    return np.array(rows, np.int64).reshape(len(rows), len(judged))


def doublings(yuan: Floats) -> Longs:
    """Return the logarithm to base 2 of a sum in 64ths, linear between powers of two, so exact on every machine.

    >>> doublings(np.array([1, 2, 3, 4], np.float32)).tolist()
    [0, 64, 96, 128]
    """
    part, power = np.frexp(np.maximum(yuan, 1).astype(np.float64))
    return np.floor((power - 1 + (2 * part - 1)) * UNIT).astype(np.int64)


def _sign(state: State, name: str, who: Ints, reference: Reference, month: int) -> Longs:
    if name.startswith("region"):
        return (state.region[who] == int(name.removeprefix("region "))).astype(np.int64) * UNIT
    if name in BIT:
        return ((state.bits[who] & np.uint32(BIT[name])) != 0).astype(np.int64) * UNIT
    if name == "age":
        return (month - state.born[who].astype(np.int64) - _MIDDLE_AGE) * UNIT // _DECADE
    if name == "education":
        return (state.education[who].astype(np.int64) - 1) * UNIT
    if name == "history":
        return state.history[who].astype(np.int64) * UNIT // _HISTORY
    yuan = state.wage[who] if name == "income" else state.wealth[who]
    return doublings(yuan) - doublings(np.array([reference.median_wage]))


def _score(state: State, terms: LearningTerms, who: Ints) -> Longs:
    rung = state.score[who].astype(np.int64)
    known = (rung > 0) & bool(terms.scored)
    return np.where(known, (rung - terms.base) * _SCORE // max(terms.top, 1), 0)


def _interviewed(plan: Plan, state: State, terms: LearningTerms, who: Ints, people: int, clock: Clock) -> Longs:
    """Return the probability of a bad outcome as an interview finds it: with a normal error."""
    truth, found = np.empty(len(who), np.float32), np.empty(len(who), np.int64)
    everybody = pick(outcome.Foreseen, state, 0, people)
    outcome.chances(plan.outcomes, plan.reference, everybody, who, terms.decision, clock.month, truth)
    grouped = (state.bits[who] & terms.group) != 0
    error = np.where(grouped, terms.group_error, terms.error)
    words, about = state.key[who], np.full(len(who), terms.decision, np.uint32)
    interview(words, about, truth, error, clock, found)
    return found


@kernel
def interview(words: Words, about: Words, truth: Floats, error: Floats, clock: Clock, found: Longs) -> None:
    """Write what interviews find to `found`, in 64ths of a tenth. `words`: the people's keys, overwritten."""
    first_words(clock.tick, int(INTERVIEW), clock.seed, words, about)
    for k in range(words.shape[0]):
        found[k] = np.int64(np.floor((truth[k] + error[k] * normal(words[k])) * _TENTHS))
