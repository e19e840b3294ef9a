"""One measure of the months, and the ratio that most of them are."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
OF_ALL = ["all"]


@dataclass(frozen=True)
class MonthlyMeasure:
    """One measure: `values` is months x groups, NaN where there is nobody to measure."""

    name: str
    groups: list[str]
    values: Values


def ratio(part: NDArray[np.generic], whole: NDArray[np.generic]) -> Values:
    """Return part by whole, NaN where the whole is nothing.

    >>> ratio(np.array([1.0, 0.0]), np.array([4.0, 0.0])).tolist()
    [0.25, nan]
    """
    whole = whole.astype(np.float64)
    return np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0)
