"""The predictors of every rate: traits, attributes and states on common scales, and learnt responses to a regime."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, no_alloc
from counterscore.chance.maths import log2
from counterscore.engine.core.plan import Learning
from counterscore.engine.core.state import Bytes, Shorts
from counterscore.society.traits import BIT, PREDICTORS, RESPONSES

f32, i32, u32 = np.float32, np.int32, np.uint32
ROWS = len(PREDICTORS) + len(RESPONSES)
_AGE, _INCOME, _EDUCATION = (PREDICTORS.index(name) for name in ("age", "income", "education"))
_CONFORMITY, _PATIENCE, _SKILL = (PREDICTORS.index(name) for name in ("conformity", "patience", "skill"))
_OF_BITS = PREDICTORS[_EDUCATION + 1 :]
_FIRST_BIT = _EDUCATION + 1
_MASKS = np.array([BIT[name] for name in _OF_BITS], np.uint32)
COMPLY, CENSOR, GAME, WARY = (len(PREDICTORS) + k for k in range(len(RESPONSES)))
_ZERO, _ONE, _TWO = f32(0.0), f32(1.0), f32(2.0)
WHOLE = f32(1.0 / 65535.0)  # one step of an opinion


@no_alloc
def describe(
    median_wage: f32, mean_education: f32, age: Ints, education: Bytes, wage: Floats, bits: Words, rows: Floats
) -> None:
    """Write age in decades from 40, income as log2(wage / median), education minus its mean, and states as 0 or 1."""
    n = age.shape[0]
    decades, relative, schooling = rows[_AGE, :n], rows[_INCOME, :n], rows[_EDUCATION, :n]
    for j in range(age.shape[0]):
        decades[j] = f32(age[j] - i32(480)) * f32(1.0 / 120.0)
    for j in range(age.shape[0]):
        relative[j] = log2(max(wage[j], _ONE) / median_wage)
    for j in range(age.shape[0]):
        schooling[j] = f32(i32(education[j])) - mean_education
    for k in range(_MASKS.shape[0]):
        _state(_MASKS[k], bits, rows[_FIRST_BIT + k, :n])


@no_alloc
def _state(mask: u32, bits: Words, row: Floats) -> None:
    for j in range(bits.shape[0]):
        row[j] = _ONE if (bits[j] & mask) != u32(0) else _ZERO


@no_alloc
def respond_to_beliefs(
    learning: Learning, safe: np.int32, last: Ints, stakes: Floats, watched: Floats, rows: Floats
) -> None:
    """Write the strength of each response: belief x strength x tilt by a trait.

    People at or above the rung `safe`, whom no gate refuses, respond less to the stakes.
    """
    n = stakes.shape[0]
    patience, conformity, skill = rows[_PATIENCE, :n], rows[_CONFORMITY, :n], rows[_SKILL, :n]
    felt, line = rows[COMPLY, :n], learning.threshold
    for j in range(n):
        felt[j] = strength(stakes[j], line) * (learning.safe_ease if last[j] >= safe else _ONE)
    _tilted(learning.censor, learning.tilt, conformity, felt, rows[CENSOR, :n])
    _tilted(learning.game, learning.tilt, skill, felt, rows[GAME, :n])
    _tilted(learning.comply, learning.tilt, patience, felt, felt)
    for j in range(n):
        rows[WARY, j] = strength(watched[j], line)
    _tilted(learning.wary, learning.tilt, conformity, rows[WARY, :n], rows[WARY, :n])


@no_alloc
def respond_to_opinions(learning: Learning, approval: Shorts, fear: Shorts, rows: Floats) -> None:
    """Add to the strength of each response what opinions do: fear makes people wary, approval makes them comply."""
    if learning.chills != _ZERO:
        _add(learning.chills, learning.tilt, rows[_CONFORMITY], fear, rows[WARY])
    if learning.complies != _ZERO:
        _add(learning.complies, learning.tilt, rows[_PATIENCE], approval, rows[COMPLY])


@no_alloc
def _add(strength: f32, tilt: f32, trait: Floats, opinion: Shorts, row: Floats) -> None:
    for j in range(opinion.shape[0]):
        felt = f32(opinion[j]) * WHOLE
        row[j] = row[j] + felt * strength * min(max(_ONE + tilt * trait[j], _ZERO), _TWO)


@inlined
def strength(belief: f32, line: f32) -> f32:
    """Return the belief; or, with a threshold `line` of 0 or more, 1 if the belief reaches it and else 0."""
    full = _ONE if belief >= line else _ZERO
    return belief if line < _ZERO else full


@no_alloc
def _tilted(strength: f32, tilt: f32, trait: Floats, belief: Floats, row: Floats) -> None:
    for j in range(row.shape[0]):
        row[j] = belief[j] * strength * min(max(_ONE + tilt * trait[j], _ZERO), _TWO)
