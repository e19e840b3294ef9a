"""How well something that nobody declared can be told from what was recorded."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Values = NDArray[np.float64]
Flags = NDArray[np.bool_]
FOLDS = 5
NOTHING = float("nan")


def places(values: NDArray[Any]) -> Values:
    """Return the rank of each value from 1, equals sharing the mean of theirs.

    >>> places(np.array([3.0, 1.0, 3.0])).tolist()
    [2.5, 1.0, 2.5]
    """
    _, where, counts = np.unique(values, return_inverse=True, return_counts=True)
    last = np.cumsum(counts)
    return (last - (counts - 1) / 2)[where]


def auc(values: NDArray[Any], truth: Flags) -> float:
    """Return the chance that one of the true has a higher value than one of the others, half for equals.

    >>> auc(np.array([1.0, 2.0, 3.0]), np.array([False, False, True]))
    1.0
    """
    yes, no = int(truth.sum()), int((~truth).sum())
    if not yes or not no:
        return NOTHING
    return float((places(values)[truth].sum() - yes * (yes + 1) / 2) / (yes * no))


def guessed(counts: NDArray[np.integer], truths: Values) -> Values:
    """Guess each person's `truths` (people x attributes) from `counts` (people x kinds of act) of the others.

    Linear regression on the logarithms of the counts, each fold guessed by a fit on the other four; people are dealt to
    the folds in turn. Least squares of a yes or no ranks people as Fisher's discriminant does. The products of the
    inputs are summed once, and a fold's own taken away from them: a tenth of the time of five fits.
    """
    inputs = np.log1p(counts.astype(np.float64))
    inputs = np.column_stack([np.ones(len(inputs)), inputs - inputs.mean(axis=0)])
    fold, found = np.arange(len(inputs)) % FOLDS, np.empty_like(truths)
    own = [(inputs[fold == held], truths[fold == held]) for held in range(FOLDS)]
    products = [(each.T @ each, each.T @ truth) for each, truth in own]
    squares, sums = (sum(parts) for parts in zip(*products, strict=True))
    for held, (square, total) in enumerate(products):
        fitted, *_ = np.linalg.lstsq(squares - square, sums - total, rcond=1e-12)
        found[fold == held] = own[held][0] @ fitted
    return found


def told_apart(counts: NDArray[np.integer], truths: Flags) -> list[float]:
    """Return the AUC for each attribute (a column of `truths`), guessed by people who were not in the fit."""
    values = guessed(counts, truths.astype(np.float64))
    return [auc(np.round(values[:, k], 9), truths[:, k]) for k in range(truths.shape[1])]
