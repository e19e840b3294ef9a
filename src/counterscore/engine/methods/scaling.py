"""Convert a model's output to rungs, by a line or to a published distribution. A higher output is a lower score."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.core.scale import thousandths
from counterscore.regime.methods import Scaling
from counterscore.regime.schema import Score

Values = NDArray[np.float64]


class PointsCurve(NamedTuple):
    """A piecewise linear function from ascending outputs to points, extrapolated at both ends."""

    output: Values
    points: Values

    def rungs(self, output: Values, lowest: float, top: int) -> Ints:
        """Return the rung of each output, limited to the scale."""
        inside = np.interp(output, self.output, self.points)
        below, above = self._slope(0), self._slope(-2)
        points = (
            inside + np.minimum(output - self.output[0], 0) * below + np.maximum(output - self.output[-1], 0) * above
        )
        whole = np.floor(points * 1000 + 0.5).astype(np.int64) - thousandths(lowest) + 1
        return np.clip(whole, 1, top).astype(np.int32)

    def _slope(self, place: int) -> float:
        following = place + 1
        width = float(self.output[following] - self.output[place])
        return float(self.points[following] - self.points[place]) / width if width > 0 else 0.0

    def steepness(self) -> float:
        """Return the points lost per unit of output, over the middle half of the curve."""
        first, last = len(self.output) // 4, len(self.output) - 1 - len(self.output) // 4
        width = float(self.output[last] - self.output[first])
        return float(self.points[first] - self.points[last]) / width if width > 0 else 0.0


def line(scaling: Scaling, score: Score, output: Values) -> PointsCurve:
    """Return the points curve of a regime, given the outputs of everybody with a score."""
    if scaling.distribution is None:
        anchor = scaling.anchor.value if scaling.anchor else 0.0
        slope = scaling.slope.value if scaling.slope else 0.0
        return PointsCurve(np.array([anchor - 1, anchor + 1]), np.array([score.base + slope, score.base - slope]))
    shares, points = scaling.distribution.shares, scaling.distribution.points
    above = np.cumsum([0.0, *reversed(shares)])  # of people whose output is lower, from the highest points down
    ranked = np.sort(output)
    places = np.minimum((above * len(ranked)).astype(np.int64), len(ranked) - 1)
    return PointsCurve(ranked[places], np.array(list(reversed(points))))
