"""Fitting a model: from whom the operator learns, and the coefficients that come out, rounded and on one thread."""

from __future__ import annotations

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Words, kernel, runtime_int
from counterscore.chance.philox import fill
from counterscore.chance.purposes import TRAINING
from counterscore.engine.compile.numbers import threshold
from counterscore.society.traits import BIT

if TYPE_CHECKING:
    from counterscore.regime.methods import TrainingSample

Values = NDArray[np.float64]
Chosen = NDArray[np.bool_]
_DIGITS = 6
_STEPS = 500
_WORDS = 2.0**32
BLOCK = 2048


class Fit(NamedTuple):
    """`intercept` and `coefficients` by input, rounded; `cases` learnt from, `positives` of them with the outcome."""

    intercept: float
    coefficients: Values
    cases: int
    positives: int


@kernel
def _draw(key: Words, tick: int, seed: np.uint64, whom: Words, whether: Words) -> None:
    words = np.empty((4, BLOCK), np.uint32)
    for lo in range(0, key.shape[0], BLOCK):
        hi = min(lo + BLOCK, key.shape[0])
        n = hi - lo
        fill(
            key[lo:hi],
            tick,
            int(TRAINING),
            runtime_int(0),
            seed,
            words[0, :n],
            words[1, :n],
            words[2, :n],
            words[3, :n],
        )
        whom[lo:hi] = words[0, :n]
        whether[lo:hi] = words[1, :n]


def chosen(
    sample: TrainingSample | None, key: Words, bits: Words, outcome: Chosen, tick: int, seed: np.uint64
) -> Chosen:
    """Return whom the operator learns from, given who had the outcome."""
    if sample is None:
        return np.ones(len(key), np.bool_)
    whom, whether = np.empty_like(key), np.empty_like(key)
    _draw(key, tick, seed, whom, whether)
    taken = whom < _chances(sample, bits)
    return taken & (outcome | (whether < _left(sample, outcome[taken])))


def _chances(sample: TrainingSample, bits: Words) -> Words:
    chance = np.full(len(bits), sample.share.value)
    for bit, times in sample.more.items():
        chance[(bits & np.uint32(BIT[bit])) != 0] *= times.value
    return np.minimum(chance * _WORDS, _WORDS - 1).astype(np.uint32)


def _left(sample: TrainingSample, outcome: Chosen) -> np.uint32:
    """The chance, as a threshold, with which somebody without the outcome is kept as a case."""
    wanted, others = int(outcome.sum()), int((~outcome).sum())
    if sample.positives is None or others == 0 or sample.positives.value == 0:
        return threshold(1.0)
    return threshold(min(wanted * (1 / sample.positives.value - 1) / others, 1.0))


def fit(kind: str, inputs: Values, outcome: Values) -> Fit | None:
    """Fit a `logistic` or `linear` model of the outcome on cases x inputs; None if the cases teach nothing.

    Inputs are brought to one spread first, so that the small penalty of the logistic model falls on all alike.
    """
    if len(outcome) == 0 or outcome.min() == outcome.max():
        return None
    middle, spread = inputs.mean(axis=0), inputs.std(axis=0)
    spread[spread == 0] = 1.0
    intercept, slopes = _trained(kind, (inputs - middle) / spread, outcome)
    coefficients = slopes / spread
    rounded = np.array([float(f"{value:.{_DIGITS}g}") for value in coefficients])
    start = float(f"{intercept - float((coefficients * middle).sum()):.{_DIGITS}g}")
    return Fit(intercept=start, coefficients=rounded, cases=len(outcome), positives=int((outcome > 0).sum()))


def _trained(kind: str, inputs: Values, outcome: Values) -> tuple[float, Values]:
    from sklearn.linear_model import LinearRegression, LogisticRegression
    from threadpoolctl import threadpool_limits

    logistic = kind == "logistic"
    model: Any = LogisticRegression(max_iter=_STEPS, tol=1e-6) if logistic else LinearRegression()
    with threadpool_limits(limits=1):
        model.fit(inputs, (outcome > 0).astype(np.int64) if logistic else outcome)
    return float(np.ravel(model.intercept_)[0]), np.ravel(np.asarray(model.coef_, np.float64))
