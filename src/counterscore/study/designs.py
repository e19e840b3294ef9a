"""Which combinations of assumptions to simulate: Latin hypercube, Morris trajectories of groups, Saltelli's design.

Every design is a table of shares between 0 and 1, with a row for each point and a column for each input. In designs
for screening and for Sobol indices the random seed is the last input. It is no assumption: its effect is noise, so an
input that moves a figure less than the seed does is not distinguishable from noise.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingModuleSource=false
# SALib and SciPy have no type stubs, so their results are annotated here.
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

Shares = NDArray[np.float64]
RANDOM_SEED = "people and random seed (no assumption)"
_LEVELS = 4
_RESAMPLES = 400


@dataclass(frozen=True)
class Moved:
    """How much a group of inputs moves a figure: `value`, and the half-width of its 95 % interval."""

    name: str
    value: float
    width: float


@dataclass(frozen=True)
class Index:
    """Sobol indices of an input: first-order (`alone`) and total (`together`), with half-widths of 95 % intervals."""

    name: str
    alone: float
    alone_width: float
    together: float
    together_width: float


def hypercube(inputs: int, draws: int, seed: int) -> Shares:
    """Return a Latin hypercube, draws x inputs: each of `draws` equal parts of 0 to 1 is hit once in every column.

    >>> sorted((hypercube(1, 4, 1)[:, 0] * 4).astype(int).tolist())
    [0, 1, 2, 3]
    """
    from scipy.stats import qmc

    return qmc.LatinHypercube(inputs, rng=np.random.default_rng(seed)).random(draws)


def trajectories(groups: Sequence[str], count: int, seed: int) -> Shares:
    """Return `count` Morris trajectories; in each, every group moves once. `groups`: the group of each input."""
    from SALib.sample import morris

    return morris.sample(_problem(groups), count, num_levels=_LEVELS, seed=seed)


def effects(groups: Sequence[str], points: Shares, figure: NDArray[np.float64], seed: int) -> list[Moved]:
    """Return the mean absolute elementary effect of each group on a figure, given at the `points` of trajectories.

    Interval widths are bootstrapped over trajectories.
    """
    from SALib.analyze import morris

    found: dict[str, Any] = morris.analyze(
        _problem(groups), points, figure, num_levels=_LEVELS, num_resamples=_RESAMPLES, seed=seed
    )
    columns = zip(found["names"], found["mu_star"], found["mu_star_conf"], strict=True)
    return [Moved(str(name), float(value), float(width)) for name, value, width in columns]


def saltelli(groups: Sequence[str], rows: int, seed: int) -> Shares:
    """Return Saltelli's design with the groups as inputs: `rows`, a power of 2, times (groups + 2) points.

    A design of more rows begins with the points of a design of fewer.
    """
    from SALib.sample import sobol

    return sobol.sample(_problem(groups), rows, calc_second_order=False, seed=seed)


def indices(groups: Sequence[str], figure: NDArray[np.float64], seed: int) -> list[Index]:
    """Return the Sobol indices of the groups for a figure, given at the points of Saltelli's design.

    Interval widths are bootstrapped. The indices of a figure that does not vary are NaN.
    """
    from SALib.analyze import sobol

    problem = _problem(groups)
    names = list(dict.fromkeys(groups))
    if not np.ptp(figure):
        return [Index(name, *(float("nan"),) * 4) for name in names]
    found: dict[str, Any] = sobol.analyze(
        problem, figure, calc_second_order=False, num_resamples=_RESAMPLES, seed=seed
    )  # fmt: skip
    columns = (found[key].tolist() for key in ("S1", "S1_conf", "ST", "ST_conf"))
    return [Index(name, *row) for name, row in zip(names, zip(*columns, strict=True), strict=True)]


def centred_ranks(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the rank of each entry in its column minus the mean rank; equal entries share their mean rank."""
    from scipy.stats import rankdata

    found: NDArray[np.float64] = rankdata(values, axis=0)
    return found - found.mean(axis=0)


def chance(correlations: NDArray[np.float64], draws: int) -> NDArray[np.float64]:
    """Return the two-sided p-value of rank correlations over so many draws: how often chance alone gives as much.

    Student's t with draws - 2 degrees of freedom, as in `scipy.stats.spearmanr`; 1 with fewer than three draws.

    >>> chance(np.array([0.0, 0.5]), 20).round(4).tolist()
    [1.0, 0.0248]
    """
    from scipy.special import stdtr

    if draws < 3:
        return np.ones_like(correlations)
    rest = np.maximum(1 - correlations**2, 1e-300)
    found: NDArray[np.float64] = 2 * stdtr(draws - 2, -np.abs(correlations) * np.sqrt((draws - 2) / rest))
    return found


@cache
def student(freedom: int) -> float:
    """Return the half-width of a 95 % interval in standard errors: Student's t with these degrees of freedom.

    >>> round(student(7), 3)
    2.365
    """
    from scipy.special import stdtrit

    return float(stdtrit(freedom, 0.975))


def _problem(groups: Sequence[str]) -> dict[str, Any]:
    names = [f"x{place}" for place in range(len(groups))]
    return {"num_vars": len(names), "names": names, "groups": list(groups), "bounds": [[0.0, 1.0]] * len(names)}
