"""Counts the requests of members, and of people who could have joined and did not, while participation is voluntary."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.access.gate import GRANTED
from counterscore.engine.core.plan import Operated, Plan
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World
from counterscore.measure.outcomes import VoluntaryRequests
from counterscore.society.traits import BIT
from counterscore.study.recording.room import cut, make_room

_GROWN, _SCORED = np.uint32(BIT["alive"] | BIT["adult"]), np.uint32(BIT["scored"])
_OUTSIDE, _MEMBER, _NEITHER = 0, 1, -1


class VoluntaryRecords:
    """Counts these requests by decision and person. A person belongs to a side in each month by itself."""

    def __init__(self, decisions: int) -> None:
        self.months = 0
        self.counts: dict[str, NDArray[Any]] = {
            **{name: np.zeros((2, decisions, 0), np.uint16) for name in ("asked", "granted")},
            **{name: np.zeros((2, decisions, 0), np.float32) for name in ("usual", "usual_members")},
        }

    def after(self, world: World, rules: Plan, month: MonthResult) -> None:
        """Add the month if participation was voluntary in it."""
        if not rules.voluntary:
            return
        self.months += 1
        make_room(self.counts, world.people)
        person = np.concatenate([asks.person[:count] for asks, count, _ in month.asks])
        decision = np.concatenate([asks.decision[:count] for asks, count, _ in month.asks])
        granted = np.concatenate([said for _, _, said in month.asks]) == GRANTED
        side = _sides(world, rules)[person]
        chose = side != _NEITHER
        self._add(person[chose], decision[chose], side[chose], granted[chose])

    def _add(
        self, person: NDArray[np.int32], decision: NDArray[np.uint8], side: NDArray[np.int8], granted: NDArray[np.bool_]
    ) -> None:  # fmt: skip
        """Add the requests of a month. A person asks for each decision at most once a month."""
        where = side, decision, person
        everybody = np.maximum(np.bincount(decision), 1)
        self.counts["asked"][where] += 1
        self.counts["granted"][where] += granted
        self.counts["usual"][where] += (np.bincount(decision, granted) / everybody)[decision]
        self.counts["usual_members"][where] += (np.bincount(decision, side) / everybody)[decision]

    def result(self, people: int) -> VoluntaryRequests:
        """Return the counts."""
        make_room(self.counts, people)
        return VoluntaryRequests(**cut(self.counts, people), months=np.array([self.months], np.int64))


def _sides(world: World, rules: Plan) -> NDArray[np.int8]:
    """Return for each person whether an operator scored the person this month, or could have."""
    bits = world.state.bits[: world.people]
    grown = (bits & _GROWN) == _GROWN
    open_to = np.any([_could_join(world, operator) for operator in rules.operators], axis=0)
    side = np.where(grown & open_to, _OUTSIDE, _NEITHER)
    return np.where(grown & ((bits & _SCORED) != 0), _MEMBER, side).astype(np.int8)


def _could_join(world: World, operator: Operated) -> NDArray[np.bool_]:
    """Return who is old enough for an operator that people join, and covered by one of its sources."""
    bits, born, terms = world.state.bits[: world.people], world.state.born[: world.people], operator.enrolment
    old_enough = world.month - 1 - born.astype(np.int64) >= int(operator.scale.from_age)
    covered = np.any([(bits & states) == states for states in terms.reached], axis=0)
    return old_enough & covered & bool(terms.by_perks + terms.by_friends > 0)
