"""Synthetic people drawn to be compared with published figures, and selections among them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.society.traits import BIT

if TYPE_CHECKING:
    from counterscore.society.people import People
    from counterscore.society.population_schema import Target
    from counterscore.society.schema import SocietyFile

Mask = NDArray[np.bool_]
Numbers = NDArray[np.float64]
_MONTHS = 12


class TargetEstimate(NamedTuple):
    """The value of a measure, and the influence of each person on it (these sum to about 0)."""

    value: float
    influence: Numbers


@dataclass(frozen=True)
class CheckSample:
    """The people drawn for a check of a society."""

    society: SocietyFile
    people: People
    seed: int

    @cached_property
    def income(self) -> Numbers:
        """Return income per head of the household in yuan a year, one entry per person."""
        return np.asarray(self.people.columns["wage"], np.float64) * _MONTHS

    @cached_property
    def age(self) -> NDArray[np.int64]:
        """Return age in whole years at month 0."""
        return -np.asarray(self.people.columns["born"], np.int64) // _MONTHS

    def those(self, with_bits: Iterable[str], without: Iterable[str]) -> Mask:
        """Return who has every state of the first and none of the second."""
        bits = np.asarray(self.people.columns["bits"], np.uint32)
        needed, excluded = (np.uint32(sum(BIT[name] for name in names)) for names in (with_bits, without))
        return ((bits & needed) == needed) & ((bits & excluded) == 0)

    def about(self, target: Target) -> Mask:
        """Return the population of a figure."""
        return self.those(target.among, target.among_not)

    def counting(self, target: Target) -> Mask:
        """Return who is counted, within the population of a figure."""
        counted = self.about(target) & self.those(target.having, target.lacking)
        if target.ages is not None:
            counted &= (self.age >= target.ages[0]) & (self.age < target.ages[1])
        return counted

    def standard_error(self, influence: Numbers) -> float:
        """Return the standard error of a mean of influences, clustered by household."""
        households = np.bincount(np.asarray(self.people.columns["household"]), weights=influence)
        count = len(households)
        return float(np.sqrt(np.sum(households**2) * count / (count - 1)) / len(influence))
