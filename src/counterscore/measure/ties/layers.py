"""The layers of ties in a world: how many ties each has, how clustered they are, and how alike the people are.

Only the explicit ties are stored. Each belongs to the first of these layers that fits: kin (members of a household,
parents and children, brothers and sisters), colleagues (the same firm), schoolmates (both at school, born within six
months and living within a catchment), neighbours (homes at most 64 places apart), and other chosen friends.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# SciPy has no type stubs.
from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from counterscore.chance.kernel import Floats
from counterscore.engine.core.state import State
from counterscore.engine.life.meeting import SAME_CLASS
from counterscore.engine.world import World
from counterscore.measure.validity.agreement import correlation
from counterscore.society.affinity import NEAR_WINDOW
from counterscore.society.traits import BIT

Flags = NDArray[np.bool_]
Ids = NDArray[np.int64]
LAYERS = ("kin", "colleagues", "schoolmates", "neighbours", "chosen")
_YEAR = 12
_UNKNOWN_AGE = (6, 18)  # years at school in a society that declares none


@dataclass(frozen=True)
class TieLayer:
    """One layer of a world.

    `degree`: ties per living person. `transitivity`: share of pairs of ties at a person whose other ends are tied too;
    NaN without such pairs. `alike`: correlation of the two ends of a tie, over ties from both ends, by attribute.
    """

    degree: float
    transitivity: float
    alike: dict[str, float]


def layers_of(world: World) -> dict[str, TieLayer]:
    """Return each layer of the ties of a world, and `all` of them together."""
    state, people = world.state, world.people
    own, friend = both_ends(state, people)
    layer = layer_of(world, own, friend)
    attributes = _attributes(world)
    living = int(np.count_nonzero(state.bits[:people] & BIT["alive"]))
    held = {"all": np.ones(len(own), bool), **{name: layer == k for k, name in enumerate(LAYERS)}}
    return {name: _described(own[of], friend[of], people, living, attributes) for name, of in held.items()}


def both_ends(state: State, people: int) -> tuple[Ids, Ids]:
    """Return every tie of the first `people` people, from both of its ends."""
    offsets = state.offsets[: people + 1]
    own = np.repeat(np.arange(people, dtype=np.int64), np.diff(offsets))
    friend = state.friends[: offsets[-1]].astype(np.int64)
    return own[friend >= 0], friend[friend >= 0]


def layer_of(world: World, own: Ids, friend: Ids) -> NDArray[np.int64]:
    """Return the index in LAYERS of the layer of each tie."""
    state = world.state
    kin = state.household[own] == state.household[friend]
    if len(state.parent):
        first, second = state.parent[own], state.parent[friend]
        kin |= (first == friend + 1) | (second == own + 1) | ((first > 0) & (first == second))
    apart = _apart(state, own, friend)
    fits = (kin, _colleagues(world, own, friend), _schoolmates(world, own, friend, apart), apart <= NEAR_WINDOW)
    return np.select(fits, range(len(fits)), len(fits))


def _apart(state: State, own: Ids, friend: Ids) -> Ids:
    """Return how many places homes are apart: in the line of homes, or by id if there is none."""
    if not len(state.at):
        return np.abs(own - friend)
    there = (state.at[own] > 0) & (state.at[friend] > 0)
    return np.where(there, np.abs(state.at[own].astype(np.int64) - state.at[friend]), NEAR_WINDOW + 1)


def _colleagues(world: World, own: Ids, friend: Ids) -> Flags:
    if world.firms is None:
        return np.zeros(len(own), bool)
    employer = np.full(world.people, -1, np.int64)
    known = min(world.people, len(world.firms.employer))
    employer[:known] = world.firms.employer[:known]
    return (employer[own] >= 0) & (employer[own] == employer[friend])


def _schoolmates(world: World, own: Ids, friend: Ids, apart: Ids) -> Flags:
    rules, born = world.latest.meeting, world.state.born.astype(np.int64)
    first, last = (rules.from_age, rules.to_age) if rules.met else (_YEAR * age for age in _UNKNOWN_AGE)
    ages = world.month - born[own], world.month - born[friend]
    at_school = np.logical_and.reduce([(first <= age) & (age < last) for age in ages])
    catchment = rules.catchment if rules.met else 2 * NEAR_WINDOW
    return at_school & (np.abs(ages[0] - ages[1]) <= SAME_CLASS) & (apart <= catchment)


def _attributes(world: World) -> dict[str, Floats]:
    state, people = world.state, world.people
    columns: dict[str, NDArray[Any]] = {
        "age": state.born, "income": np.log(np.maximum(state.wage, 1)), "education": state.education,
        "trustworthiness": state.trustworthiness, "heterodoxy": state.heterodoxy,
    }  # fmt: skip
    return {name: column[:people].astype(np.float32) for name, column in columns.items()}


def _described(own: Ids, friend: Ids, people: int, living: int, attributes: dict[str, Floats]) -> TieLayer:
    alike = {name: correlation(column[own], column[friend]) for name, column in attributes.items()}
    return TieLayer(degree=len(own) / living, transitivity=transitivity(own, friend, people), alike=alike)


def transitivity(own: Ids, friend: Ids, people: int) -> float:
    """Return the share of pairs of ties at a person whose other ends are tied as well; NaN if there is no such pair.

    >>> one, other = np.array([0, 0, 1, 1, 2, 2, 2, 3]), np.array([1, 2, 0, 2, 0, 1, 3, 2])
    >>> transitivity(one, other, 4)
    0.6
    """
    ties: Any = csr_array((np.ones(len(own)), (own, friend)), shape=(people, people))
    degree = np.bincount(own, minlength=people)
    pairs = int((degree * (degree - 1)).sum())
    return float((ties @ ties).multiply(ties).sum()) / pairs if pairs else float("nan")
