"""Firms as drawn: sizes, sectors, owners, workers and contracts are as the file declares."""

from __future__ import annotations

import numpy as np
import pytest

from counterscore.society.draw import draw
from counterscore.society.firms import NO_JOB, OUTSIDE, FirmsDrawn, draw_firms
from counterscore.society.load import Society
from counterscore.society.people import People
from counterscore.society.traits import BIT

FILE = Society.load("china-2018").file
SPEC = FILE.firms
assert SPEC


@pytest.fixture(scope="module")
def people() -> People:
    return draw(FILE, 100_000, 7, with_ties=False)


@pytest.fixture(scope="module")
def firms(people: People) -> FirmsDrawn:
    drawn = draw_firms(FILE, people.columns, 7)
    assert drawn
    return drawn


def test_there_are_as_many_firms_as_declared(people: People, firms: FirmsDrawn) -> None:
    age = -np.asarray(people.columns["born"], np.int64) // 12
    assert len(firms.owner) == round(24.4 * np.count_nonzero((age >= 18) & (age < 60)) / 1000)


def test_sectors_and_sizes_have_their_shares(firms: FirmsDrawn) -> None:
    assert SPEC
    for drawn, declared in ((firms.sector, SPEC.sectors), (firms.size, SPEC.sizes)):
        shares = np.bincount(drawn, minlength=len(declared)) / len(drawn)
        for share, each in zip(shares, declared, strict=True):
            error = np.sqrt(each.share.value * (1 - each.share.value) / len(drawn))
            assert abs(share - each.share.value) < 4 * error + 1e-9, each.id


def test_wanted_workers_lie_within_their_class(firms: FirmsDrawn) -> None:
    assert SPEC
    for place, size in enumerate(SPEC.sizes):
        weight = firms.weight[firms.size == place]
        assert len(weight) == 0 or (size.workers[0] <= weight.min() and weight.max() <= size.workers[1])


def test_every_firm_has_a_different_owner_who_works_there(people: People, firms: FirmsDrawn) -> None:
    assert len(np.unique(firms.owner)) == len(firms.owner)
    bits = np.asarray(people.columns["bits"], np.uint32)
    assert ((bits[firms.owner] & BIT["employed"]) != 0).all()
    assert np.array_equal(firms.employer[firms.owner], np.arange(len(firms.owner)))


def test_exactly_the_people_in_work_have_an_employer(people: People, firms: FirmsDrawn) -> None:
    works = (np.asarray(people.columns["bits"], np.uint32) & BIT["employed"]) != 0
    assert np.array_equal(firms.employer == NO_JOB, ~works)
    at_firm = (firms.employer >= 0)[works]
    owners = len(firms.owner) / works.sum()
    assert at_firm.mean() == pytest.approx(0.49 + 0.51 * owners, abs=0.01)
    assert np.count_nonzero(firms.employer == OUTSIDE) == np.count_nonzero(~at_firm)


def test_contracts_connect_two_different_firms_in_both_directions(firms: FirmsDrawn) -> None:
    owners = np.repeat(np.arange(len(firms.owner)), np.diff(firms.offsets))
    assert (owners != firms.counterparties).all()
    ways = sorted(zip(owners.tolist(), firms.counterparties.tolist(), strict=True))
    assert ways == sorted((there, here) for here, there in ways)
    assert len(owners) / len(firms.owner) == pytest.approx(6.0, abs=0.1)


def test_the_same_seed_draws_the_same_firms_and_another_seed_others(people: People, firms: FirmsDrawn) -> None:
    again, other = (draw_firms(FILE, people.columns, seed) for seed in (7, 8))
    assert again
    assert other
    assert np.array_equal(again.employer, firms.employer)
    assert not np.array_equal(other.owner, firms.owner)


def test_without_people_in_work_there_are_no_firms(people: People) -> None:
    idle = {**people.columns, "bits": np.asarray(people.columns["bits"]) & ~np.uint32(BIT["employed"])}
    assert draw_firms(FILE, idle, 7) is None
