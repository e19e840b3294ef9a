"""The parts of each score: points by activity, the friends' part and the rest, which fade as the score does."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints, kernel
from counterscore.engine.world import World
from counterscore.measure.outcomes import Points
from counterscore.run.spread import count_ties
from counterscore.study.recording.room import cut, make_room

_FINE = 2.0**30
Table = np.ndarray[tuple[int, int], np.dtype[np.float32]]


@kernel
def _add_up(
    points: NDArray[Any], caps: NDArray[Any], noted: NDArray[Any], score: Ints, keep: np.float32, acts: Table
) -> None:  # fmt: skip
    """Let the points of every rated act fade, and add those of this month for everybody with a score."""
    for a in range(points.shape[0]):
        if points[a] == 0:
            continue
        gain, cap = np.int64(points[a]), np.int64(caps[a])
        for j in range(score.shape[0]):
            got = min(max(gain * np.int64(noted[a, j]), -cap), cap) if score[j] > 0 else np.int64(0)
            acts[a, j] = acts[a, j] * keep + np.float32(got)


class ScoreParts:
    """Follows the parts of every score, month by month. `parts`: `acts` is activities x people, `friends` by person."""

    def __init__(self, world: World) -> None:
        activities = len(world.plan.acts.kind)
        self.parts: dict[str, NDArray[Any]] = {
            "acts": np.zeros((activities, world.people), np.float32),
            "friends": np.zeros(world.people, np.float32),
        }
        self.mean = np.zeros(0)
        self.rules, self.count = world.plan, world.people

    def before(self, world: World) -> None:
        """Record the mean score of everybody's friends, from which this month's friends' part is computed."""
        if world.rules.scale != self.rules.scale:  # another operator takes over, and every score starts anew
            for part in self.parts.values():
                part[:] = 0
        self.rules, people, state = world.rules, world.people, world.state
        self.count = people
        make_room(self.parts, people)
        if world.rules.scale.friends <= 0:
            return
        ties, theirs, scored = np.zeros(people, np.int32), np.zeros(people, np.int64), np.zeros(people, np.int32)
        count_ties(state.score, state.offsets, state.friends, 0, people, ties, theirs, scored)
        self.mean = np.divide(theirs, scored, out=np.full(people, np.nan), where=scored > 0)

    def after(self, world: World) -> None:
        """Let the parts fade, and add those of the month."""
        rules, count = self.rules, self.count
        if not rules.scale.active:
            return
        keep = np.float32(1.0 - float(rules.scale.forgotten) / _FINE)
        sight = rules.sight
        _add_up(sight.points, sight.cap, world.diary.noted, world.state.score[:count], keep, self.parts["acts"])
        self._add_friends(world, keep, rules.scale.friends, rules.scale.friends_cap)

    def _add_friends(self, world: World, keep: np.float32, weight: np.int64, cap: np.int64) -> None:
        if weight <= 0:
            return
        known = len(self.mean)
        last = world.state.before[:known]
        part = np.clip((self.mean - last) * float(weight), -float(cap), float(cap)) / _FINE
        here = self.parts["friends"][:known]
        here *= keep
        here += np.where((last > 0) & ~np.isnan(self.mean), part, 0.0).astype(np.float32)

    def result(self, world: World) -> Points:
        """Return the parts at the end; `rest` is what they do not explain of a score minus its base."""
        people, state, base = world.people, world.state, int(world.latest.scale.base)
        make_room(self.parts, people)
        parts = cut(self.parts, people)
        rung = state.score[:people]
        wrong = state.wrong[:people].astype(np.float32)
        explained = parts["acts"].sum(axis=0) + parts["friends"] + wrong
        rest = np.where(rung > 0, rung - base - explained, 0.0).astype(np.float32)
        return Points(acts=parts["acts"], friends=parts["friends"], wrong=wrong, rest=rest)
