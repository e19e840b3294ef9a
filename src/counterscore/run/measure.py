"""One monthly measure, and the ratio by which most measures are computed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
OF_ALL = ["all"]


@dataclass(frozen=True)
class MonthlyMeasure:
    """One monthly measure. `values`: months x groups, NaN if there is nobody to measure."""

    name: str
    groups: list[str]
    values: Values


def ratio(part: NDArray[np.generic], whole: NDArray[np.generic]) -> Values:
    """Return `part` divided by `whole`; NaN where `whole` is 0.

    >>> ratio(np.array([1.0, 0.0]), np.array([4.0, 0.0])).tolist()
    [0.25, nan]
    """
    whole = whole.astype(np.float64)
    return np.divide(part, whole, out=np.full(whole.shape, np.nan), where=whole > 0)
