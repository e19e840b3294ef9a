"""What would come of each grant: known to the simulation alone, also of those refused."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel
from counterscore.chance.maths import exp2, log2, unit
from counterscore.chance.philox import block
from counterscore.chance.purposes import OUTCOME
from counterscore.engine.plan import Outcomes, Reference
from counterscore.engine.state import Bytes, Months
from counterscore.society.traits import BIT, PREDICTORS

u8, u32, u64, i32, f32 = np.uint8, np.uint32, np.uint64, np.int32, np.float32
ILL, WELL, NO_OUTCOME = u8(0), u8(1), u8(2)
_AGE, _INCOME, _EDUCATION = (PREDICTORS.index(name) for name in ("age", "income", "education"))
_FIRST_BIT = _EDUCATION + 1
_MASKS = np.array([BIT[name] for name in PREDICTORS[_FIRST_BIT:]], np.uint32)
_ONE = f32(1.0)


class Foreseen(NamedTuple):
    """The columns, of everybody, on which an outcome depends."""

    luck: Words
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


@inlined
def _predictor(reference: Reference, who: Foreseen, person: int, which: int, month: int) -> f32:
    """One predictor of one person, as `predictors.describe` gives it."""
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


@kernel
def foresee(
    outcomes: Outcomes, reference: Reference, who: Foreseen, person: Ints, decision: Bytes, month: int, tick: int,
    seed: np.uint64, well: Bytes,
) -> None:  # fmt: skip
    """Write what would come of granting each request: ILL, WELL, or NO_OUTCOME where the decision has none."""
    k0, k1 = u32(seed), u32(u64(seed) >> u64(32))
    for k in range(person.shape[0]):
        d, own = int(decision[k]), int(person[k])
        well[k] = NO_OUTCOME
        if outcomes.some[d] == 0:
            continue
        eta = outcomes.base[d]
        for term in range(outcomes.first[d], outcomes.first[d + 1]):
            eta = eta + outcomes.coefficient[term] * _predictor(reference, who, own, outcomes.which[term], month)
        word, _, _, _ = block(who.luck[own], u32(tick), u32(OUTCOME), u32(d), k0, k1)
        well[k] = ILL if unit(word) * (_ONE + exp2(-eta)) < _ONE else WELL
