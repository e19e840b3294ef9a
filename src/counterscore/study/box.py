"""The declared box of assumptions, and the worlds that are lived in it."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from counterscore.regime.load import Regime
from counterscore.society.load import Society
from counterscore.study.assumptions import assumptions
from counterscore.study.designs import LUCK, Moved, Shares, effects, trajectories
from counterscore.study.effects import Told, Twin, answers
from counterscore.study.estimate import Estimate, estimate
from counterscore.study.headline import means
from counterscore.study.kept import Kept, Result
from counterscore.study.placing import placed
from counterscore.study.setting import Study
from counterscore.study.worlds import World

_LUCKS = 1 << 16
_LEAST_LUCKS = 8  # for the effects with assumptions as declared


class Box:
    """The declared box of assumptions, and the worlds that were lived in it."""

    def __init__(self, study: Study, kept: Kept, workers: int | None, told: Told | None) -> None:
        self.study, self.kept, self.workers, self.told = study, kept, workers, told
        self.inputs = assumptions(study.society.file, study.regime.file)

    def declared(self) -> dict[str, Estimate]:
        """The effects with every assumption as declared."""
        study = self.study
        lucks = range(study.seed, study.seed + max(study.seeds, _LEAST_LUCKS))
        found = self._answers([study.twin(study.regime.file, luck) for luck in lucks], "assumptions as declared")
        return {name: estimate([row[name] for row in found]) for name in study.titles}

    def lived(self, points: Shares, word: str, first: Callable[[int], int] | None = None) -> list[list[Result]]:
        """The effects at every point, under as many lucks as the study has; `first`: the first luck of a point."""
        jobs: list[Twin] = []
        for place, row in enumerate(points):
            world = self._world(row)
            luck = first(place) if first else self.study.seed
            jobs += [self._twin(world, luck + k) for k in range(self.study.seeds)]
        found = self._answers(jobs, word)
        return [found[k * self.study.seeds : (k + 1) * self.study.seeds] for k in range(len(points))]

    def screened(self, count: int) -> dict[str, list[Moved]]:
        """Mean elementary effects of every group of assumptions, and of luck, on every measure."""
        if not count:
            return {}
        groups = [*(each.group for each in self.inputs), LUCK]
        points = trajectories(groups, count, self.study.seed)
        found = self.lived(points[:, :-1], "screening groups of assumptions", self.luck(points))
        return {
            name: effects(groups, points, values, self.study.seed)
            for name in self.study.titles
            if (values := means(found, name)) is not None
        }

    def luck(self, points: Shares) -> Callable[[int], int]:
        """Luck as an input: the share in the last column names the luck seed."""
        return lambda place: self.study.seed + int(points[place, -1] * _LUCKS)

    def _world(self, shares: NDArray[np.float64]) -> tuple[Society, Regime]:
        values = {each: each.at(float(share)) for each, share in zip(self.inputs, shares, strict=True)}
        return placed(self.study.society, self.study.regime, values)

    def _twin(self, rules: tuple[Society, Regime], luck: int) -> Twin:
        study, (society, regime) = self.study, rules
        world = World(society, regime, study.citizens, study.months, study.people_seed, luck)
        return Twin(world, world.under(study.baseline))

    def _answers(self, jobs: Sequence[Twin], word: str) -> list[Result]:
        return answers(jobs, self.study.asked, self.kept, self.workers, self.told, word)
