"""How well something that nobody declared can be told from records, by a model of scikit-learn that is cross-validated.

For what is looked at once: a breach, the evidence. What a run looks at month by month is `run.privacy.guess`.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
# scikit-learn has no type stubs.
from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.outcomes import Flags

FOLDS, STEPS = 5, 200
NOTHING = float("nan")


def told_by_model(counts: NDArray[Any], truth: Flags) -> float:
    """Return the AUC with which `truth` is told from people's counts of acts (people x kinds), in five folds.

    A logistic model on the logarithms of the counts, fitted to four folds, guesses the fifth. NaN where fewer than five
    people are of either kind.

    >>> told_by_model(np.array([[5], [1]] * 10), np.array([True, False] * 10))
    1.0
    """
    if min(int(truth.sum()), int((~truth).sum())) < FOLDS:
        return NOTHING
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import StratifiedKFold, cross_val_predict
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler
    from threadpoolctl import threadpool_limits

    model = make_pipeline(StandardScaler(), LogisticRegression(max_iter=STEPS))
    inputs = np.log1p(counts.astype(np.float64))
    with threadpool_limits(limits=1):
        chances = cross_val_predict(model, inputs, truth, cv=StratifiedKFold(FOLDS), method="predict_proba")
    return float(roc_auc_score(truth, np.asarray(chances, np.float64)[:, 1]))
