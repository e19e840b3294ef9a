"""Means with their intervals and variation, over populations and random seeds."""

from __future__ import annotations

import json

import numpy as np
import pytest

from counterscore import Problem, Regime, Scenario, Society
from counterscore.study.estimate import Estimate, nested
from counterscore.study.picking import corrected
from counterscore.study.replicates import replicates_of
from present import present
from study.interval_coverage import FILE, HIT, KINDS, bank, covered, truth

FEWEST, MOST = 0.93, 0.97


def test_the_interval_of_a_nested_design_is_students_over_the_means_of_populations() -> None:
    # Means of the populations 1 and 5: mean 3, standard error 2; Student's quantile for one degree is 12.7062.
    found = nested(np.array([[0.0, 2.0], [4.0, 6.0]]))
    assert found.value == 3.0
    assert present(found.high) - 3.0 == pytest.approx(2 * 12.7062, rel=1e-4)
    # Within populations the variance is 2; between their means it is 8, of which 2 / 2 is due to seeds.
    assert found.variation.seeds == pytest.approx(2**0.5)
    assert found.variation.populations == pytest.approx(7**0.5)


def test_one_population_varies_with_seeds_alone_and_one_seed_does_not_tell_populations_from_seeds() -> None:
    alone, single = nested(np.array([[1.0, 3.0]])), nested(np.array([[1.0], [3.0]]))
    assert alone.variation.seeds == pytest.approx(2**0.5)
    assert alone.variation.populations is None
    assert single.variation.seeds is single.variation.populations is None
    assert (alone.low, alone.high) == (single.low, single.high)


def test_nothing_is_said_if_one_replicate_has_nobody_to_measure() -> None:
    assert nested(np.array([[1.0, np.nan], [1.0, 1.0]])) == Estimate(None)


def test_components_of_variance_are_recovered_and_do_not_depend_on_the_number_of_seeds() -> None:
    draw = np.random.default_rng(3)
    for seeds in (2, 16):
        table = 3 * draw.standard_normal((4000, 1)) + draw.standard_normal((4000, seeds))
        found = nested(table).variation
        assert found.populations == pytest.approx(3, rel=0.05)
        assert found.seeds == pytest.approx(1, rel=0.05)


def test_replicates_are_other_people_with_other_random_seeds() -> None:
    scenario = Scenario(society=Society.load("china-2018"), regime=Regime.load("none"), citizens=100, months=1, seed=5)
    found = replicates_of(scenario, 2, 3).of(scenario)
    assert [(each.people_seed, each.seed) for each in found] == [(1, 5), (1, 6), (1, 7), (2, 8), (2, 9), (2, 10)]
    with pytest.raises(Problem, match="people_seed"):
        replicates_of(scenario.with_people(2**63 - 2), 2, 3)
    with pytest.raises(Problem, match="populations"):
        replicates_of(scenario, 0, 3)


def test_the_largest_of_many_equal_effects_is_corrected_away() -> None:
    """Forty-eight effects of 1 with errors of 1: the largest looks like 3, and is clear at 95 % on its own."""
    draw, freedom = np.random.default_rng(5), 7
    false, exaggerated = 0, 0.0
    for _ in range(200):
        values = draw.standard_normal(48)
        found = [Estimate(value, value - 2.365, value + 2.365) for value in values.tolist()]
        picked = max(corrected(found, freedom), key=lambda each: each.value or 0.0)
        false += picked.sure
        exaggerated += (picked.value or 0.0) / 200
    assert false <= 20
    assert exaggerated < 0.5 < float(np.max(values))


def test_an_effect_far_from_the_others_survives_the_correction() -> None:
    found = [Estimate(value, value - 0.1, value + 0.1) for value in (0.0, 0.02, -0.01, 2.0)]
    last = corrected(found, 7)[-1]
    assert last.sure
    assert last.value == pytest.approx(2.0, abs=0.05)


def test_a_corrected_value_never_leaves_its_interval_however_unequal_the_errors() -> None:
    draw = np.random.default_rng(6)
    for _ in range(300):
        errors = np.exp(draw.normal(0, 1, 9))
        values = draw.normal(0, 1, 9) + errors * draw.standard_normal(9)
        found = [
            Estimate(v, v - 2.365 * e, v + 2.365 * e) for v, e in zip(values.tolist(), errors.tolist(), strict=True)
        ]
        for each in corrected(found, 7):
            assert present(each.low) <= present(each.value) <= present(each.high)


def test_a_precise_value_among_noisy_ones_hardly_moves() -> None:
    noisy = [Estimate(value, value - 0.24, value + 0.24) for value in (-0.2, -0.1, -0.05, 0.0, -0.15, -0.1, 0.05, -0.2)]
    assert corrected([*noisy, Estimate(0.02, 0.013, 0.027)], 7)[-1].value == pytest.approx(0.02, abs=0.01)


def test_recorded_intervals_cover_planted_effects_in_93_to_97_of_100_studies() -> None:
    recorded = json.loads(FILE.read_text(encoding="utf-8"))["covered"]
    for design in ("8 populations x 2 seeds", "16 populations x 1 seed"):
        assert {kind: FEWEST <= each["share"] <= MOST for kind, each in recorded[design].items()} == dict.fromkeys(
            KINDS, True
        )
        assert all(each["studies"] >= 1000 for each in recorded[design].values())
    # Intervals over the seeds of one population cover other seeds, not other people.
    assert recorded["1 population x 4 seeds"]["mean"]["share"] < 0.5


def test_intervals_of_a_small_bank_cover_planted_effects() -> None:
    worlds = bank(40, seeds=2)
    assert truth(worlds)["share"] < HIT
    for each in covered(worlds, 200, populations=6, seeds=1).values():
        assert 0.88 <= each.share <= 1.0
