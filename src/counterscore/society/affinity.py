"""Affinity: the weight of each pair of people, and which pairs within a window are tied.

People are ordered in a line, and each is compared with the next ones in it. The near line is ordered by id, so that
neighbours meet; the far line is shuffled, so that people meet from anywhere. Bit d of a person's mask is set if the
person is tied to the one d + 1 positions further on.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel
from counterscore.chance.maths import exp, log, unit
from counterscore.society.households import Levels, Months
from counterscore.society.traits import BIT
from counterscore.society.words import words_of

f32, u32, u64 = np.float32, np.uint32, np.uint64
NEAR_WINDOW, FAR_WINDOW = 64, 32
Masks = NDArray[np.uint64]
_MINORITY = u32(BIT["minority"])
_YEAR = f32(12.0)
_GIVEN = 3  # numbers of a person that any society declares


class TieColumns(NamedTuple):
    """The columns that ties depend on."""

    born: Months
    bits: Words
    region: Levels
    household: Ints
    wage: Floats
    sociability: Floats
    trustworthiness: Floats
    heterodoxy: Floats
    education: Levels


class Layer(NamedTuple):
    """One line of people: its window, the purpose of its draws, and how the weight of a pair decreases.

    `decay`: decrease of the log weight per position, per year of age, per unit of log income, and if the two differ in
    minority status or region. `gregarious`: increase per standard deviation of sociability. `similarity`: decrease per
    standard deviation of trustworthiness and of heterodoxy, and per level of education; empty if none is declared.
    """

    near: bool
    window: int
    purpose: int
    decay: Floats
    gregarious: f32
    similarity: Floats


@inlined
def _arrays(count: int, layer: Layer) -> tuple[Floats, Ints]:
    """Return room for what `_traits_of` writes: numbers and groups, one column per person."""
    return np.empty((_GIVEN + layer.similarity.shape[0], count), np.float32), np.empty((3, count), np.int32)


@kernel
def _traits_of(ids: Ints, columns: TieColumns, layer: Layer, numbers: Floats, groups: Ints) -> None:
    """Write each person's age, log income and similarity, scaled by their decay, sociability, and groups."""
    for k in range(len(ids)):
        i = ids[k]
        numbers[0, k] = f32(-columns.born[i]) / _YEAR * layer.decay[1]
        numbers[1, k] = log(f32(columns.wage[i])) * layer.decay[2]
        numbers[2, k] = columns.sociability[i] * layer.gregarious
        groups[0, k] = 1 if columns.bits[i] & _MINORITY else 0
        groups[1, k] = columns.region[i]
        groups[2, k] = columns.household[i]
    if layer.similarity.shape[0] == 0:
        return
    for k in range(len(ids)):
        i = ids[k]
        numbers[_GIVEN, k] = columns.trustworthiness[i] * layer.similarity[0]
        numbers[_GIVEN + 1, k] = columns.heterodoxy[i] * layer.similarity[1]
        numbers[_GIVEN + 2, k] = f32(columns.education[i]) * layer.similarity[2]


@inlined
def _unlike(row: int, k: int, numbers: Floats, sign: f32, weight: Floats) -> None:
    """Change log weights by a person's difference from the next ones in line in one number; `sign`: -1 or 1."""
    for d in range(len(weight)):
        weight[d] += sign * abs(numbers[row, k] - numbers[row, k + 1 + d])


@kernel
def _weigh(k: int, numbers: Floats, groups: Ints, layer: Layer, weight: Floats) -> None:
    """Write the weights of the pairs that the person at position k forms with each of the next ones in line."""
    for d in range(len(weight)):
        other = k + 1 + d
        power = numbers[2, k] + numbers[2, other] - layer.decay[0] * f32(d)
        power -= abs(numbers[0, k] - numbers[0, other]) + abs(numbers[1, k] - numbers[1, other])
        power -= layer.decay[3] if groups[0, k] != groups[0, other] else f32(0.0)
        power -= layer.decay[4] if groups[1, k] != groups[1, other] else f32(0.0)
        weight[d] = power
    for row in range(layer.similarity.shape[0]):
        _unlike(_GIVEN + row, k, numbers, f32(-1.0) if layer.similarity[row] >= f32(0.0) else f32(1.0), weight)
    for d in range(len(weight)):
        weight[d] = exp(weight[d])


@kernel
def weights(ids: Ints, columns: TieColumns, layer: Layer, out: Floats) -> None:
    """Write into `out` (person x window) the weights of pairs in line; 0 for people of one household."""
    numbers, groups = _arrays(len(ids), layer)
    _traits_of(ids, columns, layer, numbers, groups)
    for k in range(len(out)):
        _weigh(k, numbers, groups, layer, out[k])
        for d in range(layer.window):
            if groups[2, k] == groups[2, k + 1 + d]:
                out[k, d] = f32(0.0)


@inlined
def _is_tied(near: bool, same_household: bool, distance: int, chance: f32, word: u32) -> bool | np.bool_:
    """Return whether a pair is tied.

    In the near line all members of a household are; the far line skips pairs that the near line covers.
    """
    if near:
        return same_household or unit(word) < chance
    return distance > NEAR_WINDOW and unit(word) < chance


@kernel
def meet(first: int, seed: u64, ids: Ints, columns: TieColumns, layer: Layer, intensity: f32, masks: Masks) -> None:
    """Write the masks of the people at the positions from `first` on, one per entry of `masks`.

    `ids`: of these people and of those in their windows.
    """
    numbers, groups = _arrays(len(ids), layer)
    _traits_of(ids, columns, layer, numbers, groups)
    weight = np.empty(layer.window, np.float32)
    words = np.empty(4, np.uint32)
    for k in range(len(masks)):
        size = min(layer.window, len(ids) - k - 1)
        _weigh(k, numbers, groups, layer, weight[:size])
        mask = u64(0)
        for d in range(size):
            if d % 4 == 0:
                words[0], words[1], words[2], words[3] = words_of(first + k, d, layer.purpose, 0, seed)
            other = k + 1 + d
            same_household = groups[2, k] == groups[2, other]
            if _is_tied(layer.near, same_household, abs(ids[k] - ids[other]), intensity * weight[d], words[d % 4]):
                mask |= u64(1) << u64(d)
        masks[k] = mask


@kernel
def total(weight: Floats, intensity: f32) -> float:
    """Return the expected number of ties among pairs with these weights, summed in a fixed order."""
    found = 0.0
    for row in weight:
        for value in row:
            found += min(intensity * value, 1.0)
    return found
