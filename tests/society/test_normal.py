from __future__ import annotations

from statistics import NormalDist

import numpy as np
import pytest

from counterscore.chance.normal import normal

INVERSE = NormalDist().inv_cdf


def exact(word: int) -> float:
    return INVERSE(((word >> 8) + 0.5) / 2**24)


@pytest.mark.parametrize("words", [range(0, 2**32, 2**21), range(0, 2**14, 2**8), range(2**32 - 2**14, 2**32, 2**8)])
def test_normal_numbers_are_the_quantiles_of_their_words(words: range):
    assert max(abs(float(normal(np.uint32(word))) - exact(word)) for word in words) < 2e-6


def test_the_two_halves_are_mirror_images():
    for word in (0, 2**8, 2**20, 2**28, 2**31 - 2**8):
        assert normal(np.uint32(word)) == -normal(np.uint32(2**32 - 1 - word))
