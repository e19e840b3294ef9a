"""The inputs of a model: records of acts, and attributes on the scales of the society's own rate models."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, kernel
from counterscore.chance.maths import log
from counterscore.society.traits import BIT

if TYPE_CHECKING:
    from counterscore.engine.methods.records import Records
    from counterscore.engine.world import World

f32 = np.float32
Table = NDArray[np.float32]
_PER_LOG2 = f32(1.44269504)
_DECADE = f32(1.0 / 120.0)
_FORTY = 480


@kernel
def _doublings(wage: Floats, median: f32, row: Floats) -> None:
    for j in range(wage.shape[0]):
        row[j] = log(max(wage[j], f32(1.0)) / median) * _PER_LOG2


@kernel
def _damped(records: Table, table: Table) -> None:
    """Write log2(records + 1): the tenth record of a kind says less than the first."""
    for k in range(table.shape[0]):
        for j in range(table.shape[1]):
            table[k, j] = log(records[k, j] + f32(1.0)) * _PER_LOG2


def inputs(world: World, records: Records, attributes: Sequence[str]) -> Table:
    """Return records, then attributes, as inputs x people.

    Records are log2(sum + 1) of the faded sums. Age is in decades from 40, income is log2 of its ratio to the median,
    education is in levels from its mean, and the others are 0 or 1.
    """
    people = world.people
    kinds = len(records.acts)
    table = np.empty((kinds + len(attributes), people), f32)
    _damped(records.acts, table[:kinds])
    for row, name in enumerate(attributes, start=kinds):
        table[row] = _attribute(world, name)
    return table


def _attribute(world: World, name: str) -> Floats:
    state, people, reference = world.state, world.people, world.rules.reference
    if name == "age":
        months = world.month - state.born[:people].astype(np.int32) - _FORTY
        return months.astype(f32) * _DECADE
    if name == "income":
        row = np.empty(people, f32)
        _doublings(state.wage[:people], reference.median_wage, row)
        return row
    if name == "education":
        return state.education[:people].astype(f32) - reference.mean_education
    return ((state.bits[:people] & np.uint32(BIT[name])) != 0).astype(f32)
