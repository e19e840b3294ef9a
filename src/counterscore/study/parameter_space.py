"""The parameter space: every assumption that a study reads over its declared range, and the effects at points of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from counterscore.run.scenario import Scenario
from counterscore.study.assumptions import assumptions
from counterscore.study.designs import RANDOM_SEED, Moved, Shares, effects, trajectories
from counterscore.study.effects import Twin, answers
from counterscore.study.estimate import Estimate, estimate
from counterscore.study.headline import means
from counterscore.study.options import Execution
from counterscore.study.reading import inputs_read
from counterscore.study.replicates import replicate_of
from counterscore.study.result_cache import Result
from counterscore.study.setting import Study
from counterscore.study.substitute import substituted
from counterscore.study.target_draws import meeting

MOST_SEEDS = 1 << 16  # a share of 0 to 1 selects one of so many random seeds
_LEAST_SEEDS = 8  # for the effects with assumptions as declared


class ParameterSpace:
    """The space spanned by the assumptions of a study, its `inputs`, with the effects at any of its points."""

    def __init__(self, study: Study, execution: Execution) -> None:
        self.study, self.execution = study, execution
        of = study.scenario
        self.inputs = inputs_read(of, study.baseline, study.asked)
        self.idle = len(assumptions(of.society.file, of.regime.file)) - len(self.inputs)

    def declared(self) -> dict[str, Estimate]:
        """Return the effects with every assumption as declared."""
        study, first = self.study, self.study.scenario.seed
        seeds = range(first, first + max(len(study.seeds), _LEAST_SEEDS))
        jobs = [study.twin(study.scenario.regime.file, seed) for seed in seeds]
        found = answers(jobs, study.asked, self.execution, "assumptions as declared")
        return {name: estimate([row[name] for row in found]) for name in study.titles}

    def scenarios(self, points: Shares) -> list[Scenario]:
        """Return the scenario of the study at every point."""
        return [self._scenario(row) for row in points]

    def at(
        self, points: Sequence[Scenario], word: str, first: Callable[[int], int] | None = None
    ) -> list[list[Result]]:
        """Return the effects at every point, for each seed. `first`: the first seed of a point, if not the study's."""
        study, seeds = self.study, len(self.study.seeds)
        jobs: list[Twin] = []
        for place, point in enumerate(points):
            seed = first(place) if first else study.scenario.seed
            jobs += [self._twin(replicate_of(point, seed + k)) for k in range(seeds)]
        found = answers(jobs, study.asked, self.execution, word)
        return [found[k * seeds : (k + 1) * seeds] for k in range(len(points))]

    def meeting(self, points: Sequence[Scenario]) -> list[bool]:
        """Return for every point whether the society meets its own targets there; empty if it has none."""
        return meeting([point.society for point in points], self.execution)

    def screened(self, count: int) -> dict[str, list[Moved]]:
        """Return mean elementary effects of every group of assumptions, and of the random seed, on every measure."""
        if not count:
            return {}
        groups, seed = [*(each.group for each in self.inputs), RANDOM_SEED], self.study.scenario.seed
        points = trajectories(groups, count, seed)
        found = self.at(self.scenarios(points[:, :-1]), "screening groups of assumptions", self.seed_of(points))
        return {
            name: effects(groups, points, values, seed)
            for name in self.study.titles
            if (values := means(found, name)) is not None
        }

    def seed_of(self, points: Shares) -> Callable[[int], int]:
        """Return a function from a point to its random seed, which the share in the last column selects."""
        return lambda place: self.study.scenario.seed + int(points[place, -1] * MOST_SEEDS)

    def _scenario(self, shares: NDArray[np.float64]) -> Scenario:
        values = {each: each.at(float(share)) for each, share in zip(self.inputs, shares, strict=True)}
        society, regime = substituted(self.study.scenario.society, self.study.scenario.regime, values)
        return replace(self.study.scenario, society=society, regime=regime)

    def _twin(self, scenario: Scenario) -> Twin:
        return Twin(scenario, scenario.under(self.study.baseline))
