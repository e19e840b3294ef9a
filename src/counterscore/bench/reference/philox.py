"""Philox4x32-10 over arrays of counters, in 64-bit words of which only the lower half is used."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Words

_Wide = NDArray[np.uint64]
_Block = tuple[Words, Words, Words, Words]
_LOW = 0xFFFFFFFF
_MASK, _HALF = np.uint64(_LOW), np.uint64(32)
_MULTIPLIER_0, _MULTIPLIER_1 = np.uint64(0xD2511F53), np.uint64(0xCD9E8D57)
_WEYL_0, _WEYL_1 = 0x9E3779B9, 0xBB67AE85
_ROUNDS = 10


class PhiloxStream:
    """A source of random words with one seed, which counts the blocks of four words drawn."""

    def __init__(self, seed: np.uint64) -> None:
        self.seed_words = int(seed) & _LOW, int(seed) >> 32
        self.blocks = 0

    def words(self, keys: Words, second: int | Words, purpose: int, last: int | Words) -> _Block:
        """Return the four words of the counters (keys, second, purpose, last); `second` is the month for most draws.

        >>> block = PhiloxStream(np.uint64(0)).words(np.zeros(1, np.uint32), 0, 0, 0)
        >>> [f"{int(word[0]):08x}" for word in block]
        ['6627e8d5', 'e169c58d', 'bc57ac4c', '9b00dbd8']
        """
        self.blocks += len(keys)
        x0, x1, x2, x3 = (_wide(part, len(keys)) for part in (keys, second, purpose, last))
        k0, k1 = self.seed_words
        for _ in range(_ROUNDS):
            low, high = x0 * _MULTIPLIER_0, x2 * _MULTIPLIER_1
            x0, x1 = (high >> _HALF) ^ x1 ^ np.uint64(k0), high & _MASK
            x2, x3 = (low >> _HALF) ^ x3 ^ np.uint64(k1), low & _MASK
            k0, k1 = (k0 + _WEYL_0) & _LOW, (k1 + _WEYL_1) & _LOW
        return x0.astype(np.uint32), x1.astype(np.uint32), x2.astype(np.uint32), x3.astype(np.uint32)


def _wide(part: int | Words, count: int) -> _Wide:
    """Return a word for each counter; a single number is broadcast without a copy."""
    return np.broadcast_to(np.asarray(part, np.uint64), (count,))
