"""Data sources see the share of records they cover, of the people they cover; some acts are recorded for others."""

from __future__ import annotations

import numpy as np
import pytest

from counterscore.chance.philox import fill
from counterscore.engine.acts.observe import see, write_reach
from counterscore.engine.acts.rate import rate
from counterscore.engine.compile.numbers import threshold
from counterscore.engine.core.plan import Misfiling
from counterscore.engine.scoring.review import false_record
from counterscore.society.traits import BIT
from mechanisms.lab import china, live, scored

PEOPLE = 1 << 15
URBAN, PHONE = (np.uint32(BIT[name]) for name in ("urban", "phone"))


def words(index: int = 0) -> np.ndarray:
    four = np.empty((4, PEOPLE), np.uint32)
    fill(np.arange(PEOPLE, dtype=np.uint32), 0, 102, index, np.uint64(3), *four)
    return four[0]


def within(share: float, expected: float, people: int) -> bool:
    return abs(share - expected) < 4 * (expected * (1 - expected) / people) ** 0.5 + 1e-9


@pytest.fixture
def bits() -> np.ndarray:
    place = np.arange(PEOPLE, dtype=np.uint32)
    return np.where(place % 2 == 0, URBAN, np.uint32(0)) | np.where(place % 4 < 2, PHONE, np.uint32(0))


def seen(urban: float, rural: float, needs: np.uint32, bits: np.ndarray, amount: int) -> np.ndarray:
    """Return what the second of two sources sees of each person's acts, `amount` of them a person."""
    reach, seen = np.zeros((2, PEOPLE), np.uint32), np.empty(PEOPLE, np.int32)
    write_reach(1, threshold(urban), threshold(rural), needs, bits, reach)
    assert see(1, reach, words(), np.full(PEOPLE, amount, np.int32), seen) == seen.sum()
    return seen


def test_the_share_seen_is_the_coverage(bits: np.ndarray) -> None:
    record = seen(0.8, 0.3, PHONE, bits, 3)
    urban, phone = (bits & URBAN) > 0, (bits & PHONE) > 0
    assert set(np.unique(record)) == {0, 3}
    assert not record[~phone].any()
    for place, coverage in ((urban, 0.8), (~urban, 0.3)):
        watched = record[place & phone] > 0
        assert within(float(watched.mean()), coverage, len(watched))


@pytest.mark.parametrize(("coverage", "share"), [(0.0, 0.0), (1.0, 1.0)])
def test_coverage_of_zero_and_of_one(bits: np.ndarray, coverage: float, share: float) -> None:
    assert seen(coverage, coverage, np.uint32(0), bits, 1).mean() == share


def test_gains_and_losses_are_capped() -> None:
    total = np.zeros((2, 4), np.int32)
    seen = np.array([0, 1, 2, 9], np.int32)
    rate(np.int32(-5000), np.int32(12_000), seen, 1, total)
    assert total[1].tolist() == [0, -5000, -10_000, -12_000]
    rate(np.int32(2000), np.int32(3000), seen, 1, total)
    assert total[1].tolist() == [0, -3000, -7000, -9000]
    assert not total[0].any()


def test_false_records_are_as_frequent_as_declared_and_of_acts_that_the_source_sees() -> None:
    rates = [0.02, 0.05, 0.01]
    misfiling = Misfiling(
        below=threshold(sum(rates)),
        steps=np.array([threshold(sum(rates[: k + 1])) for k in range(3)], np.uint32),
        needs=np.array([0, PHONE, 0], np.uint32),
        sees=np.array([4, 7, 2, 9, 1, 0], np.int32),
        first=np.array([0, 2, 5, 6], np.int32),
        points=np.zeros(10, np.int32),
        regions=np.array([0xFFFFFFFF, 0xFFFFFFFF, 0b01], np.uint32),
    )
    here, elsewhere = np.uint8(0), np.uint8(1)
    with_phone = np.array([false_record(misfiling, PHONE, here, word) for word in words()])
    without = np.array([false_record(misfiling, np.uint32(0), here, word) for word in words()])
    away = np.array([false_record(misfiling, PHONE, elsewhere, word) for word in words()])
    for acts, expected in (((4, 7), 0.02), ((2, 9, 1), 0.05), ((0,), 0.01)):
        for act in acts:
            assert within(float((with_phone == act).mean()), expected / len(acts), PEOPLE), act
    assert set(np.unique(with_phone)) == {-1, 0, 1, 2, 4, 7, 9}
    assert set(np.unique(without)) == {-1, 0, 4, 7}
    assert set(np.unique(away)) == {-1, 1, 2, 4, 7, 9}  # the last source is in another region
    assert ((without == with_phone) | (without == -1)).all()


def test_in_a_world_sources_see_the_share_they_cover_of_every_act() -> None:
    """Whether an act is seen is independent of whether it was done, and how much."""
    life = live(china(), scored(), citizens=3000, months=24)
    done, seen = (
        dict(zip(life.names("activities"), column.tolist(), strict=True)) for column in (life.acts, life.seen)
    )
    # The two data sources that cover people without phone and internet.
    for partner in (partner for partner in scored().partners if not partner.needs):
        low, high = (
            getattr(partner.coverage, place).value * (1 - partner.missed.value) for place in ("rural", "urban")
        )
        for name in partner.sees:
            error = 4 * (high * (1 - high) / done[name]) ** 0.5
            assert low - error < seen[name] / done[name] < high + error, name
