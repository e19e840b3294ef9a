"""The cost of refusing to take part: like requests of like people, members and non-members, while they can choose."""

# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUnknownArgumentType=false
# Scikit-learn has no type stubs.
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.society.traits import BITS, TRAITS

Matrix = NDArray[np.float64]
FEWEST = 30  # people on either side, below which nothing is compared
_SLIGHT = 1e-6  # keeps inputs that determine one another solvable, and moves nothing else
_DIGITS = 9  # the order in which floats are added differs between machines


@dataclass(frozen=True)
class RefusalCost:
    """By how much more often a request of a member is approved: adjusted, with its standard error.

    `outside`: how many people asked for something while they could have joined and had not.
    """

    value: float
    error: float
    outside: int


@dataclass(frozen=True)
class _Asked:
    """Requests, by person, decision and side: how many, what share was approved, and whether they were a member's."""

    person: NDArray[np.intp]
    decision: NDArray[np.intp]
    member: Matrix
    count: Matrix
    approved: Matrix


def refusal_cost(world: Outcomes, group: Flags) -> float:
    """Return by how much more often members' requests are approved than those of people who could have joined.

    NaN if nobody could refuse, because no month was voluntary, or if there are too few people on either side.
    """
    found = adjusted(world, group)
    return found.value if found else float("nan")


def adjusted(world: Outcomes, group: Flags) -> RefusalCost | None:
    """Return the adjusted difference of the people of a group; None if there are fewer than FEWEST on either side.

    Membership and approval are each regressed on the inputs, and the residuals on each other (Frisch, Waugh and
    Lovell). The error lets a person's requests depend on one another (Liang and Zeger 1986).
    """
    asked = _asked(world, group & world.people.there)
    inside, outside = (len(np.unique(asked.person[side])) for side in (asked.member > 0, asked.member == 0))
    if min(inside, outside) < FEWEST:
        return None
    joined, approved = _residuals(_inputs(world, asked), np.column_stack([asked.member, asked.approved]), asked.count)
    power = float(asked.count @ joined**2)
    value = float((asked.count * joined) @ approved) / power
    scores = np.bincount(asked.person, weights=asked.count * joined * (approved - value * joined))
    return RefusalCost(round(value, _DIGITS), float(np.sqrt(scores @ scores)) / power, outside)


def _asked(world: Outcomes, group: Flags) -> _Asked:
    asked = world.voluntary.asked * group
    side, decision, person = np.nonzero(asked)
    count = asked[side, decision, person].astype(np.float64)
    approved = world.voluntary.granted[side, decision, person] / count
    return _Asked(person, decision, (side == 1).astype(np.float64), count, approved)


def _residuals(inputs: Matrix, targets: Matrix, weights: Matrix) -> Matrix:
    """Return what a weighted linear regression on the inputs leaves of the targets, one row each."""
    from sklearn.linear_model import Ridge
    from sklearn.preprocessing import StandardScaler

    scaled: Any = StandardScaler().fit_transform(inputs)
    model = Ridge(alpha=_SLIGHT, solver="cholesky").fit(scaled, targets, sample_weight=weights)
    return (targets - model.predict(scaled)).T


def _inputs(world: Outcomes, asked: _Asked) -> Matrix:
    """Return what members and non-members may differ in: what they ask for, and what they were like at month 0."""
    kinds = asked.decision[:, None] == np.unique(asked.decision)[None, 1:]
    return np.column_stack([kinds, _before(world)[asked.person]]).astype(np.float64)


def _before(world: Outcomes) -> Matrix:
    """Return everybody's attributes at month 0: traits, states, age, education, income and wealth."""
    people, starts = world.people, world.starts
    age = -people.born.astype(np.float64) / 12
    states = [(starts.bits & np.uint32(1 << place)) != 0 for place in range(len(BITS))]
    money = [np.log(np.maximum(each, 1.0)) for each in (starts.wage, people.wealth)]
    traits = [getattr(people, each) for each in TRAITS]
    columns = [*traits, *states, age, age**2, starts.education, *money]
    return np.column_stack([column.astype(np.float64) for column in columns])
