"""How well undeclared attributes can be inferred from records, by a cross-validated linear regression.

One implementation for every use: what sources know by month, what a breach reveals, which acts are proxies. The results
equal those of scikit-learn to the last bit, which a test checks. Scikit-learn itself would be slow here: its input
checks take twenty times as long as the regression on so few people, and a run needs some hundred regressions.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# SciPy and threadpoolctl have no type stubs. What they return is typed here.
from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

if TYPE_CHECKING:
    from threadpoolctl import ThreadpoolController

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]
FOLDS, DIGITS = 5, 9
NOTHING = float("nan")
_SMALLEST = 1e-6  # singular values below this share of the largest count as none


def guessed(counts: NDArray[np.integer], truths: Values) -> Values:
    """Return predictions of `truths` (people x attributes) from `counts` (people x activities), by cross-validation.

    Each of five folds is predicted by a linear regression on the logarithms of the counts (log1p), fitted to the other
    four. People are assigned to folds in turn. For a yes-or-no attribute, least squares ranks people as Fisher's linear
    discriminant does.
    """
    inputs, folds = np.log1p(counts.astype(np.float64)), np.arange(len(counts)) % FOLDS
    guesses = np.empty_like(truths)
    for fold in range(FOLDS):
        others, own = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        guesses[own] = _predicted(inputs[others], truths[others], inputs[own])
    return guesses


def _predicted(known: Values, truths: Values, unknown: Values) -> Values:
    """Fit `truths` to `known` by least squares, with an intercept; return the predictions for `unknown`."""
    from scipy.linalg import lstsq

    means, usual = np.average(known, axis=0), np.average(truths, axis=0)
    with _threads().limit(limits=1):  # floats are summed in the same order on every machine
        solution: Any = lstsq(known - means, truths - usual, cond=_SMALLEST)
        weights: Values = solution[0]
        return unknown @ weights + (usual - means @ weights)


@cache
def _threads() -> ThreadpoolController:
    """Return the controller of the threads of the linear-algebra libraries, which must have been imported before."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def inference_auc(counts: NDArray[np.integer], truths: Flags) -> list[float]:
    """Return the out-of-sample AUC for each attribute, a column of `truths`: 0.5 is chance, 1 certainty.

    NaN for an attribute that fewer than five people have, or fewer than five lack.

    >>> inference_auc(np.array([[5], [1]] * 10), np.array([[True], [False]] * 10))
    [1.0]
    """
    enough = [min(int(each.sum()), int((~each).sum())) >= FOLDS for each in truths.T]
    if not any(enough):
        return [NOTHING] * len(enough)
    values = np.round(guessed(counts, truths.astype(np.float64)), DIGITS)
    return [area(values[:, k], truths[:, k]) if enough[k] else NOTHING for k in range(len(enough))]


def area(values: NDArray[Any], truth: Flags) -> float:
    """Return the area under the ROC curve: how often a true case has a higher value than a false one; ties count half.

    >>> area(np.array([1, 2, 2]), np.array([False, False, True]))
    0.75
    """
    order = np.argsort(values)[::-1]
    ends = np.append(np.flatnonzero(np.diff(values[order])), len(order) - 1)  # the last of each group of equal values
    true = np.cumsum(truth[order])[ends]
    false = ends + 1 - true
    corners = np.ones(len(ends), np.bool_)  # a point on the line between its neighbours does not change the area
    corners[1:-1] = (np.diff(false, 2) != 0) | (np.diff(true, 2) != 0)
    true, false = np.append(0, true[corners]), np.append(0, false[corners])
    return float(np.trapezoid(true / true[-1], false / false[-1]))
