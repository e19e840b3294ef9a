"""How well something that nobody declared can be told from records, by a cross-validated regression.

One way for all who ask: what watchers know from month to month, what a breach tells, what is a proxy of what. The
figures are those of scikit-learn, to the last bit (a test compares them). Its checks of what it is given take twenty
times as long as the work on people as few as here, and a run guesses some hundred times.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# The libraries of linear algebra have no type stubs: what they return is typed here.
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
    """Guess each person's `truths` (people x attributes) from `counts` (people x kinds of act) of the others.

    Linear regression on the logarithms of the counts, each fold guessed by a fit on the other four; people are dealt to
    the folds in turn. Least squares of a yes or no ranks people as Fisher's discriminant does.
    """
    inputs, folds = np.log1p(counts.astype(np.float64)), np.arange(len(counts)) % FOLDS
    guesses = np.empty_like(truths)
    for fold in range(FOLDS):
        others, own = np.flatnonzero(folds != fold), np.flatnonzero(folds == fold)
        guesses[own] = _predicted(inputs[others], truths[others], inputs[own])
    return guesses


def _predicted(known: Values, truths: Values, unknown: Values) -> Values:
    """Return the truths that a fit by least squares, with an intercept, expects of the `unknown`."""
    from scipy.linalg import lstsq

    means, usual = np.average(known, axis=0), np.average(truths, axis=0)
    with _threads().limit(limits=1):  # sums of floats in one order, whatever the machine has to spare
        solution: Any = lstsq(known - means, truths - usual, cond=_SMALLEST)
        weights: Values = solution[0]
        return unknown @ weights + (usual - means @ weights)


@cache
def _threads() -> ThreadpoolController:
    """The threads of the libraries of linear algebra, looked for once, after they were imported."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def inference_auc(counts: NDArray[np.integer], truths: Flags) -> list[float]:
    """Return the AUC for each attribute (a column of `truths`), guessed by people who were not in the fit.

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
    """Return the area under the ROC curve: how often one of the true has the higher value, half for equals.

    >>> area(np.array([1, 2, 2]), np.array([False, False, True]))
    0.75
    """
    order = np.argsort(values)[::-1]
    ends = np.append(np.flatnonzero(np.diff(values[order])), len(order) - 1)  # the last of each run of equals
    true = np.cumsum(truth[order])[ends]
    false = ends + 1 - true
    corners = np.ones(len(ends), np.bool_)  # between two others on a line a point adds nothing to the area
    corners[1:-1] = (np.diff(false, 2) != 0) | (np.diff(true, 2) != 0)
    true, false = np.append(0, true[corners]), np.append(0, false[corners])
    return float(np.trapezoid(true / true[-1], false / false[-1]))
