"""The inputs of every rate, one row each."""

from __future__ import annotations

import numpy as np

from counterscore.bench.peer.maths import log2
from counterscore.bench.peer.view import holds
from counterscore.chance.kernel import Floats, Ints
from counterscore.engine.plan import Learning, Plan
from counterscore.engine.state import State
from counterscore.society.traits import PREDICTORS, RESPONSES, TRAITS

f32 = np.float32
_ONE = f32(1.0)


def predictors(plan: Plan, s: State, age: Ints, last: Ints) -> Floats:
    """Return the table of predictors and responses, in the order of their names, by person."""
    reference = plan.reference
    wage: Floats = np.maximum(s.wage, _ONE)
    rows = np.empty((len(PREDICTORS) + len(RESPONSES), len(age)), np.float32)
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
    return rows


def _responses(plan: Plan, s: State, last: Ints) -> tuple[Floats, ...]:
    """In the order of RESPONSES: comply, censor, game, wary."""
    learning = plan.learning
    felt = _strength(learning, s.stakes) * np.where(last >= plan.scale.safe, learning.safe_ease, _ONE)
    return (
        _tilted(learning, learning.comply, s.patience, felt),
        _tilted(learning, learning.censor, s.conformity, felt),
        _tilted(learning, learning.game, s.skill, felt),
        _tilted(learning, learning.wary, s.conformity, _strength(learning, s.watched)),
    )


def _strength(learning: Learning, belief: Floats) -> Floats:
    return belief if learning.threshold < 0 else (belief >= learning.threshold).astype(np.float32)


def _tilted(learning: Learning, strength: f32, trait: Floats, belief: Floats) -> Floats:
    return belief * strength * np.minimum(np.maximum(_ONE + learning.tilt * trait, f32(0.0)), f32(2.0))
