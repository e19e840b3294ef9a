"""What the stages work on: the columns of the current people, and the places of some people's rows of ties."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.core.state import Longs, State
from counterscore.society.traits import BIT

Mask = NDArray[np.bool_]
Index = NDArray[np.intp]
_ROWS = ("offsets", "friends")


def view(state: State, people: int) -> State:
    """Return the state of the first `people` people. Columns are views, so writing to them changes the state."""
    columns: dict[str, Any] = {
        field.name: getattr(state, field.name)[..., :people] for field in fields(state) if field.name not in _ROWS
    }
    offsets = state.offsets[: people + 1]
    return replace(state, **columns, offsets=offsets, friends=state.friends[: offsets[-1]])


def bit(name: str) -> np.uint32:
    """Return the bit of this name."""
    return np.uint32(BIT[name])


def holds(bits: NDArray[np.uint32], name: str) -> Mask:
    """Return for each person whether the bit of this name is set."""
    return (bits & bit(name)) != 0


def places(offsets: Ints, who: NDArray[Any]) -> tuple[Longs, Longs]:
    """Return the places in `friends` of these people's rows, and for each place the index in `who` of its owner."""
    start = offsets[who]
    length = offsets[np.asarray(who) + 1] - start
    owner = np.repeat(np.arange(len(who)), length)
    before = np.cumsum(length) - length
    return np.arange(len(owner)) - before[owner] + start[owner], owner


def first_of_each(place: Longs, owner: Longs) -> tuple[Longs, Longs]:
    """Return the first place of every owner that has any, and these owners; owners must be ascending."""
    fresh = np.ones(len(owner), bool)
    fresh[1:] = owner[1:] != owner[:-1]
    return place[fresh], owner[fresh]
