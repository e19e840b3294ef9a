"""Twin worlds: the same people with the same random seeds under two regimes, and who is who in them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.outcomes import Outcomes

_T = TypeVar("_T", bound=np.generic)


@dataclass(frozen=True)
class Twins:
    """A world `a` and its twin `b`, with which it is compared. People with the same key are the same."""

    a: Outcomes
    b: Outcomes

    @cached_property
    def common(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return the ids in each world of the people who exist in both, ordered by id in the first."""
        if np.array_equal(self.a.people.key, self.b.people.key):
            same = np.arange(self.a.count)
            return same, same
        _, first, second = np.intersect1d(self.a.people.key, self.b.people.key, return_indices=True)
        order = np.argsort(first)
        return first[order], second[order]

    def of_a(self, column: NDArray[_T]) -> NDArray[_T]:
        """Return the entries of a column of the first world for the people who exist in both."""
        return column[..., self.common[0]]

    def of_b(self, column: NDArray[_T]) -> NDArray[_T]:
        """Return the entries of a column of the second world for the same people in the same order."""
        return column[..., self.common[1]]

    @property
    def unmatched(self) -> tuple[int, int]:
        """Return how many people exist only in the first world, and only in the second."""
        both = len(self.common[0])
        return self.a.count - both, self.b.count - both
