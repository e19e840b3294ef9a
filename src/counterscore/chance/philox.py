"""Philox4x32-10, a counter-based random number generator: each draw is a function of a counter, not part of a stream.

Source: Salmon, Moraes, Dror and Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3".
"""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Words, inlined, leaf, no_alloc

_MULTIPLIER_0 = np.uint64(0xD2511F53)
_MULTIPLIER_1 = np.uint64(0xCD9E8D57)
_WEYL_0 = np.uint32(0x9E3779B9)
_WEYL_1 = np.uint32(0xBB67AE85)
_HALF = np.uint64(32)
_ROUNDS = 10
_Block = tuple[np.uint32, np.uint32, np.uint32, np.uint32]


@inlined
def _round(c0: np.uint32, c1: np.uint32, c2: np.uint32, c3: np.uint32, k0: np.uint32, k1: np.uint32) -> _Block:
    low = _MULTIPLIER_0 * np.uint64(c0)
    high = _MULTIPLIER_1 * np.uint64(c2)
    return np.uint32(high >> _HALF) ^ c1 ^ k0, np.uint32(high), np.uint32(low >> _HALF) ^ c3 ^ k1, np.uint32(low)


@inlined
def _rounds(
    c0: int | np.uint32,
    c1: int | np.uint32,
    c2: int | np.uint32,
    c3: int | np.uint32,
    k0: int | np.uint32,
    k1: int | np.uint32,
) -> _Block:
    x0, x1, x2, x3 = np.uint32(c0), np.uint32(c1), np.uint32(c2), np.uint32(c3)
    key0, key1 = np.uint32(k0), np.uint32(k1)
    for _ in range(_ROUNDS):
        x0, x1, x2, x3 = _round(x0, x1, x2, x3, key0, key1)
        key0 = np.uint32(key0 + _WEYL_0)
        key1 = np.uint32(key1 + _WEYL_1)
    return x0, x1, x2, x3


@leaf
def block(
    c0: int | np.uint32,
    c1: int | np.uint32,
    c2: int | np.uint32,
    c3: int | np.uint32,
    k0: int | np.uint32,
    k1: int | np.uint32,
) -> _Block:
    """Return the four 32-bit words for one counter (c0..c3) and key (k0, k1).

    >>> [f"{int(word):08x}" for word in block(*[np.uint32(0)] * 6)]
    ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']
    """
    return _rounds(c0, c1, c2, c3, k0, k1)


@leaf
def fill(
    keys: Words, month: int, purpose: int, index: int, seed: np.uint64, w0: Words, w1: Words, w2: Words, w3: Words
) -> None:
    """Write one block of four random words for each person into w0..w3 (uint32, as long as `keys`).

    `keys`: the people's random keys, uint32; `month`: counted from the start of the burn-in, from 0; `seed`: uint64.
    The loop vectorises over people.
    """
    k0, k1 = np.uint32(seed), np.uint32(np.uint64(seed) >> _HALF)
    c1, c2, c3 = np.uint32(month), np.uint32(purpose), np.uint32(index)
    # Copy the keys to w0 first: with a fifth array, the compiler cannot rule out overlaps and does not vectorise.
    for j in range(w0.shape[0]):
        w0[j] = keys[j]
    for j in range(w0.shape[0]):
        w0[j], w1[j], w2[j], w3[j] = _rounds(w0[j], c1, c2, c3, k0, k1)


@no_alloc
def first_words(month: int, purpose: int, seed: np.uint64, first: Words, last: Words) -> None:
    """Replace each entry of `first` by the first random word of the counter (first, month, purpose, last)."""
    k0, k1 = np.uint32(seed), np.uint32(np.uint64(seed) >> _HALF)
    c1, c2 = np.uint32(month), np.uint32(purpose)
    for j in range(first.shape[0]):
        first[j], _, _, _ = _rounds(first[j], c1, c2, last[j], k0, k1)
