"""Two worlds of the same people with the same random seeds, and who is who in them."""

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
    """A world `a` and its twin `b`. People are the same where their key is; `b` is the one compared with."""

    a: Outcomes
    b: Outcomes

    @cached_property
    def places(self) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
        """Return the ids, in each world, of the people whom both have, in the order of the first one's ids."""
        if np.array_equal(self.a.people.key, self.b.people.key):
            same = np.arange(self.a.count)
            return same, same
        _, first, second = np.intersect1d(self.a.people.key, self.b.people.key, return_indices=True)
        order = np.argsort(first)
        return first[order], second[order]

    def of_a(self, column: NDArray[_T]) -> NDArray[_T]:
        """Return those entries of a column of the first world that both worlds have somebody for."""
        return column[..., self.places[0]]

    def of_b(self, column: NDArray[_T]) -> NDArray[_T]:
        """Return the entries of a column of the second world for the same people in the same order."""
        return column[..., self.places[1]]

    @property
    def unmatched(self) -> tuple[int, int]:
        """How many people exist in the first world only, and in the second only."""
        both = len(self.places[0])
        return self.a.count - both, self.b.count - both
