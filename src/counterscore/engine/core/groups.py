"""The groups by which people are counted: fixed at the start and inherited by children. For measurement only."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.core.state import State
from counterscore.society.traits import BIT

# The number of a cell is income * 20 + urban * 10 + minority * 5 + trust; income and trust are fifths, 0 is the lowest.
FIFTHS = 5


def cells(state: State, people: int) -> NDArray[np.uint8]:
    """Return the cell of each of the first `people`, in an array with an entry for each place of the state."""
    cell = np.zeros(len(state.born), np.uint8)
    bits = state.bits[:people]
    urban = ((bits & np.uint32(BIT["urban"])) != 0).astype(np.uint8)
    minority = ((bits & np.uint32(BIT["minority"])) != 0).astype(np.uint8)
    income, trust = _fifth(state.wage[:people]), _fifth(state.trustworthiness[:people])
    cell[:people] = income * 20 + urban * 10 + minority * 5 + trust
    return cell


def _fifth(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Return the fifth (0 to 4) of each value, by exact order statistics."""
    ordered = np.sort(values)
    edges = [ordered[len(values) * k // FIFTHS] for k in range(1, FIFTHS)]
    return np.searchsorted(np.array(edges), values, side="right").astype(np.uint8)


def group_masks() -> dict[str, NDArray[np.bool_]]:
    """Return for each group, by name, a mask of the cells that belong to it.

    >>> int(group_masks()["all"].sum())
    100
    """
    cell = np.arange(FIFTHS * 20)
    fifth, urban, minority, trust = cell // 20, cell // 10 % 2, cell // 5 % 2, cell % 5
    masks = {"all": cell >= 0}
    masks |= {f"income-{k + 1}": fifth == k for k in range(FIFTHS)}
    masks |= {"urban": urban == 1, "rural": urban == 0, "minority": minority == 1, "majority": minority == 0}
    masks |= {f"trust-{k + 1}": trust == k for k in range(FIFTHS)}
    return masks
