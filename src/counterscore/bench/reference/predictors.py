"""The predictors of every rate, one row each."""

from __future__ import annotations

import numpy as np

from counterscore.bench.reference.maths import log2
from counterscore.bench.reference.view import holds
from counterscore.chance.kernel import Floats, Ints
from counterscore.engine.acts.predictors import ROWS
from counterscore.engine.core.plan import Learning, Plan
from counterscore.engine.core.state import State
from counterscore.society.traits import PREDICTORS, TRAITS

f32 = np.float32
_ONE = f32(1.0)


def predictors(plan: Plan, s: State, age: Ints, last: Ints) -> Floats:
    """Return the table of predictors, responses and uses of tactics, by person, in the order of their names."""
    reference = plan.reference
    wage: Floats = np.maximum(s.wage, _ONE)
    rows = np.empty((ROWS + len(plan.tactics.strength), len(age)), np.float32)
    known = {
        "age": (age - 480).astype(np.float32) * f32(1.0 / 120.0),
        "income": log2(wage / reference.median_wage),
        "education": s.education.astype(np.float32) - reference.mean_education,
        **{name: getattr(s, name) for name in TRAITS},
    }
    for k, name in enumerate(PREDICTORS):
        rows[k] = known[name] if name in known else holds(s.bits, name)
    for k, row in enumerate(_responses(plan, s, last)):
        rows[len(PREDICTORS) + k] = row
    if plan.tactics.still:
        rows[len(PREDICTORS) : ROWS, holds(s.bits, "unmoved")] = 0
    for k in range(len(plan.tactics.strength)):
        rows[ROWS + k] = _use(plan, s, k, rows[plan.tactics.trait[k]], last)
    return rows


def _responses(plan: Plan, s: State, last: Ints) -> tuple[Floats, ...]:
    """Return the responses in the order of RESPONSES: comply, censor, game, wary."""
    learning = plan.learning
    felt = _felt(plan, s, last)
    comply, wary = _of_opinions(learning, s)
    return (
        _tilted(learning, learning.comply, s.patience, felt) + comply,
        _tilted(learning, learning.censor, s.conformity, felt),
        _tilted(learning, learning.game, s.skill, felt),
        _tilted(learning, learning.wary, s.conformity, _strength(learning, s.watched)) + wary,
    )


def _of_opinions(learning: Learning, s: State) -> tuple[Floats | f32, Floats | f32]:
    """Return what opinions add to the strengths with which people comply and are wary."""
    step = f32(1.0 / 65535.0)
    comply = wary = f32(0.0)
    if learning.complies != 0:
        comply = _tilted(learning, learning.complies, s.patience, s.approval.astype(np.float32) * step)
    if learning.chills != 0:
        wary = _tilted(learning, learning.chills, s.conformity, s.fear.astype(np.float32) * step)
    return comply, wary


def _use(plan: Plan, s: State, k: int, trait: Floats, last: Ints) -> Floats:
    """Return how much the k-th tactic is used, from 0 to 1."""
    learning = plan.learning
    belief = _strength(learning, s.watched) if plan.tactics.watched[k] else _felt(plan, s, last)
    use = np.minimum(_tilted(learning, plan.tactics.strength[k], trait, belief), _ONE)
    use[holds(s.bits, "unmoved")] = 0
    return use


def _felt(plan: Plan, s: State, last: Ints) -> Floats:
    """Return the stakes that people respond to, which are lower for those who pass every gate."""
    eased = np.where(last >= plan.scale.safe, plan.learning.safe_ease, _ONE)
    return _strength(plan.learning, s.stakes) * eased


def _strength(learning: Learning, belief: Floats) -> Floats:
    return belief if learning.threshold < 0 else (belief >= learning.threshold).astype(np.float32)


def _tilted(learning: Learning, strength: f32, trait: Floats, belief: Floats) -> Floats:
    return belief * strength * np.minimum(np.maximum(_ONE + learning.tilt * trait, f32(0.0)), f32(2.0))
