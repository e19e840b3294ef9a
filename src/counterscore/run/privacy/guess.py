"""How well something that nobody declared can be told from records, by a regression of scikit-learn, cross-validated.

One way for all who ask: what watchers know from month to month, what a breach tells, what is a proxy of what.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# scikit-learn has no type stubs.
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


def guessed(counts: NDArray[np.integer], truths: Values) -> Values:
    """Guess each person's `truths` (people x attributes) from `counts` (people x kinds of act) of the others.

    Linear regression on the logarithms of the counts, each fold guessed by a fit on the other four; people are dealt to
    the folds in turn. Least squares of a yes or no ranks people as Fisher's discriminant does.
    """
    from sklearn.linear_model import LinearRegression
    from sklearn.model_selection import PredefinedSplit, cross_val_predict

    inputs, folds = np.log1p(counts.astype(np.float64)), PredefinedSplit(np.arange(len(counts)) % FOLDS)
    with _threads().limit(limits=1):  # sums of floats in one order, whatever the machine has to spare
        return np.asarray(cross_val_predict(LinearRegression(), inputs, truths, cv=folds), np.float64)


@cache
def _threads() -> ThreadpoolController:
    """The threads of the libraries of linear algebra, looked for once, after they were imported."""
    from threadpoolctl import ThreadpoolController

    return ThreadpoolController()


def told_apart(counts: NDArray[np.integer], truths: Flags) -> list[float]:
    """Return the AUC for each attribute (a column of `truths`), guessed by people who were not in the fit.

    NaN for an attribute that fewer than five people have, or fewer than five lack.

    >>> told_apart(np.array([[5], [1]] * 10), np.array([[True], [False]] * 10))
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
    from sklearn.metrics import roc_auc_score

    return float(roc_auc_score(truth, values))
