"""model: the operator fits a model of an outcome to its records, scores everybody by it, and refits it regularly.

How people respond to the score is in the next records, and so in the next fit.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.compile.numbers import forgotten
from counterscore.engine.core.scale import rung
from counterscore.engine.methods.fitting import Fit, chosen, fit
from counterscore.engine.methods.implied import taught
from counterscore.engine.methods.inputs import inputs
from counterscore.engine.methods.method import Finding
from counterscore.engine.methods.records import Records
from counterscore.engine.methods.scaling import PointsCurve, line

if TYPE_CHECKING:
    from counterscore.chance.kernel import Ints
    from counterscore.engine.methods.records import Table
    from counterscore.engine.world import World
    from counterscore.regime.methods import Model
    from counterscore.regime.schema import RegimeFile, Score
    from counterscore.society.schema import SocietyFile

Values = NDArray[np.float64]
_WHOLE = 2**30


class _Snapshot(NamedTuple):
    """A snapshot of what the operator knew in a month: inputs x people, outcomes so far, scores."""

    month: int
    inputs: Table
    outcomes: Ints
    score: Ints


class Modelling:
    """The scoring method `model` for one regime and society. It implements `engine.methods.method.Method`."""

    def __init__(self, society: SocietyFile, regime: RegimeFile, score: Score, model: Model) -> None:
        names = [activity.id for activity in society.activities]
        self._society, self._regime, self._score, self._model = society, regime, score, model
        self.forgotten = np.int64(forgotten(score.half_life.value if score.half_life else None))
        self._records = Records(
            [names.index(act) for act in model.records],
            [names.index(act) for act in model.predicts],
            1 - int(self.forgotten) / _WHOLE,
        )
        self._lines = [(band.id, rung(band.at_least, score.lowest)) for band in regime.bands]
        self._snapshots: list[_Snapshot] = []
        self._fit: Fit | None = None
        self._line: PointsCurve | None = None
        self.target: Ints = np.zeros(0, np.int32)
        self.findings: list[Finding] = []

    def prepare(self, world: World) -> None:
        """Make room for the month's records."""
        self._records.make_room(world)

    def learn(self, world: World) -> None:
        """Add the month to the records, refit the model if it is time, and set the targets of the next month."""
        self._records.add(world.diary.noted)
        self._records.grow(len(world.state.born))  # births may have enlarged the state since
        here = inputs(world, self._records, self._model.attributes)
        months = world.month + 1
        if months % self._model.every == 0:
            self._take_stock(world, here)
        self.target = self._targets(world, here)

    def _take_stock(self, world: World, here: Table) -> None:
        """Fit the inputs of a horizon ago to the outcomes since then, and save a snapshot of the present."""
        month, people = world.month, world.people
        then = next((each for each in self._snapshots if each.month == month - self._model.horizon), None)
        self._snapshots = [each for each in self._snapshots if each.month > month - self._model.horizon]
        score = world.state.score[:people].copy()
        self._snapshots.append(
            _Snapshot(month=month, inputs=here, outcomes=self._records.outcomes[:people].copy(), score=score)
        )
        if then is None:
            return
        since = self._since(then)
        self._review_bands(then, since, score, month)
        self._refit(world, then, since, here)

    def _since(self, then: _Snapshot) -> Ints:
        return self._records.outcomes[: len(then.outcomes)] - then.outcomes

    def _review_bands(self, then: _Snapshot, since: Ints, now: Ints, month: int) -> None:
        """Note, for each band, the share of people in it a horizon ago, and how many of them had the outcome since."""
        if self._fit is None:
            return
        there = (then.score > 0) & (now[: len(then.score)] > 0)
        place = np.searchsorted([first for _, first in self._lines], then.score[there], side="right") - 1
        had = since[there] > 0
        for k, (band, _) in enumerate(self._lines):
            count, struck = int((place == k).sum()), int((had & (place == k)).sum())
            self.findings.append(
                Finding(month=month, what="share of people", term=band, value=round(count / len(place), 6), cases=count)
            )
            if count:
                self.findings.append(
                    Finding(month=month, what="outcome rate", term=band, value=round(struck / count, 6), cases=count)
                )

    def _refit(self, world: World, then: _Snapshot, since: Ints, here: Table) -> None:
        state, n = world.state, len(then.score)
        known = (then.score > 0) & (state.score[:n] > 0)
        takes = known & chosen(
            self._model.sample, state.key[:n], state.bits[:n], since > 0, world.tick, world.seed
        )  # fmt: skip
        found = fit(
            self._model.kind, then.inputs[:, takes].T.astype(np.float64), since[takes].astype(np.float64)
        )  # fmt: skip
        if found is None:
            return
        scored = state.score[: world.people] > 0
        self._fit = found
        self._line = line(self._model.scaling, self._score, self._output(here[:, scored]))
        self._write(world.month, found)
        world.taught = taught(world.plan, self._society, self._regime, self._worth(found, self._line))

    def _write(self, month: int, found: Fit) -> None:
        terms = ["intercept", *self._model.records, *self._model.attributes]
        values = [found.intercept, *found.coefficients.tolist()]
        for term, value in zip(terms, values, strict=True):
            self.findings.append(Finding(month=month, what="coefficient", term=term, value=value, cases=found.cases))
        rate = round(found.positives / found.cases, 6)
        self.findings.append(
            Finding(month=month, what="share with the outcome", term="cases", value=rate, cases=found.cases)
        )

    def _worth(self, found: Fit, line: PointsCurve) -> dict[str, float]:
        """Return, by act, the points that one more record is worth, by the slope in the middle of the points curve."""
        steepness = line.steepness()
        slopes = found.coefficients[: len(self._model.records)].tolist()
        return {act: -steepness * slope for act, slope in zip(self._model.records, slopes, strict=True)}

    def _output(self, table: Table) -> Values:
        """Return the model's output, summed term by term in a fixed order, so that every machine gets the same bits."""
        assert self._fit is not None
        output = np.full(table.shape[1], self._fit.intercept)
        for row, coefficient in zip(table, self._fit.coefficients.tolist(), strict=True):
            output += row.astype(np.float64) * coefficient
        return output

    def _targets(self, world: World, here: Table) -> Ints:
        target = np.zeros(len(world.state.born), np.int32)
        if self._fit is not None and self._line is not None:
            top = int(world.plan.scale.top)
            target[: world.people] = self._line.rungs(self._output(here), self._score.lowest, top)
        return target
