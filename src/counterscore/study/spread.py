"""How one figure varies over draws of the assumptions, with the noise of random seeds separated."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.evidence.evidence import wilson
from counterscore.study.designs import centred_ranks

Effects = NDArray[np.float64]


@dataclass(frozen=True)
class Holds:
    """The share of draws in which an effect has the same sign, with its 95 % interval (Wilson)."""

    share: float
    low: float
    high: float


@dataclass(frozen=True)
class Split:
    """The variance of a figure over the parameter space: due to assumptions, and due to random seeds."""

    assumptions: float
    seeds: float

    @property
    def share_of_seeds(self) -> float:
        """Return the share of the variance that is due to random seeds, 0 to 1."""
        total = self.assumptions + self.seeds
        return self.seeds / total if total else 0.0


def holds(effects: Effects, sign: float) -> Holds:
    """Return the share of draws in which the mean over seeds has this sign. `effects`: draws x random seeds.

    >>> holds(np.array([[1.0, 3.0], [-1.0, 0.5], [2.0, 2.0], [1.0, 1.0]]), 1).share
    0.75
    """
    means = effects.mean(axis=1)
    share = int((np.sign(means) == np.sign(sign)).sum()) / len(means)
    return Holds(share, *wilson(share, len(means)))


def split(effects: Effects) -> Split:
    """Split the variance of the means of draws into what is due to assumptions and what is due to random seeds.

    This is a one-way analysis of variance. `effects`: draws x random seeds, of which there must be at least two.
    """
    seeds = float(effects.var(axis=1, ddof=1).mean()) / effects.shape[1]
    return Split(assumptions=max(float(effects.mean(axis=1).var(ddof=1)) - seeds, 0.0), seeds=seeds)


def ends(effects: Effects, part: float = 0.9) -> tuple[float, float]:
    """Return the ends of the middle `part` of the draws, with the noise of random seeds removed.

    The means of the draws are shrunk towards their overall mean until their variance is that of the assumptions alone.
    """
    means, found = effects.mean(axis=1), split(effects)
    total = found.assumptions + found.seeds
    shrink = np.sqrt(found.assumptions / total) if total else 0.0
    shrunk = means.mean() + shrink * (means - means.mean())
    low, high = np.quantile(shrunk, [(1 - part) / 2, (1 + part) / 2])
    return float(low), float(high)


def moving(points: NDArray[np.float64], means: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the rank correlation (Spearman) of each column of the points with a figure; 0 if either is constant."""
    x, y = centred_ranks(points), centred_ranks(means)
    size: Effects = np.sqrt((x**2).sum(axis=0) * (y**2).sum())
    return np.where(size > 0, x.T @ y / np.maximum(size, 1e-300), 0.0)
