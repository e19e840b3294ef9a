"""What a regime does with only some of its parts in force, compared with no regime."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Protocol

from counterscore.regime.clauses import without
from counterscore.regime.schema import RegimeFile
from counterscore.study.effects import Twin, answers
from counterscore.study.options import Execution
from counterscore.study.parties import Party
from counterscore.study.result_cache import Result
from counterscore.study.setting import Study

Present = frozenset[int]


class Value(Protocol):
    """The effect on a measure with the parts `present`, in the replicate of a pair of orders; None if undefined."""

    def __call__(self, present: Present, pair: int) -> float | None:
        """Return the effect."""
        ...


@dataclass(frozen=True)
class Coalitions:
    """Simulates a regime with some of its parts in force. Every pair of orders has people and a seed of its own."""

    study: Study
    among: Sequence[Party]
    execution: Execution
    known: dict[tuple[Present, int], Result] = field(default_factory=dict[tuple[Present, int], Result])

    def simulate(self, wanted: Iterable[tuple[Present, int]], word: str) -> None:
        """Simulate these parts in these pairs of orders, unless that was done. Nothing in force needs no world."""
        new = {each for each in wanted if each[0] and each not in self.known}
        places = sorted(new, key=lambda each: (each[1], len(each[0]), sorted(each[0])))
        files = {present: self._with(present) for present, _ in places}
        jobs = [self._twin(files[present], pair) for present, pair in places]
        self.known.update(zip(places, answers(jobs, self.study.asked, self.execution, word), strict=True))

    def value(self, measure: str, group: str) -> Value:
        """Return the effects on a measure of a group; those with nothing in force are 0 by definition."""
        key = self.study.asked.key(measure, group)
        return lambda present, pair: self.known[present, pair][key] if present else 0.0

    def _with(self, present: Present) -> RegimeFile:
        off = [clause for place, party in enumerate(self.among) if place not in present for clause in party.clauses]
        return without(self.study.scenario.regime.file, off) if off else self.study.scenario.regime.file

    def _twin(self, file: RegimeFile, pair: int) -> Twin:
        return self.study.twin(file, self.study.seeds[pair])
