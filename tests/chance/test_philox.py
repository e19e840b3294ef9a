"""Philox4x32-10 against the vectors that its authors publish (Random123, kat_vectors)."""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest

from counterscore.chance import purposes
from counterscore.chance.philox import block, fill

FULL = 0xFFFFFFFF
KNOWN = [
    ((0,) * 4, (0, 0), (0x6627E8D5, 0xE169C58D, 0xBC57AC4C, 0x9B00DBD8)),
    ((FULL,) * 4, (FULL, FULL), (0x408F276D, 0x41C83B0E, 0xA20BC7C6, 0x6D5451FD)),
    (
        (0x243F6A88, 0x85A308D3, 0x13198A2E, 0x03707344),
        (0xA4093822, 0x299F31D0),
        (0xD16CFE09, 0x94FDCCEB, 0x5001E420, 0x24126EA1),
    ),
]
PEOPLE = 1 << 16


def words(luck: np.ndarray, month: int, purpose: int, index: int, seed: int) -> np.ndarray:
    four = np.empty((4, len(luck)), np.uint32)
    fill(luck, month, purpose, index, np.uint64(seed), *four)
    return four


@pytest.mark.parametrize(("counter", "key", "expected"), KNOWN)
def test_known_answers(counter: tuple[int, ...], key: tuple[int, ...], expected: tuple[int, ...]) -> None:
    assert tuple(int(word) for word in block(*(np.uint32(each) for each in (*counter, *key)))) == expected


@pytest.mark.parametrize("people", [1, 3, 4, 7, 8, 64, 1001])
@pytest.mark.parametrize("seed", [0, 1, 2**32 + 5, 2**64 - 1])
def test_many_at_once_are_the_same_as_one_by_one(people: int, seed: int) -> None:
    luck = np.arange(people, dtype=np.uint32) * np.uint32(2654435761)
    many = words(luck, 77, purposes.ACT, 3, seed)
    key = np.uint32(seed & FULL), np.uint32(seed >> 32)
    for place, person in enumerate(luck):
        one = block(person, np.uint32(77), np.uint32(purposes.ACT), np.uint32(3), *key)
        assert tuple(int(word) for word in one) == tuple(int(word) for word in many[:, place])


def test_every_purpose_has_a_number_of_its_own() -> None:
    numbers = {name: value for name, value in vars(purposes).items() if name.isupper()}
    assert len(numbers) > 15
    assert len(set(numbers.values())) == len(numbers)


def test_draws_with_different_counters_and_keys_are_uncorrelated() -> None:
    """Draws for other months, purposes, indices, seeds (low and high half) and neighbours are uncorrelated."""
    luck = np.arange(PEOPLE, dtype=np.uint32)
    draws = [words(luck, *key) for key in (
        (0, 101, 0, 1), (1, 101, 0, 1), (101, 0, 0, 1), (0, 102, 0, 1), (0, 101, 1, 1), (1, 101, 0, 0),
        (0, 101, 0, 2), (0, 101, 0, 1 << 32), (0, 101, 0, (1 << 32) + 1),
    )]  # fmt: skip
    draws.append(words(luck + np.uint32(PEOPLE), 0, 101, 0, 1))
    rows = np.concatenate(draws).astype(np.float64)
    rows = np.concatenate([rows, rows[:4, np.roll(np.arange(PEOPLE), 1)]])  # the neighbour's
    correlation = np.corrcoef(rows)
    # Four and a half standard errors; a correlation of 1 would mean that a key is ignored, 0.5 that half of it is.
    assert np.abs(correlation - np.eye(len(rows))).max() < 4.5 / PEOPLE**0.5


def test_no_two_counters_give_the_same_words() -> None:
    luck = np.arange(500, dtype=np.uint32)
    draws = {(month, purpose): words(luck, month, purpose, 0, 1) for month in range(4) for purpose in range(101, 105)}
    for one, other in combinations(draws.values(), 2):
        assert (one == other).mean() < 0.001


def test_every_bit_is_set_in_half_of_the_words() -> None:
    four = words(np.arange(PEOPLE, dtype=np.uint32), 5, purposes.ASK, 0, 9)
    bits = (four[..., None] >> np.arange(32, dtype=np.uint32)) & np.uint32(1)
    assert np.abs(bits.mean(axis=1) - 0.5).max() < 4.5 * 0.5 / PEOPLE**0.5
