"""What the stages work on: the columns of the people there are, and the places of some people's rows of ties."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.state import Longs, State
from counterscore.society.traits import BIT

Mask = NDArray[np.bool_]
Index = NDArray[np.intp]
_ROWS = ("offsets", "friends")


def view(state: State, people: int) -> State:
    """Return the state cut to the people 0..people; columns are views, so that what is written to them stays."""
    columns: dict[str, Any] = {
        field.name: getattr(state, field.name)[..., :people] for field in fields(state) if field.name not in _ROWS
    }
    offsets = state.offsets[: people + 1]
    return replace(state, **columns, offsets=offsets, friends=state.friends[: offsets[-1]])


def bit(name: str) -> np.uint32:
    """Return the bit of this name."""
    return np.uint32(BIT[name])


def holds(bits: NDArray[np.uint32], name: str) -> Mask:
    """Of whom it is true."""
    return (bits & bit(name)) != 0


def places(offsets: Ints, who: NDArray[Any]) -> tuple[Longs, Longs]:
    """Return the places in `friends` of the rows of these people, and for each place whose it is, counted in `who`."""
    start = offsets[who]
    length = offsets[np.asarray(who) + 1] - start
    owner = np.repeat(np.arange(len(who)), length)
    before = np.cumsum(length) - length
    return np.arange(len(owner)) - before[owner] + start[owner], owner


def first_of_each(place: Longs, owner: Longs) -> tuple[Longs, Longs]:
    """Return the first place of every owner who has one, and these owners; owners ascend."""
    fresh = np.ones(len(owner), bool)
    fresh[1:] = owner[1:] != owner[:-1]
    return place[fresh], owner[fresh]
