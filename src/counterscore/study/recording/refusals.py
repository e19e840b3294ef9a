"""Checks every refusal by a gate: would the person have passed without one part of the score?"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.catalogue.judgement import judgement
from counterscore.engine.access.refused import Refused, refused
from counterscore.engine.core.plan import Plan
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World
from counterscore.flow.graph import flow
from counterscore.flow.paths import paths
from counterscore.measure.outcomes import Refusals
from counterscore.regime.schema import RegimeFile
from counterscore.society.activities import Activity
from counterscore.society.schema import SocietyFile
from counterscore.study.recording.decisive import DecidedRequests, decided
from counterscore.study.recording.points import ScoreParts
from counterscore.study.recording.room import cut, make_room

_COUNTED = ("refused", "alone", "met", "declared", "unrelated", "friends", "wrong", "four", "innocent", "collateral")
_REASONS = 4


class RefusalReasons:
    """Counts for each person how many refusals by gates depended on which part of the score."""

    def __init__(self, world: World, society: SocietyFile, regime: RegimeFile) -> None:
        self.counts: dict[str, NDArray[Any]] = {name: np.zeros(world.people, np.uint16) for name in _COUNTED}
        self.by_act = np.zeros(len(society.activities), np.int64)
        self.unrelated, self.declared = _unrelated(society, regime)

    def after(self, world: World, rules: Plan, month: MonthResult, ledger: ScoreParts, seen: NDArray[Any]) -> None:
        """Check the refusals of the month. `seen`: activities x people, units seen so far."""
        make_room(self.counts, world.people)
        if not rules.scale.active:
            return
        found = refused(world, rules, month)
        self._count_decided(decided(world, rules, month, found))
        if not len(found.judged):
            return
        parts = ledger.parts["acts"][:, found.judged]
        flips = self._flips(world, found, parts, ledger.parts["friends"][found.judged])
        flips["innocent"] = _innocent(rules, seen, found.person)
        flips["collateral"] = flips["innocent"] | flips["friends"]
        for name, flip in flips.items():
            np.add.at(self.counts[name], found.judged[flip], 1)
        rung = world.state.score[found.judged]
        self.by_act += (rung - parts >= found.least).sum(axis=1)

    def _count_decided(self, refusals: DecidedRequests) -> None:
        np.add.at(self.counts["refused"], refusals.judged, 1)
        np.add.at(self.counts["alone"], refusals.judged[refusals.alone], 1)

    def _flips(
        self, world: World, found: Refused, parts: NDArray[np.float32], friends: NDArray[np.float32]
    ) -> dict[str, NDArray[np.bool_]]:
        """For each part of the score, in which refusals the person would have passed without it."""
        rung, line = world.state.score[found.judged].astype(np.float64), found.least
        unrelated = (parts * self.unrelated[found.decision].T).sum(axis=0)
        reasons = np.sort(np.minimum(np.vstack([parts, friends]), 0), axis=0)[:_REASONS].sum(axis=0)
        return {
            "met": np.ones(len(rung), np.bool_),
            "declared": self.declared[found.decision],
            "unrelated": self.declared[found.decision] & (rung - unrelated >= line),
            "friends": rung - friends >= line,
            "wrong": rung - world.state.wrong[found.judged] >= line,
            "four": rung - reasons >= line,
        }

    def result(self, people: int) -> Refusals:
        """Return the counts."""
        make_room(self.counts, people)
        return Refusals(**cut(self.counts, people), by_act=self.by_act)


def _innocent(rules: Plan, seen: NDArray[Any], person: NDArray[np.int32]) -> NDArray[np.bool_]:
    """Return which applicants have never been seen doing anything that the regime in force rates negatively.

    A child who is judged by a parent's score has only its own acts. False records are nobody's own acts.
    """
    return seen[rules.sight.points < 0][:, person].sum(axis=0) == 0


def _unrelated(society: SocietyFile, regime: RegimeFile) -> tuple[NDArray[np.float32], NDArray[np.bool_]]:
    """Return decisions x activities, 1 where an act is unrelated to a decision, and for which decisions that is known.

    The regime may declare it for the contexts of the two; otherwise the catalogue declares it for the act's domain.
    """
    domains = judgement().domains()
    declared = _declared(regime)

    def unrelated(act: Activity, decision: str) -> bool:
        elsewhere = decision in domains and act.domain not in domains[decision]
        return declared.get((act.id, decision), elsewhere)

    table = [[float(unrelated(act, each.id)) for act in society.activities] for each in society.decisions]
    known = {*domains, *(decision for _, decision in declared)}
    return np.array(table, np.float32), np.array([decision.id in known for decision in society.decisions])


def _declared(regime: RegimeFile) -> dict[tuple[str, str], bool]:
    """By act and decision, whether the regime declares their contexts unrelated."""
    found = paths(flow(regime), regime.facts.relevance if regime.facts else [])
    return {
        (path.nodes[1].title, path.decision.title): path.bearing == "none"
        for path in found
        if path.bearing and path.source.kind == "source"
    }
