"""model: the operator records, fits a model of an outcome on what it recorded, scores everybody by it, and fits again.

What people do about the score is in the next records, and so in the next fit.
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


class Look(NamedTuple):
    """What the operator had in hand when it last took stock: inputs x people, outcomes so far, scores."""

    month: int
    inputs: Table
    outcomes: Ints
    score: Ints


class Modelling:
    """The method `model` of one regime over one society. See engine.methods.method.Method."""

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
        self._looks: list[Look] = []
        self._fit: Fit | None = None
        self._line: PointsCurve | None = None
        self.target: Ints = np.zeros(0, np.int32)
        self.findings: list[Finding] = []

    def prepare(self, world: World) -> None:
        """Open the page of the month."""
        self._records.make_room(world)

    def learn(self, world: World) -> None:
        """Add the month to the records, fit if it is time, and set the targets of the next month."""
        self._records.add(world.diary.noted)
        self._records.grow(len(world.state.born))  # room may have been made for children since
        here = inputs(world, self._records, self._model.attributes)
        lived = world.month + 1
        if lived % self._model.every == 0:
            self._take_stock(world, here)
        self.target = self._targets(world, here)

    def _take_stock(self, world: World, here: Table) -> None:
        """Fit on what was in hand a horizon ago and what became of it since, and keep what is in hand now."""
        month, people = world.month, world.people
        then = next((look for look in self._looks if look.month == month - self._model.horizon), None)
        self._looks = [look for look in self._looks if look.month > month - self._model.horizon]
        score = world.state.score[:people].copy()
        self._looks.append(Look(month=month, inputs=here, outcomes=self._records.outcomes[:people].copy(), score=score))
        if then is None:
            return
        since = self._since(then)
        self._review_bands(then, since, score, month)
        self._refit(world, then, since, here)

    def _since(self, then: Look) -> Ints:
        return self._records.outcomes[: len(then.outcomes)] - then.outcomes

    def _review_bands(self, then: Look, since: Ints, now: Ints, month: int) -> None:
        """Write down, band by band, how many stood in it a horizon ago and what share had the outcome since."""
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

    def _refit(self, world: World, then: Look, since: Ints, here: Table) -> None:
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
        """Points that one more act of a kind takes, where the scale is of middling steepness."""
        steepness = line.steepness()
        slopes = found.coefficients[: len(self._model.records)].tolist()
        return {act: -steepness * slope for act, slope in zip(self._model.records, slopes, strict=True)}

    def _output(self, table: Table) -> Values:
        """The model's output, term by term in their order, which is the same on every machine."""
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
