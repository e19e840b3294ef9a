"""Sources of the variance of scores: decomposition of R² averaged over orders (Lindeman, Merenda and Gold 1980).

The sources are everything that enters a score and that the score does not itself change: what people are like, how they
live, who their friends are, how visible they are, and false records. Each takes part only if it can: where the friends'
part of a score or false records are off, their share is exactly 0. What is left is the rest: chance in what people do
and in what is recorded, and whatever is not linear.
"""

from __future__ import annotations

from hashlib import blake2b
from math import factorial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.cache import cached
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import ratio
from counterscore.regime.schema import DataSource
from counterscore.society.traits import BIT

Matrix = NDArray[np.float64]
Columns = list[NDArray[Any]]
TRAITS = ("conformity", "heterodoxy", "patience", "sociability", "skill")
PARTS = ("trust", "circumstance", "friends", "coverage", *TRAITS, "sex", "minority", "errors")
SHARES = (*PARTS, "rest")
_VISIBLE = ("urban", "phone", "internet")
_FEWEST = 50
_SLIGHT = 1e-10  # keeps columns that determine one another solvable
_DIGITS = 9  # the order in which floats are added differs between machines


def due_to(world: Outcomes, group: Flags, share: str) -> float:
    """Return the share of the variance of scores due to one of SHARES."""
    return decomposition(world, group)[share]


def decomposition(world: Outcomes, group: Flags) -> dict[str, float]:
    """Return the share of the variance of scores due to each of SHARES; NaN for too few people or equal scores."""
    digest = blake2b(group.tobytes(), digest_size=16).digest()
    return cached(world, ("decomposition", digest), lambda: _decomposed(world, group))


def _decomposed(world: Outcomes, group: Flags) -> dict[str, float]:
    alive = (world.ends.bits & np.uint32(BIT["alive"])) != 0
    members = group & alive & world.adult & ~np.isnan(world.scores)
    values = world.scores[members]
    if len(values) < _FEWEST or np.ptp(values) == 0:
        return dict.fromkeys(SHARES, float("nan"))
    parts = {
        part: np.column_stack(varying)
        for part, columns in _columns(world).items()
        if (varying := [each for column in columns if np.ptp(each := column[members].astype(np.float64)) > 0])
    }
    found = {part: round(share, _DIGITS) for part, share in shares(values, parts).items()}
    return {**dict.fromkeys(PARTS, 0.0), **found, "rest": round(1 - sum(found.values()), _DIGITS)}


def _columns(world: Outcomes) -> dict[str, Columns]:
    """Return what each part consists of, one number per person; nothing for a part that is off."""
    people, sources = world.people, world.regime.partners
    visible = _visible_by(sources)
    return {
        "trust": [people.trustworthiness],
        "circumstance": [*_circumstances(world), *(getattr(people, each) for each in _VISIBLE if each not in visible)],
        "friends": [_friends_mean(world)] if world.points.friends.any() else [],
        "coverage": [
            *(getattr(people, each) for each in visible),
            *([] if all(map(_sees_everything, sources)) else [_seen(world)]),
        ],
        **{trait: [getattr(people, trait)] for trait in TRAITS},
        "sex": [people.female],
        "minority": [people.minority],
        "errors": [world.points.wrong.astype(np.float64)],
    }  # fmt: skip


def _circumstances(world: Outcomes) -> Columns:
    people, times = world.people, world.times
    age, lived = -people.born.astype(np.float64) / 12, np.maximum(times.alive, 1)
    spells = (times.jobless, times.ill, times.strained, times.partnered, times.home_owner)
    money = [np.log(np.maximum(each, 1.0)) for each in (people.wage, people.wealth)]
    return [*money, age, age**2, people.education.astype(np.float64), *(each / lived for each in spells)]


def _visible_by(sources: list[DataSource]) -> list[str]:
    """Return which attributes of people decide whether a data source sees them."""
    by_place = any(source.coverage.urban.value != source.coverage.rural.value for source in sources)
    needed = {bit for source in sources for bit in source.needs}
    return [each for each in _VISIBLE if each in needed or (each == "urban" and by_place)]


def _sees_everything(source: DataSource) -> bool:
    lowest = min(source.coverage.urban.value, source.coverage.rural.value) * (1 - source.missed.value)
    return lowest >= 1 and not source.needs


def _seen(world: Outcomes) -> NDArray[np.float64]:
    """Return the share recorded of a person's acts of the kinds that data sources see."""
    names = {activity for source in world.regime.partners for activity in source.sees}
    kinds = sorted(world.activity[name] for name in names)
    done = world.acts.done[kinds].sum(axis=0)
    return np.nan_to_num(ratio(world.acts.seen[kinds].sum(axis=0), done))


def _friends_mean(world: Outcomes) -> NDArray[np.float64]:
    """Return the mean final score of each person's friends; the overall mean for people without a scored friend."""
    one, other = np.concatenate([world.ties.last, world.ties.last[::-1]], axis=1)
    score = np.nan_to_num(world.scores)
    known = ~np.isnan(world.scores[other])
    total = np.bincount(one[known], weights=score[other[known]], minlength=world.count)
    count = np.bincount(one[known], minlength=world.count)
    return np.where(count > 0, total / np.maximum(count, 1), score[~np.isnan(world.scores)].mean())


def shares(values: NDArray[np.float64], parts: dict[str, Matrix]) -> dict[str, float]:
    """Return what each part adds to the variance explained, averaged over all orders of entry (Shapley values).

    `parts`: people x columns, of which none is constant.
    """
    names = list(parts)
    owner = np.repeat(np.arange(len(names)), [parts[name].shape[1] for name in names])
    explained = _explained(values, np.column_stack([parts[name] for name in names]), owner, len(names))
    subsets = np.arange(len(explained))
    size = np.array([factorial(k) * factorial(len(names) - k - 1) / factorial(len(names)) for k in range(len(names))])
    found: dict[str, float] = {}
    for place, name in enumerate(names):
        without = subsets[(subsets >> place & 1) == 0]
        weight = size[np.bitwise_count(without)]
        found[name] = float(weight @ (explained[without | 1 << place] - explained[without]))
    return found


def _explained(
    values: NDArray[np.float64], whole: Matrix, owner: NDArray[np.intp], parts: int
) -> NDArray[np.float64]:  # fmt: skip
    """Return the share of the variance explained by every subset of parts; bit k of its index says that k is in it.

    One system of equations for each subset, from second moments: a column outside it has a one on the diagonal and no
    covariance with the values, so that it explains nothing.
    """
    deviations = values - values.mean()
    scaled = (whole - whole.mean(axis=0)) / (whole.std(axis=0) * np.sqrt(len(whole)))
    moments, with_values = scaled.T @ scaled, scaled.T @ deviations
    inside = (np.arange(1 << parts)[:, None] >> owner & 1).astype(np.float64)
    systems: Matrix = moments * inside[:, :, None] * inside[:, None, :]
    systems += np.eye(len(owner)) * (1 - inside + _SLIGHT)[:, None, :]
    sides: Matrix = with_values * inside
    solved = np.linalg.solve(systems, sides[:, :, None])[:, :, 0].astype(np.float64)
    return np.einsum("sk,sk->s", sides, solved) / float(deviations @ deviations)
