"""Sources of the variance of scores: decomposition of R² averaged over orders (Lindeman, Merenda and Gold 1980)."""

from __future__ import annotations

from functools import cache
from hashlib import blake2b
from itertools import combinations
from math import factorial

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.cache import cached
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import ratio
from counterscore.society.traits import BIT

Matrix = NDArray[np.float64]
PARTS = ("trust", "circumstance", "friends", "coverage")
_FEWEST = 50


def _columns(world: Outcomes, part: str) -> Matrix:
    people, times = world.people, world.times
    if part == "trust":
        return people.trustworthiness[:, None].astype(np.float64)
    if part == "friends":
        return _friends_mean(world)[:, None]
    if part == "coverage":
        share = ratio(world.acts.seen.sum(axis=0), np.maximum(world.acts.done.sum(axis=0), 1))
        return np.column_stack([people.urban, people.phone, people.internet, share]).astype(np.float64)
    age = -people.born.astype(np.float64) / 12
    lived = np.maximum(times.alive, 1)
    return np.column_stack(
        [np.log(np.maximum(people.wage, 1.0)), np.log(np.maximum(people.wealth, 1.0)), age, age**2, people.education]
        + [each / lived for each in (times.jobless, times.ill, times.strained)]
    ).astype(np.float64)


def _friends_mean(world: Outcomes) -> NDArray[np.float64]:
    """Return the mean final score of each person's friends; the overall mean for people without a scored friend."""
    one, other = np.concatenate([world.ties.last, world.ties.last[::-1]], axis=1)
    score = np.nan_to_num(world.scores)
    known = ~np.isnan(world.scores[other])
    total = np.bincount(one[known], weights=score[other[known]], minlength=world.count)
    count = np.bincount(one[known], minlength=world.count)
    return np.where(count > 0, total / np.maximum(count, 1), score[~np.isnan(world.scores)].mean())


def _explained(moments: Matrix, with_values: NDArray[np.float64], variance: float) -> float:
    """Return the share explained, from second moments, whose size does not depend on the number of people."""
    scale = np.sqrt(np.diag(moments))
    varying = scale > 0  # a constant column explains nothing
    scaled = moments[np.ix_(varying, varying)] / np.outer(scale[varying], scale[varying])
    with_values = with_values[varying] / scale[varying]
    return float(with_values @ np.linalg.lstsq(scaled, with_values, rcond=None)[0] / variance)


def shares(values: NDArray[np.float64], parts: dict[str, Matrix]) -> dict[str, float]:
    """Return what each part adds to the variance explained, averaged over all orders of entry."""
    names = tuple(parts)
    whole, deviations = np.column_stack([parts[name] for name in names]), values - values.mean()
    whole = whole - whole.mean(axis=0)
    moments, with_values, variance = whole.T @ whole, whole.T @ deviations, float(deviations @ deviations)
    owner = np.repeat(np.arange(len(names)), [parts[name].shape[1] for name in names])

    @cache
    def r2(subset: frozenset[str]) -> float:
        columns = np.flatnonzero(np.isin(owner, [index for index, name in enumerate(names) if name in subset]))
        return _explained(moments[np.ix_(columns, columns)], with_values[columns], variance) if subset else 0.0

    def share(name: str) -> float:
        others = [each for each in names if each != name]
        total = 0.0
        for size in range(len(names)):
            weight = factorial(size) * factorial(len(names) - size - 1) / factorial(len(names))
            total += weight * sum(
                r2(frozenset({*some, name})) - r2(frozenset(some)) for some in combinations(others, size)
            )
        return total

    return {name: share(name) for name in names}


def decomposition(world: Outcomes, group: Flags) -> dict[str, float]:
    """Return the share of the variance of scores due to each of PARTS; NaN for too few people or equal scores."""
    digest = blake2b(group.tobytes(), digest_size=16).digest()
    return cached(world, ("decomposition", digest), lambda: _decomposed(world, group))


def _decomposed(world: Outcomes, group: Flags) -> dict[str, float]:
    alive = (world.ends.bits & np.uint32(BIT["alive"])) != 0
    members = group & alive & world.adult & ~np.isnan(world.scores)
    values = world.scores[members]
    if len(values) < _FEWEST or np.ptp(values) == 0:
        return dict.fromkeys(PARTS, float("nan"))
    return shares(values, {part: _columns(world, part)[members] for part in PARTS})


def due_to_trust(world: Outcomes, group: Flags) -> float:
    """Return the share of the variance of scores due to trustworthiness."""
    return decomposition(world, group)["trust"]


def due_to_circumstance(world: Outcomes, group: Flags) -> float:
    """Return the share of the variance of scores due to circumstance."""
    return decomposition(world, group)["circumstance"]


def due_to_friends(world: Outcomes, group: Flags) -> float:
    """Return the share of the variance of scores due to friends."""
    return decomposition(world, group)["friends"]


def due_to_coverage(world: Outcomes, group: Flags) -> float:
    """Return the share of the variance of scores due to coverage."""
    return decomposition(world, group)["coverage"]
