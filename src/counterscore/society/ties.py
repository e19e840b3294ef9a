"""Ties between the synthetic people: household, near and far, each pair decided by a draw of its own.

No pair asks for another, so partitions do not communicate: first every place's mask, then the rows from the masks.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from counterscore.catalogue.problem import Fault, Problem
from counterscore.chance.purposes import TIE_FAR, TIE_NEAR
from counterscore.society.affinity import FAR_WINDOW, NEAR_WINDOW, Layer, Masks, TieColumns, meet, total, weights
from counterscore.society.parts import by_parts
from counterscore.society.people import Ties
from counterscore.society.rows import fill, needed, numbers_at
from counterscore.society.shuffle import Shuffle, shuffle_of

if TYPE_CHECKING:
    from counterscore.chance.kernel import Floats, Ints
    from counterscore.society.population_schema import TiesSpec

Columns = dict[str, NDArray[Any]]
PILOT = 4096
_STEPS = 24
_MOST_PLACES = np.iinfo(np.int32).max  # a place is counted in 32 bits, here for some 140 million people
_CLOSE = 1e-4


def tie(spec: TiesSpec, columns: Columns, pilot: Callable[[int], Columns], seed: np.uint64, threads: int) -> Ties:
    """Return the ties of the people in `columns`.

    `pilot(n)` draws the first n people, from whom the two intensities are found at which the mean is as declared:
    so they depend on the people seed alone. Raises ValueError where households alone have more ties than declared.
    """
    near, far = _layers(spec)
    intensities = _intensities(spec, near, far, crowd_of(pilot(PILOT)), seed)
    crowd = crowd_of(columns)
    count = len(crowd.born)
    shuffle = shuffle_of(count, seed)
    near_masks = _met(near, crowd, shuffle, intensities[0], seed, threads)
    far_masks = _met(far, crowd, shuffle, intensities[1], seed, threads)
    return _rows(near_masks, far_masks, shuffle, threads)


def _rows(near: Masks, far: Masks, shuffle: Shuffle, threads: int) -> Ties:
    offsets = np.zeros(shuffle.size + 1, np.int64)

    def count(first: int, last: int) -> None:
        needed(first, last, near, far, shuffle, offsets)

    by_parts(shuffle.size, threads, count)
    np.cumsum(offsets, out=offsets)
    if offsets[-1] > _MOST_PLACES:
        message = f"so many people have {offsets[-1]:,} places for ties, more than {_MOST_PLACES:,}"
        raise Problem(Fault(message, key="citizens", value=str(shuffle.size)))
    friends = np.empty(offsets[-1], np.int32)

    def write(first: int, last: int) -> None:
        fill(first, last, near, far, shuffle, offsets, friends)

    by_parts(shuffle.size, threads, write)
    return Ties(offsets.astype(np.int32), friends)


def crowd_of(columns: Columns) -> TieColumns:
    """Return the columns that matter for ties."""
    return TieColumns(*(columns[name] for name in TieColumns._fields))


def _layers(spec: TiesSpec) -> tuple[Layer, Layer]:
    like = [1 / spec.age.value, 1 / spec.income.value, spec.minority.value, spec.region.value]
    gregarious = np.float32(spec.gregarious.value)
    near = np.array([1 / spec.reach.value, *like], np.float32)
    far = np.array([0.0, *like], np.float32)
    return Layer(True, NEAR_WINDOW, TIE_NEAR, near, gregarious), Layer(False, FAR_WINDOW, TIE_FAR, far, gregarious)


def _ids(first: int, last: int, near: bool, shuffle: Shuffle) -> Ints:
    """Return who stands at the places from `first` to `last` of a line."""
    if near:
        return np.arange(first, last, dtype=np.int32)
    ids = np.empty(last - first, np.int32)
    numbers_at(first, shuffle, ids)
    return ids


def _met(layer: Layer, crowd: TieColumns, shuffle: Shuffle, intensity: float, seed: np.uint64, threads: int) -> Masks:
    masks = np.empty(shuffle.size, np.uint64)

    def part(first: int, last: int) -> None:
        ids = _ids(first, min(last + layer.window, shuffle.size), layer.near, shuffle)
        meet(first, seed, ids, crowd, layer, np.float32(intensity), masks[first:last])

    by_parts(shuffle.size, threads, part)
    return masks


def _intensities(spec: TiesSpec, near: Layer, far: Layer, pilot: TieColumns, seed: np.uint64) -> tuple[float, float]:
    """Return by how much the weights of the near and of the far line are multiplied to give chances."""
    half = spec.mean.value / 2
    at_home = _household_pairs(pilot.household) / PILOT
    near_half = half * (1 - spec.far.value) - at_home
    if near_half < 0:
        message = f"households alone have {2 * at_home:.1f} ties a person, more than near ties are to be"
        raise Problem(Fault(message, key="ties.mean", value=f"{spec.mean.value:g}"))
    shuffle = shuffle_of(PILOT, seed)
    return (
        _intensity(_pilot_weights(near, pilot, shuffle), near_half),
        _intensity(_pilot_weights(far, pilot, shuffle), half * spec.far.value),
    )


def _household_pairs(household: Ints) -> int:
    size = np.bincount(household)
    return int((size * (size - 1) // 2).sum())


def _pilot_weights(layer: Layer, pilot: TieColumns, shuffle: Shuffle) -> Floats:
    out = np.empty((PILOT - layer.window, layer.window), np.float32)
    weights(_ids(0, PILOT, layer.near, shuffle), pilot, layer, out)
    return out


def _intensity(weight: Floats, a_person: float) -> float:
    """Return the factor at which so many ties a person are expected: repeated division by the overshoot."""
    if a_person == 0:
        return 0.0
    aim, found = a_person * len(weight), 1.0
    for _ in range(_STEPS):
        ratio = aim / total(weight, np.float32(found))
        found *= ratio
        if abs(ratio - 1) < _CLOSE:
            break
    return found
