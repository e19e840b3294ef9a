"""The cost of refusing to take part: like requests of like people, members and non-members, while they can choose."""

# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUnknownArgumentType=false
# Scikit-learn has no type stubs.
from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.cache import cached
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.society.traits import BIT, BITS, TRAITS

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
    """Requests, by person, decision and side, in the voluntary months.

    `count`: how many. `member`: whether a member made them. `joined`, `approved`: what the inputs leave unexplained of
    membership, and of the share that was approved.
    """

    person: NDArray[np.intp]
    count: Matrix
    member: Flags
    joined: Matrix
    approved: Matrix


def refusal_cost(world: Outcomes, group: Flags) -> float:
    """Return by how much more often members' requests are approved than those of people who could have joined.

    NaN if nobody could refuse, because no month was voluntary, or if there are too few people on either side.
    """
    found = adjusted(world, group)
    return found.value if found else float("nan")


def adjusted(world: Outcomes, group: Flags) -> RefusalCost | None:
    """Return the adjusted difference of the people of a group; None if there are fewer than FEWEST on either side.

    Membership and approval are each taken relative to all requests for the same decision in the same month, and
    regressed on the inputs, decision by decision, for everybody. The residuals of the group are then regressed on each
    other (Frisch, Waugh and Lovell). The error lets a person's requests depend on one another (Liang and Zeger 1986).
    """
    if not world.voluntary.asked.any():
        return None
    asked = cached(world, "refusal-cost", lambda: _asked(world))
    own = group[asked.person]
    person, count, member = asked.person[own], asked.count[own], asked.member[own]
    inside, outside = (len(np.unique(person[side])) for side in (member, ~member))
    if min(inside, outside) < FEWEST:
        return None
    joined, approved = (each[own] - np.average(each[own], weights=count) for each in (asked.joined, asked.approved))
    power = float(count @ joined**2)
    value = float((count * joined) @ approved) / power
    scores = np.bincount(person, weights=count * joined * (approved - value * joined))
    return RefusalCost(round(value, _DIGITS), float(np.sqrt(scores @ scores)) / power, outside)


def _asked(world: Outcomes) -> _Asked:
    """Return the requests of people who were adults at month 0, whose attributes were then their own."""
    from sklearn.linear_model import Ridge

    asked = world.voluntary.asked * (world.people.there & ((world.starts.bits & np.uint32(BIT["adult"])) != 0))
    side, decision, person = np.nonzero(asked)
    count = asked[side, decision, person].astype(np.float64)
    found = world.voluntary
    approved = (found.granted - found.usual)[side, decision, person] / count
    member = side - found.usual_members[side, decision, person] / count
    inputs, targets = _inputs(world), np.column_stack([member, approved])
    for which in np.unique(decision):
        own = decision == which
        alike = Ridge(alpha=_SLIGHT, solver="cholesky").fit(inputs[person[own]], targets[own], sample_weight=count[own])
        targets[own] -= alike.predict(inputs[person[own]])
    return _Asked(person, count, side == 1, targets[:, 0], targets[:, 1])


def _inputs(world: Outcomes) -> Matrix:
    """Return everybody's attributes at month 0, in standard deviations."""
    from sklearn.preprocessing import StandardScaler

    scaled: Matrix = StandardScaler().fit_transform(_before(world))
    return scaled


def _before(world: Outcomes) -> Matrix:
    """Return these attributes: traits, states, age, education, work, income and wealth."""
    people, starts = world.people, world.starts
    age = -people.born.astype(np.float64) / 12
    states = [(starts.bits & np.uint32(1 << place)) != 0 for place in range(len(BITS))]
    money = [np.log(np.maximum(each, 1.0)) for each in (starts.wage, people.wealth)]
    traits = [getattr(people, each) for each in TRAITS]
    columns = [*traits, *states, age, age**2, starts.education, starts.history, *money]
    return np.column_stack([column.astype(np.float64) for column in columns])
