"""Signs: what deciders see of applicants, in whole 64ths.

They are held as float64, in which sums and products of whole numbers are exact up to 2**53 and depend on no order.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.bitcast import bits_of
from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel
from counterscore.chance.normal import normal
from counterscore.chance.philox import first_words
from counterscore.chance.purposes import INTERVIEW
from counterscore.engine.access import outcome
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import LearningTerms, Plan, Reference
from counterscore.engine.core.state import Bytes, Longs, Months, State, pick
from counterscore.society.traits import BIT

Values = NDArray[np.float64]
UNIT = 64
KINDS = ("age", "income", "wealth", "education", "history", "region")
AGE, INCOME, WEALTH, EDUCATION, HISTORY, REGION, STATE = range(len(KINDS) + 1)
_MIDDLE_AGE, _DECADE = 480, 120
_HISTORY = 128
_SCORE = 4 * UNIT  # from the base, a whole scale counts as four units
_FRACTION, _BIAS = np.int32(17), 127 * UNIT
_TENTHS = np.float32(10 * UNIT)  # one unit of an interview is a tenth of probability


def columns(terms: LearningTerms) -> tuple[str, ...]:
    """Return the names of the columns of signs: a constant, the declared signs, the score and the interview."""
    return ("everybody", *terms.signs, "score", *(["interview"] if terms.error >= 0 else []))


class Visible(NamedTuple):
    """The columns, of everybody, that signs are made of."""

    born: Months
    bits: Words
    region: Bytes
    education: Bytes
    wage: Floats
    wealth: Floats
    history: Bytes
    score: Ints


class Sights(NamedTuple):
    """What to look at: by sign, its kind and the state or region concerned; the score; the median wage."""

    kind: Ints
    of: Words
    scored: bool
    base: int
    top: int
    median_wage: np.float32


def signs(plan: Plan, state: State, terms: LearningTerms, judged: Ints, people: int, clock: Clock) -> Values:
    """Return the signs of the people `judged`, columns x people.

    `people`: number of ids in use. The score is 0 where deciders do not see it, and for people without one.
    """
    found = np.empty((len(columns(terms)), len(judged)))
    look(sights(terms, plan.reference), pick(Visible, state, 0, people), judged, clock.month, found)
    if terms.error >= 0:
        found[-1] = _interviewed(plan, state, terms, judged, people, clock)
    return found


def sights(terms: LearningTerms, reference: Reference) -> Sights:
    """Return what deciders look at."""
    words = [name.split() for name in terms.signs]
    return Sights(
        kind=np.array([KINDS.index(name[0]) if name[0] in KINDS else STATE for name in words], np.int32),
        of=np.array([int(name[1]) if len(name) > 1 else BIT.get(name[0], 0) for name in words], np.uint32),
        scored=bool(terms.scored),
        base=int(terms.base),
        top=int(terms.top),
        median_wage=reference.median_wage,
    )


@inlined
def doublings(yuan: np.float32) -> np.int64:
    """Return the logarithm to base 2 of a sum in 64ths, linear between powers of two, so exact on every machine.

    These are the exponent and the first six bits of the fraction of a float32.
    """
    return np.int64(bits_of(max(yuan, np.float32(1.0))) >> _FRACTION) - _BIAS


@inlined
def _sign(kind: int, of: np.uint32, who: Visible, one: int, month: int, median: np.int64) -> np.int64:
    """Return one sign of one person."""
    if kind == STATE:
        return np.int64(UNIT) if (who.bits[one] & of) != np.uint32(0) else np.int64(0)
    if kind == AGE:
        return np.int64((np.int64(month) - np.int64(who.born[one]) - _MIDDLE_AGE) * UNIT // _DECADE)
    if kind == EDUCATION:
        return np.int64((np.int64(who.education[one]) - 1) * UNIT)
    if kind == HISTORY:
        return np.int64(np.int64(who.history[one]) * UNIT // _HISTORY)
    if kind == REGION:
        return np.int64(UNIT) if np.uint32(who.region[one]) == of else np.int64(0)
    return doublings(who.wage[one] if kind == INCOME else who.wealth[one]) - median


@kernel
def look(sights: Sights, who: Visible, judged: Ints, month: int, found: Values) -> None:
    """Write the constant, the declared signs and the score of the people `judged` to the rows of `found`."""
    median, signs = doublings(sights.median_wage), sights.kind.shape[0]
    for k in range(judged.shape[0]):
        found[0, k] = UNIT
    for s in range(signs):
        kind, of = sights.kind[s], sights.of[s]
        for k in range(judged.shape[0]):
            found[s + 1, k] = _sign(kind, of, who, int(judged[k]), month, median)
    for k in range(judged.shape[0]):
        rung = np.int64(who.score[judged[k]])
        known = sights.scored and rung > 0
        found[signs + 1, k] = (rung - sights.base) * _SCORE // max(sights.top, 1) if known else 0


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
