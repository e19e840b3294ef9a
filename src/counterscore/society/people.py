"""People as columns: one NumPy array per attribute, one entry per person, indexed by id."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.society.traits import TRAITS

# Column -> dtype. `born`: month of birth; month 0 is the first under the regime. `wage`: yuan a month when in work.
# `wealth`: yuan. `education`: level 0 to 3. `job`: occupation, 0 for none. `guardian`: id of the adult responsible for
# a child, own id for adults. `bits`: see traits.BIT. `key`: of the person's random draws: the id, or for children
# born during a run a function of mother and parity. `group`, `start`: group and score in points of a person sampled
# from aggregate tables; without tables, `group` is 0 and `start` is empty. `earnings`: yuan a month in work, 0 for
# children; empty if the society declares no wages of one's own, and then `wage` is the income of the household per head
# in a month of work. With them it is that income now.
COLUMNS: dict[str, type] = {
    "key": np.uint32,
    "born": np.int16,
    "bits": np.uint32,
    "region": np.uint8,
    "education": np.uint8,
    "job": np.uint8,
    "household": np.int32,
    "guardian": np.int32,
    "wage": np.float32,
    "wealth": np.float32,
    **dict.fromkeys(TRAITS, np.float32),
    "group": np.uint8,
    "start": np.float32,
    "earnings": np.float32,
}


@dataclass(frozen=True)
class Ties:
    """Undirected ties in compressed sparse rows, with some free places in each row.

    Row i is `friends[offsets[i]:offsets[i + 1]]`: ids in any order, -1 for a free place. Ties are symmetric: if j is in
    row i, then i is in row j.
    """

    offsets: NDArray[np.int32]
    friends: NDArray[np.int32]


@dataclass(frozen=True)
class People:
    """The synthetic people of a society at the start of the burn-in: `columns` as in COLUMNS, and their ties.

    `parent`: id plus 1 of each person's parent, 0 if unknown; empty in a society that declares no kin.
    """

    columns: dict[str, NDArray[Any]]
    ties: Ties
    parent: NDArray[np.int32] = field(default_factory=lambda: np.empty(0, np.int32))

    @property
    def count(self) -> int:
        """Return the number of people."""
        return len(self.columns["born"])
