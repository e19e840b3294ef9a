"""A keyed permutation of 0 .. n-1, computed number by number by a small Feistel network with unequal halves.

A result outside the range is permuted again until it is inside ("cycle walking", Black and Rogaway 2002).
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Words, inlined, kernel
from counterscore.chance.philox import block
from counterscore.chance.purposes import TIE_FAR

u32 = np.uint32
_ROUNDS = 3
_ODD, _MIX = u32(0x9E3779B1), u32(0x85EBCA77)
_FIFTEEN, _THIRTEEN = u32(15), u32(13)


class Shuffle(NamedTuple):
    """A permutation: its range, the sizes of the two halves of a number, and the keys of the rounds."""

    size: int
    low_bits: u32
    high_mask: u32
    low_mask: u32
    keys: Words


def shuffle_of(count: int, seed: np.uint64) -> Shuffle:
    """Return the permutation of 0 .. count-1 for a seed."""
    bits = max((count - 1).bit_length(), 2)
    low = bits // 2
    keys = [word for index in range(2) for word in _words(index + 1, seed)]
    return Shuffle(
        size=count,
        low_bits=u32(low),
        high_mask=u32((1 << (bits - low)) - 1),
        low_mask=u32((1 << low) - 1),
        keys=np.array(keys[: 2 * _ROUNDS], np.uint32),
    )


def _words(index: int, seed: np.uint64) -> tuple[u32, u32, u32, u32]:
    """Return the four random words of a counter, with types for which the generator is compiled already."""
    return block(u32(0), u32(0), u32(TIE_FAR), u32(index), u32(seed), u32(seed >> np.uint64(32)))


@inlined
def _hash(x: u32, key: u32) -> u32:
    x = u32((x ^ key) * _ODD)
    x = u32((x ^ (x >> _FIFTEEN)) * _MIX)
    return u32(x ^ (x >> _THIRTEEN))


@kernel
def position_of(number: int, s: Shuffle) -> np.int64:
    """Return the position of a number in the shuffled order."""
    x = u32(number)
    while True:
        high, low = u32(x >> s.low_bits), u32(x & s.low_mask)
        for r in range(_ROUNDS):
            high = u32(high ^ (_hash(low, s.keys[2 * r]) & s.high_mask))
            low = u32(low ^ (_hash(high, s.keys[2 * r + 1]) & s.low_mask))
        x = u32((high << s.low_bits) | low)
        if x < u32(s.size):
            return np.int64(x)


@kernel
def number_at(position: int | np.int64, s: Shuffle) -> np.int64:
    """Return the number at a position of the shuffled order: the inverse of `position_of`."""
    x = u32(position)
    while True:
        high, low = u32(x >> s.low_bits), u32(x & s.low_mask)
        for back in range(_ROUNDS):
            r = _ROUNDS - 1 - back
            low = u32(low ^ (_hash(high, s.keys[2 * r + 1]) & s.low_mask))
            high = u32(high ^ (_hash(low, s.keys[2 * r]) & s.high_mask))
        x = u32((high << s.low_bits) | low)
        if x < u32(s.size):
            return np.int64(x)
