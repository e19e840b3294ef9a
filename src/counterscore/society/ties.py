"""Ties between synthetic people: within households, near and far, each pair decided by its own random draw.

No pair depends on another, so threads do not communicate: first each position's mask is drawn, then rows are built.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from counterscore.catalogue.problem import Fault, Problem
from counterscore.chance.purposes import TIE_FAR, TIE_NEAR
from counterscore.society.affinity import FAR_WINDOW, NEAR_WINDOW, Layer, Masks, TieColumns, meet, total, weights
from counterscore.society.kin import KinColumns, count_kin, family_of
from counterscore.society.parts import by_parts
from counterscore.society.people import Ties
from counterscore.society.rows import Relatives, capacities, fill, numbers_at
from counterscore.society.shuffle import Shuffle, shuffle_of

if TYPE_CHECKING:
    from counterscore.chance.kernel import Floats, Ints
    from counterscore.society.ties_schema import TiesSpec

Columns = dict[str, NDArray[Any]]
PILOT = 4096
_STEPS = 24
_MOST_PLACES = np.iinfo(np.int32).max  # offsets have 32 bits, enough for about 140 million people
_CLOSE = 1e-4


def tie(
    spec: TiesSpec, columns: Columns, pilot: Callable[[int], Columns], seed: np.uint64, threads: int
) -> tuple[Ties, Ints]:
    """Return the ties of the people in `columns`, and their parents (id plus 1; 0: unknown), empty without kin.

    `pilot(n)` draws the first n people. The two intensities are fitted to them, so that the mean number of ties is as
    declared; so they depend on the people seed alone. Raises a Problem if ties within households are already more than
    the near ties declared, or if there are too many people.
    """
    near, far = _layers(spec)
    intensities = _intensities(spec, near, far, pilot(PILOT), seed)
    people = tie_columns(columns)
    count = len(people.born)
    shuffle = shuffle_of(count, seed)
    near_masks = _met(near, people, shuffle, intensities[0], seed, threads)
    far_masks = _met(far, people, shuffle, intensities[1], seed, threads)
    family = family_of(spec.kin, kin_columns(columns), seed, threads)
    relatives = Relatives(family=family, household=people.household)
    return _rows(near_masks, far_masks, shuffle, relatives, threads), family.parent


def _rows(near: Masks, far: Masks, shuffle: Shuffle, relatives: Relatives, threads: int) -> Ties:
    offsets = np.zeros(shuffle.size + 1, np.int64)

    def count(first: int, last: int) -> None:
        capacities(first, last, near, far, shuffle, relatives, offsets)

    by_parts(shuffle.size, threads, count)
    np.cumsum(offsets, out=offsets)
    if offsets[-1] > _MOST_PLACES:
        message = f"too many people: their ties need {offsets[-1]:,} places, and at most {_MOST_PLACES:,} are possible"
        raise Problem(Fault(message, key="citizens", value=str(shuffle.size)))
    friends = np.empty(offsets[-1], np.int32)

    def write(first: int, last: int) -> None:
        fill(first, last, near, far, shuffle, relatives, offsets, friends)

    by_parts(shuffle.size, threads, write)
    return Ties(offsets.astype(np.int32), friends)


def tie_columns(columns: Columns) -> TieColumns:
    """Return the columns that ties depend on."""
    return TieColumns(*(columns[name] for name in TieColumns._fields))


def kin_columns(columns: Columns) -> KinColumns:
    """Return the columns that parents depend on."""
    return KinColumns(*(columns[name] for name in KinColumns._fields))


def decays(spec: TiesSpec) -> tuple[Floats, Floats]:
    """Return how the log weight of a pair falls: by `Layer.decay` without distance, and by `Layer.similarity`."""
    given = [1 / spec.age.value, 1 / spec.income.value, spec.minority.value, spec.region.value]
    like = spec.similarity
    units = [like.trustworthiness.value, like.heterodoxy.value, like.education.value] if like else []
    return np.array([0.0, *given], np.float32), np.array(units, np.float32)


def _layers(spec: TiesSpec) -> tuple[Layer, Layer]:
    far, similarity = decays(spec)
    near = far.copy()
    near[0] = 1 / spec.reach.value
    gregarious = np.float32(spec.gregarious.value)
    return Layer(
        near=True, window=NEAR_WINDOW, purpose=TIE_NEAR, decay=near, gregarious=gregarious, similarity=similarity
    ), Layer(near=False, window=FAR_WINDOW, purpose=TIE_FAR, decay=far, gregarious=gregarious, similarity=similarity)


def _ids(first: int, last: int, near: bool, shuffle: Shuffle) -> Ints:
    """Return the ids of the people at the positions from `first` to `last` - 1 of a line."""
    if near:
        return np.arange(first, last, dtype=np.int32)
    ids = np.empty(last - first, np.int32)
    numbers_at(first, shuffle, ids)
    return ids


def _met(layer: Layer, people: TieColumns, shuffle: Shuffle, intensity: float, seed: np.uint64, threads: int) -> Masks:
    masks = np.empty(shuffle.size, np.uint64)

    def part(first: int, last: int) -> None:
        ids = _ids(first, min(last + layer.window, shuffle.size), layer.near, shuffle)
        meet(first, seed, ids, people, layer, np.float32(intensity), masks[first:last])

    by_parts(shuffle.size, threads, part)
    return masks


def _intensities(spec: TiesSpec, near: Layer, far: Layer, pilot: Columns, seed: np.uint64) -> tuple[float, float]:
    """Return the factors that turn the weights of the near and of the far line into probabilities."""
    people, half = tie_columns(pilot), spec.mean.value / 2
    at_home = _household_pairs(people.household) / PILOT
    near_half = half * (1 - spec.far.value) - at_home
    if near_half < 0:
        message = f"ties within households alone are {2 * at_home:.1f} per person, more than all near ties declared"
        raise Problem(Fault(message, key="ties.mean", value=f"{spec.mean.value:g}"))
    kin = count_kin(family_of(spec.kin, kin_columns(pilot), seed, 1), people.household)
    near_half, far_half = near_half - kin[0] / 2 / PILOT, half * spec.far.value - kin[1] / 2 / PILOT
    if spec.kin and near_half + far_half < 0:
        message = f"kin outside the home are {sum(kin) / PILOT:.1f} ties per person, more than the mean leaves room for"
        raise Problem(Fault(message, key="ties.kin.parents", value=f"a mean of {spec.mean.value:g}"))
    if min(near_half, far_half) < 0:  # kin are more than one line's share: the other has fewer, and the mean stays
        near_half, far_half = max(near_half + min(far_half, 0.0), 0.0), max(far_half + min(near_half, 0.0), 0.0)
    shuffle = shuffle_of(PILOT, seed)
    return (
        _intensity(_pilot_weights(near, people, shuffle), near_half),
        _intensity(_pilot_weights(far, people, shuffle), far_half),
    )


def _household_pairs(household: Ints) -> int:
    size = np.bincount(household)
    return int((size * (size - 1) // 2).sum())


def _pilot_weights(layer: Layer, pilot: TieColumns, shuffle: Shuffle) -> Floats:
    out = np.empty((PILOT - layer.window, layer.window), np.float32)
    weights(_ids(0, PILOT, layer.near, shuffle), pilot, layer, out)
    return out


def _intensity(weight: Floats, per_person: float) -> float:
    """Return the factor at which the expected number of ties per person is reached, by fixed-point iteration."""
    if per_person == 0:
        return 0.0
    wanted, found = per_person * len(weight), 1.0
    for _ in range(_STEPS):
        ratio = wanted / total(weight, np.float32(found))
        found *= ratio
        if abs(ratio - 1) < _CLOSE:
            break
    return found
