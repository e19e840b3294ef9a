"""The share of people who lose in expectation: planted shares come out, whatever the number of random seeds."""

from __future__ import annotations

import json
from itertools import product
from typing import Any

import numpy as np
import pytest
from scipy.stats import norm

from counterscore.study.comparison.expected_loss import (
    LEAST_SEEDS,
    ExpectedEffects,
    ShareOfLosers,
    share_gaining,
    share_losing,
)
from counterscore.study.comparison.kinds import likelihood, rows, seen
from counterscore.study.comparison.mixing import SeenRows, begin, fit
from present import number
from study.planted_losers import GAINERS, METHODS, NOISES, RECORD, SEEDS, SHARES, THRESHOLD, by_mean, planted

RNG = np.random.default_rng(3)


def covers(found: ShareOfLosers, share: float) -> bool:
    return number(found.low) <= share + 1e-9 and share <= number(found.high) + 1e-9


@pytest.mark.parametrize("noise", NOISES)
def test_a_planted_share_is_in_the_interval_where_the_plain_mean_is_wrong(noise: str):
    for share in (0.0, 0.1):
        assert covers(share_losing(planted(0, noise, share, 3000, 1, 16), THRESHOLD), share)
    assert by_mean(planted(0, noise, 0.0, 3000, 1, 4))[0] > 0.03


@pytest.mark.parametrize("noise", ["normal", "t3", "poisson"])
def test_four_seeds_do_unless_losses_are_few_whole_acts_around_the_threshold(noise: str):
    for share in (0.0, 0.1):
        assert covers(share_losing(planted(0, noise, share, 3000, 1, 4), THRESHOLD), share)


def test_the_share_does_not_depend_on_the_number_of_seeds():
    table = planted(5, "normal", 0.1, 4000, 1, 64)[0]
    found = [share_losing([table[:seeds]], THRESHOLD) for seeds in (4, 8, 16, 32, 64)]
    assert max(number(each.low) for each in found) <= min(number(each.high) for each in found)
    assert all(covers(each, 0.1) for each in found)
    assert [number(each.value) for each in found[3:]] == pytest.approx([0.1] * 2, abs=0.03)
    means = [by_mean([table[:seeds]])[0] for seeds in (4, 64)]
    assert means[0] > 1.5 * means[1]


def test_populations_that_differ_widen_the_interval():
    alike = [RNG.normal(np.where(np.arange(1000) < 200, -3.0, 0.0), 1.0, (8, 1000)) for _ in range(8)]
    apart = [
        RNG.normal(np.where(np.arange(1000) < lose, -3.0, 0.0), 1.0, (8, 1000))
        for lose in (50, 80, 110, 150, 250, 290, 320, 350)
    ]
    same, other = share_losing(alike, THRESHOLD), share_losing(apart, THRESHOLD)
    assert number(other.high) - number(other.low) > 2 * (number(same.high) - number(same.low))
    assert covers(same, 0.2)
    assert covers(other, 0.2)


def test_who_gains_is_who_loses_with_the_sign_turned():
    tables = planted(2, "t3", 0.1, 3000, 1, 16)
    gain = share_gaining(tables, THRESHOLD)
    assert covers(gain, GAINERS * 0.9)
    turned = share_losing([-tables[0]], THRESHOLD)
    assert (number(gain.low), number(gain.high)) == pytest.approx((number(turned.low), number(turned.high)), abs=0.01)


def test_a_group_has_its_own_share():
    lose = np.arange(4000) < 600
    effects = ExpectedEffects.of([RNG.normal(np.where(lose, -2.5, 0.0), 2.0, (8, 4000))], THRESHOLD)
    poor = np.arange(4000) < 1000
    assert number(effects.losing([poor]).value) == pytest.approx(0.6, abs=0.06)
    assert covers(effects.losing([~poor]), 0.0)
    assert covers(effects.losing([poor]), 0.6)
    assert effects.losing([np.zeros(4000, np.bool_)]) == ShareOfLosers(None, None, None, False, None)


def test_nobody_loses_where_nothing_happens():
    assert share_losing([np.zeros((4, 500))] * 2, THRESHOLD).value == 0.0
    assert share_losing([np.zeros((4, 500))] * 2, 0.0).value == 0.0
    assert share_losing([np.full((4, 500), np.nan)], THRESHOLD) == ShareOfLosers(None, None, None, False, None)


def test_a_group_may_live_in_one_population_only():
    tables = [RNG.normal(np.where(np.arange(1000) < 200, -3.0, 0.0), 1.0, (8, 1000)) for _ in range(2)]
    members = [np.arange(1000) < 400, np.zeros(1000, np.bool_)]
    assert covers(share_losing(tables, THRESHOLD, members), 0.5)


def test_people_to_whom_a_measure_never_applies_do_not_count():
    table = RNG.normal(np.where(np.arange(2000) < 500, -4.0, 0.0), 0.5, (6, 2000))
    table[:, 1000:] = np.nan
    table[0, :100] = np.nan
    assert number(share_losing([table], THRESHOLD).value) == pytest.approx(0.5, abs=0.01)


def test_too_few_seeds_are_said_to_be_too_few_and_the_number_named_is_enough():
    few = share_losing(planted(1, "normal", 0.1, 1500, 1, 4), THRESHOLD)
    assert not few.enough
    assert few.seeds_needed is not None
    assert few.seeds_needed > 4
    assert share_losing(planted(1, "normal", 0.1, 1500, 1, few.seeds_needed), THRESHOLD).enough


def test_two_seeds_are_never_enough():
    sure = share_losing([RNG.normal(0.0, 0.05, (2, 1000))], THRESHOLD)
    assert (sure.enough, sure.seeds_needed) == (False, LEAST_SEEDS)


def test_the_mixing_distribution_is_the_likeliest():
    people = seen(planted(1, "t3", 0.1, 1000, 1, 4)[0])
    alike, row = rows(people, THRESHOLD)
    kinds, table = likelihood(alike, THRESHOLD)
    what = SeenRows(table, np.bincount(row).astype(float))
    found = fit(what, kinds.expected < -1, None, begin(what))
    shares = found.shares + 1e-9
    for _ in range(2000):  # expectation-maximisation rises to the maximum from anywhere
        shares = shares * what.slope(table @ shares) / 1000
    assert what.log(table @ shares) <= found.log + 0.02


def test_the_likelihood_is_that_of_normal_effects():
    values = np.array([0.5, 2.0, 3.0, -1.0])
    people = seen(values[:, None])
    kinds, _ = likelihood(people, 1.0)
    by_hand = norm.logpdf(values[:, None], kinds.expected, kinds.spread).sum(axis=0)
    assert kinds.logs(people)[0] - 2 * np.log(2 * np.pi) == pytest.approx(by_hand)


def test_the_record_holds_every_planted_world():
    record: dict[str, Any] = json.loads(RECORD.read_text())
    sizes = product((5000, 20_000), (1, 8))
    wanted = {
        f"{noise} {share} {people} {populations} {seeds}"
        for (people, populations), noise, share, seeds in product(sizes, NOISES, SHARES, SEEDS)
    }
    assert set(record) == wanted
    rows = [row for key, row in record.items() if int(key.split()[-1]) >= LEAST_SEEDS]
    covered = {
        name: np.average([row[name][3] for row in rows], weights=[row["studies"] for row in rows]) for name in METHODS
    }
    assert max(covered, key=lambda name: covered[name]) == "kinds"
