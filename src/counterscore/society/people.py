"""The people as columns: one NumPy array an attribute, one entry a person, ids dense from 0."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.society.traits import TRAITS

# Column -> dtype. `born`: month of birth, month 0 being the first under the regime. `wage`: yuan a month when in work.
# `wealth`: yuan. `education`: 0 to 3. `job`: occupation, 0 none. `guardian`: id of the grown-up who answers for a
# child, own id for grown-ups. `bits`: see traits.BIT. `key`: of the person's draws (the id; for those born later
# made from mother and parity). `group`, `start`: group and score in points of who was sampled from aggregate tables, 0
# without; `start` is empty in a society without any.
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
}


@dataclass(frozen=True)
class Ties:
    """Undirected ties in compressed sparse rows with a little room in each.

    Row i is `friends[offsets[i]:offsets[i + 1]]`, ids in any order, -1 a free place. Whoever stands in the row of a
    friend has that friend in the own row.
    """

    offsets: NDArray[np.int32]
    friends: NDArray[np.int32]


@dataclass(frozen=True)
class People:
    """The synthetic inhabitants of a society at the start of the run-in: `columns` as in COLUMNS, and their ties."""

    columns: dict[str, NDArray[Any]]
    ties: Ties

    @property
    def count(self) -> int:
        """How many people there are."""
        return len(self.columns["born"])
