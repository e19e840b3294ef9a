"""Calibration: whether the same standing means the same outcome in every group, and what chance alone would show."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.cache import cached
from counterscore.measure.groups import groups_of
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import ratio

DECILES = 10
PERMUTATIONS, BEYOND = 199, 95  # with the value itself 200, of which one in twenty is beyond (Davison, Hinkley 1997)
_DIGITS = 12  # equal differences are equal whatever the order in which floats are added
NOTHING = float("nan")
Table = NDArray[np.float64]


@dataclass(frozen=True)
class _Applicants:
    """The people who asked for a decision, by id, with a row each.

    `requests`: of each person, by tenth of standing, how many more requests than usual would go well, then how many
    there are. `by_stratum`: the rows in the order of the tenth of their mean standing, `stratum`.
    """

    person: NDArray[np.int32]
    requests: Table
    stratum: NDArray[np.intp]
    by_stratum: NDArray[np.intp]


def calibration(world: Outcomes, group: Flags, index: int) -> float:
    """Return the mean difference, over tenths of standing, between the group and everybody in how often it goes well.

    Tenths are weighted by the requests of the group. NaN unless it exceeds `calibration_noise`.
    """
    value, noise = _compared(world, group, index)
    return value if value > noise else NOTHING


def calibration_noise(world: Outcomes, group: Flags, index: int) -> float:
    """Return what 19 of 20 groups of other people of the same standing stay below: the end of the permutation band."""
    return _compared(world, group, index)[1]


def _compared(world: Outcomes, group: Flags, index: int) -> tuple[float, float]:
    """Return the difference and the end of its band, computed for all groups of a world at once."""
    known = cached(world, ("calibration", index), lambda: _of_groups(world, list(groups_of(world).values()), index))
    places = [place for place, other in enumerate(groups_of(world).values()) if other is group]
    value, noise = known[:, places[0]] if places else _of_groups(world, [group], index)[:, 0]
    return float(value), float(noise)


def _of_groups(world: Outcomes, groups: list[Flags], index: int) -> Table:
    """Return the differences of groups and the ends of their bands: 2 x groups, NaN for groups without a request."""
    asked = _applicants(world, index)
    if not len(asked.person):
        return np.full((2, len(groups)), NOTHING)
    members = np.array([group[asked.person] for group in groups], np.float64)
    value = _difference(members @ asked.requests)
    generator = np.random.default_rng(world.scenario.seed)
    drawn = np.array([_difference(members @ _redrawn(asked, generator)) for _ in range(PERMUTATIONS)])
    # The band includes the value itself, so that a group that differs by chance exceeds it once in twenty times.
    noise = np.quantile(np.vstack([drawn, value]), BEYOND / 100, axis=0, method="higher")
    return np.array([value, noise])


def _redrawn(asked: _Applicants, generator: np.random.Generator) -> Table:
    """Return the requests that everybody has if people of the same standing change places, with all their requests."""
    found = np.empty_like(asked.requests)
    found[asked.by_stratum] = asked.requests[np.argsort(asked.stratum + generator.random(len(asked.stratum)))]
    return found


def _difference(totals: Table) -> Table:
    """Return, by group, the mean over its requests of the absolute mean excess in their tenth of standing."""
    found: Table = ratio(np.abs(totals[:, :DECILES]).sum(axis=1), totals[:, DECILES:].sum(axis=1))
    return np.round(found, _DIGITS)


def _applicants(world: Outcomes, index: int) -> _Applicants:
    requests = world.requests
    here = (requests.decision == index) & (requests.standing >= 0) & world.rated
    tenth = np.clip(requests.standing[here] // DECILES, 0, DECILES - 1).astype(np.intp)
    usual = ratio(np.bincount(tenth, requests.good[here], DECILES), np.bincount(tenth, minlength=DECILES))
    person, row = np.unique(requests.person[here], return_inverse=True)
    count, excess = np.zeros((2, len(person), DECILES))
    np.add.at(count, (row, tenth), 1.0)
    np.add.at(excess, (row, tenth), requests.good[here] - usual[tenth])
    stratum = np.rint(ratio(count @ np.arange(DECILES), count.sum(axis=1))).astype(np.intp)
    return _Applicants(person, np.hstack([excess, count]), stratum, np.argsort(stratum, kind="stable"))
