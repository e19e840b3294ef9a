"""Every measure, calculated by hand in a world of a few people."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from counterscore import Regime
from counterscore.catalogue.measures_file import abouts
from counterscore.measure.groups import groups
from counterscore.measure.privacy.uniqueness import expected
from counterscore.measure.registry import FUNCTIONS
from counterscore.measure.twins import Twins
from counterscore.society.traits import BIT
from measure.tiny import DECISIONS, SCORE, act, asked, everybody, requests, rungs, world

LIVES = sum(BIT[name] for name in ("alive", "adult", "working-age", "labour-force"))


def person(id: str, of) -> list[float]:
    return FUNCTIONS[id](of).tolist()


def figure(id: str, of, **index: int) -> float:
    return FUNCTIONS[id](of, everybody(of), **index)


# -- stratification


def test_income_is_the_wage_or_the_benefit_while_without_work():
    # benefit 0.35: four months of twelve without work cost 0.65 * 4 / 12 of 1,000 yuan
    assert person("income", world(2, times={"jobless": [0, 4]})) == pytest.approx([1000.0, 1000 * (1 - 0.65 / 3)])


def test_wealth_counts_the_living_alone():
    of = world(2, ends={"wealth": [500.0, 900.0], "bits": [LIVES, 0]})
    assert person("wealth", of) == pytest.approx([500.0, float("nan")], nan_ok=True)


@pytest.mark.parametrize(
    ("id", "column"),
    [
        ("work", "employed"),
        ("strain", "strained"),
        ("home", "home_owner"),
        ("partnered", "partnered"),
        ("papers", "papers"),
    ],
)
def test_time_in_a_state_is_a_share_of_the_months_of_the_year(id: str, column: str):
    assert person(id, world(3, times={column: [0, 6, 12]})) == [0.0, 0.5, 1.0]


def test_approved_is_a_share_of_requests_and_refused_a_number_a_year():
    of = world(
        2, answers={"asked": asked(2, job=[4, 0], flight=[4, 0]), "granted": asked(2, job=[1, 0], flight=[4, 0])}
    )
    assert person("granted", of) == pytest.approx([5 / 8, float("nan")], nan_ok=True)
    assert person("refused", of) == [3.0, 0.0]


def test_gini_of_one_who_has_everything_among_four_is_three_quarters():
    assert figure("gini-wealth", world(4, ends={"wealth": [0.0, 0.0, 0.0, 8.0]})) == 0.75


def test_gini_of_income_of_two_where_one_has_three_times_as_much_is_a_quarter():
    # mean absolute difference over all four pairs, people with themselves included: (0 + 2 + 2 + 0) / 4 = 1;
    # 1 / (2 * 2) = 0.25
    assert figure("gini-income", world(2, people={"wage": [1.0, 3.0]})) == pytest.approx(0.25)


def test_gini_of_opportunity_is_computed_from_approval_rates():
    of = world(2, answers={"asked": asked(2, job=[4, 4]), "granted": asked(2, job=[1, 3])})
    assert figure("gini-opportunity", of) == pytest.approx(0.25)


def test_shorrocks_is_0_where_nobody_moves_and_1_25_where_everybody_does():
    low, high = rungs(400, 500, 600, 700, 800), rungs(500, 600, 700, 800, 400)
    months = np.array([11, 23])
    still = world(5, standings={"months": months, "rungs": np.stack([low, low])})
    moved = world(5, standings={"months": months, "rungs": np.stack([low, high])})
    assert figure("shorrocks", still) == 0.0
    assert figure("shorrocks", moved) == 1.25


def test_one_of_ten_leaves_the_bottom_tenth():
    before = rungs(*range(400, 500, 10))
    after = before.copy()
    after[0] = rungs(900)[0]
    months = np.array([11, 23])
    assert figure("leave-bottom", world(10, standings={"months": months, "rungs": np.stack([before, after])})) == 1.0
    assert figure("leave-bottom", world(10, standings={"months": months, "rungs": np.stack([before, before])})) == 0.0


def test_a_reversed_order_of_wealth_has_a_rank_slope_of_minus_one():
    of = world(3, people={"wealth": [1.0, 2.0, 3.0]}, ends={"wealth": [3.0, 2.0, 1.0]})
    assert figure("rank-slope", of) == pytest.approx(-1.0)


def test_persistence_of_wealth_is_no_mobility_between_generations():
    """Nobody's wealth changes, and every child of a poorer parent earns more: own ranks persist, families' reverse."""
    of = world(
        4, people={"wealth": [1.0, 2.0, 3.0, 4.0], "parental_wage": [1000.0, 2000.0, 4000.0, 0.0],
                   "wage": [4000.0, 2000.0, 1000.0, 9000.0]},
        ends={"wealth": [1.0, 2.0, 3.0, 4.0]},
    )  # fmt: skip
    assert figure("rank-slope", of) == pytest.approx(1.0)
    assert figure("parent-rank-slope", of) == pytest.approx(-1.0)
    assert figure("parent-elasticity", of) == pytest.approx(-1.0)


def test_pay_that_doubles_where_the_parents_pay_quadruples_has_an_elasticity_of_a_half():
    # the fourth was an adult in month 0; the fifth is 20 years old, the sixth dead
    of = world(
        6, people={"parental_wage": [1000.0, 4000.0, 16000.0, 0.0, 1000.0, 1000.0],
                   "wage": [1000.0, 2000.0, 4000.0, 1.0, 9000.0, 9000.0], "born": [-360, -360, -360, -360, -240, -360]},
        ends={"bits": [LIVES, LIVES, LIVES, LIVES, LIVES, 0]},
    )  # fmt: skip
    assert figure("parent-elasticity", of) == pytest.approx(0.5)
    assert figure("parent-rank-slope", of) == pytest.approx(1.0)


def test_in_a_short_run_no_child_is_old_enough_to_be_compared_with_the_parent():
    of = world(3, people={"parental_wage": [1.0, 2.0, 3.0], "born": [-216, -228, -240]})
    assert np.isnan(figure("parent-rank-slope", of))
    assert np.isnan(figure("parent-elasticity", of))


def test_the_schooling_gap_is_richest_less_poorest():
    bits = [LIVES | BIT["schooled"], LIVES | BIT["schooled"], LIVES | BIT["schooled"], LIVES]
    of = world(
        4, people={"cell": [80, 80, 0, 0]}, ends={"bits": bits}, answers={"asked": asked(4, school_place=[1, 1, 1, 1])}
    )
    assert figure("school-gap", of) == 0.5


def test_people_without_work_for_two_years_count_as_trapped():
    of = world(
        4, ends={"bits": [LIVES, LIVES, LIVES | BIT["jobless"], LIVES | BIT["jobless"]], "spell": [0, 0, 23, 24]}
    )
    assert figure("poverty-trap", of) == 0.25


# -- benefits


def test_one_approval_of_three_has_a_bad_outcome():
    of = world(4, requests=requests([0, 1, 2, 3], "mortgage", [1, 1, 1, 0], [1, 1, 0, 0]))
    assert figure("ill-ends", of, index=DECISIONS["mortgage"]) == pytest.approx(1 / 3)


def test_civic_duties_are_counted_by_year():
    done = act(2, leaves_bill_unpaid=[2, 0], misses_instalment=[1, 0], pays_tax_late=[0, 1], evades_tax=[0, 3])
    of = world(2, acts={"done": done}, times={"adult": [12, 24]})
    assert person("unpaid", of) == [3.0, 0.0]
    assert person("tax-wrongs", of) == [0.0, 2.0]


def test_taxes_paid_is_the_share_of_working_months_without_tax_evasion():
    done = act(2, pays_tax_late=[1, 0], evades_tax=[2, 0])
    of = world(2, acts={"done": done}, times={"employed": [12, 0]})
    assert person("taxes-paid", of) == pytest.approx([0.75, float("nan")], nan_ok=True)


def test_firms_count_as_honest_in_months_without_an_unlawful_act():
    of = world(2, trades={"owner": [0, 0, 1], "honest": [12, 6, 3], "broken": [0, 3, 6]})
    assert figure("firms-honest", of) == pytest.approx((12 + 6 + 3) / 36)
    assert figure("contracts-broken", of) == 3.0  # nine contracts of three firms in a year
    assert FUNCTIONS["firms-honest"](of, np.array([False, True])) == 0.25


def test_dealings_are_a_share_of_those_sought_and_cheating_a_share_of_those_made():
    of = world(2, dealt={"sought": [4, 0], "made": [3, 0], "cheated": [1, 0], "gained": [500.0, -100.0]})
    assert person("dealings", of) == pytest.approx([0.75, float("nan")], nan_ok=True)
    assert figure("cheated", of) == pytest.approx(1 / 3)
    assert person("dealings-gain", of) == [500.0, -100.0]


def test_a_record_costs_two_hundredths_of_a_yuan():
    assert person("watching-cost", world(2, acts={"seen": act(2, plays_games=[100, 0])})) == [2.0, 0.0]


# -- validity


def test_a_score_in_order_of_trustworthiness_is_perfect_and_the_reverse_is_worst():
    trust = {"trustworthiness": [-1.0, 0.0, 1.0, 2.0]}
    right = world(4, people=trust, ends={"rung": rungs(400, 500, 600, 700)})
    wrong = world(4, people=trust, ends={"rung": rungs(700, 600, 500, 400)})
    assert [figure("truth-rank", each) for each in (right, wrong)] == pytest.approx([1.0, -1.0])
    assert [figure("truth-auc", each) for each in (right, wrong)] == [1.0, 0.0]


def test_the_parts_of_the_variance_add_up_to_the_variance_explained():
    draw = np.random.default_rng(4)
    trust, income = draw.normal(size=400), draw.normal(size=400)
    score = 650 + 50 * trust + 30 * income
    of = world(
        400, people={"trustworthiness": trust, "wage": 1000 * np.exp(income)}, ends={"rung": rungs(*score)},
        ties={"last": np.array([[0], [1]])},
    )  # fmt: skip
    parts = [figure(f"due-to-{part}", of) for part in ("trust", "circumstance", "friends", "coverage")]
    assert sum(parts) == pytest.approx(1.0, abs=1e-6)
    assert parts[0] == pytest.approx(2500 / 3400, abs=0.05)
    assert parts[1] == pytest.approx(900 / 3400, abs=0.05)


def test_one_of_two_listed_people_is_in_the_more_trustworthy_half():
    of = world(
        4, people={"trustworthiness": [-2.0, -1.0, 1.0, 2.0]}, listings={"entries": [1, 0, 0, 1]},
        times={"listed": [9, 0, 0, 6]},
    )  # fmt: skip
    assert figure("wrongly-listed", of) == 0.5
    assert figure("wrongly-listed-months", of) == 3.0


def test_goodharts_gap_is_the_rise_in_standard_deviations_of_the_first_year():
    rows = np.stack([rungs(600, 700), rungs(650, 750)])  # the standard deviation was 50, the mean rises by 50
    assert figure("goodhart-gap", world(2, standings={"months": np.array([11, 23]), "rungs": rows})) == pytest.approx(
        1.0
    )


def test_goodharts_gap_starts_when_one_score_stands_for_a_person():
    rows = np.stack([rungs(0, 0), rungs(600, 700), rungs(650, 750)])
    of = world(2, standings={"months": np.array([11, 23, 35]), "rungs": rows})
    assert figure("goodhart-gap", of) == pytest.approx(1.0)


# -- fairness


def test_selection_ratio_compares_with_the_group_approved_most_often():
    of = world(
        4, people={"cell": [5, 5, 0, 0]},  # two of the minority
        answers={"asked": asked(4, job=[2, 2, 2, 2]), "granted": asked(4, job=[1, 0, 1, 1])},
    )  # fmt: skip
    minority = groups(of.people)["minority"]
    assert FUNCTIONS["selection-ratio"](of, minority, index=DECISIONS["job"]) == pytest.approx(0.25 / 0.5)


def test_gaps_among_four_requests():
    # the minority: one good outcome approved, one bad outcome approved; the majority: both refused
    of = world(
        4, people={"cell": [5, 5, 0, 0]}, requests=requests([0, 1, 2, 3], "tender", [1, 1, 0, 0], [1, 0, 1, 0])
    )  # fmt: skip
    minority = groups(of.people)["minority"]
    for name in ("equal-opportunity-difference", "false-positive-rate-difference"):
        assert FUNCTIONS[name](of, minority, index=DECISIONS["tender"]) == 1.0
    assert FUNCTIONS["selection-ratio"](of, ~minority, index=DECISIONS["tender"]) == 0.0


def test_two_by_two_counts_equal_a_count_of_single_requests():
    from fairlearn.metrics import MetricFrame, false_positive_rate, selection_rate, true_positive_rate

    draw = np.random.default_rng(7)
    granted, well, minority = (draw.integers(0, 2, 200).astype(bool) for _ in range(3))
    of = world(
        200, people={"cell": 5 * minority.astype(np.uint8)},
        requests=requests(list(range(200)), "job", granted.tolist(), well.tolist()),
        answers={"asked": asked(200, job=[1] * 200), "granted": asked(200, job=granted.astype(int).tolist())},
    )  # fmt: skip
    metrics = {"tpr": true_positive_rate, "fpr": false_positive_rate, "rate": selection_rate}
    frame = MetricFrame(metrics=metrics, y_true=well, y_pred=granted, sensitive_features=minority).by_group
    group, job = groups(of.people)["minority"], DECISIONS["job"]
    assert FUNCTIONS["equal-opportunity-difference"](of, group, index=job) == pytest.approx(
        frame.tpr[True] - frame.tpr[False]
    )
    assert FUNCTIONS["false-positive-rate-difference"](of, group, index=job) == pytest.approx(
        frame.fpr[True] - frame.fpr[False]
    )
    assert FUNCTIONS["selection-ratio"](of, group, index=job) == pytest.approx(frame.rate[True] / frame.rate.max())


def test_calibration_is_the_gap_in_outcomes_at_equal_standing():
    # at a standing of 10 to 19 one of two outcomes is good; the only one of the group is: a gap of a half
    of = world(2, people={"cell": [5, 0]}, requests=requests([0, 1], "job", [1, 1], [1, 0], [12, 15]))
    assert FUNCTIONS["calibration"](of, groups(of.people)["minority"], index=DECISIONS["job"]) == 0.5
    assert figure("calibration", of, index=DECISIONS["job"]) == 0.0


# -- freedom


def test_a_fall_to_half_as_many_acts_is_a_chilling_effect_of_a_half():
    done = {"signs_petition": [1, 1], "attends_worship": [2, 0]}
    fewer = world(2, acts={"done": act(2, **done)})
    free = world(2, acts={"done": act(2, signs_petition=[2, 2], attends_worship=[4, 0])})
    twins = Twins(fewer, free)
    assert FUNCTIONS["chilling-all"](twins, everybody(free)) == 0.5
    assert FUNCTIONS["chilling"](twins, everybody(free), index=0) != FUNCTIONS["chilling-all"](twins, everybody(free))
    assert person("protected-acts", fewer) == [3.0, 1.0]


def test_two_kinds_read_equally_often_are_a_diversity_of_two():
    of = world(2, acts={"done": act(2, reads_books=[3, 3], borrows_approved_book=[3, 0])})
    assert person("reading-diversity", of) == pytest.approx([2.0, 1.0])


def test_diversity_of_places_counts_lawful_and_protected_acts_alone():
    of = world(1, acts={"done": act(1, out_late=[5], attends_worship=[5], breaks_traffic_rule=[9])})
    assert person("places-diversity", of) == pytest.approx([2.0])
    assert person("going-out", of) == [10.0]


def test_conformity_is_the_share_of_gameable_acts():
    of = world(1, acts={"done": act(1, shares_praise=[3], criticises_office=[1])})
    assert person("conformity", of) == [0.75]


def test_one_of_two_who_went_out_stays_at_home():
    twins = Twins(
        world(3, acts={"done": act(3, out_late=[4, 5, 0])}), world(3, acts={"done": act(3, out_late=[9, 9, 0])})
    )
    assert FUNCTIONS["stay-home"](twins, np.ones(3, bool)) == 0.5


def test_the_cost_of_refusing_is_the_gap_in_approval_rates():
    of = world(
        2, times={"scored": [12, 0]}, answers={"asked": asked(2, job=[4, 4]), "granted": asked(2, job=[3, 1])}
    )  # fmt: skip
    assert figure("refusal-cost", of) == 0.5


# -- ties


def test_ties_of_the_living_are_counted():
    assert person("friends", world(2, ends={"ties": [3, 0]})) == [3.0, 0.0]
    assert figure("isolates", world(2, ends={"ties": [3, 0]})) == 0.5


def test_friends_with_similar_scores_correlate_and_two_pairs_are_two_fragments():
    of = world(4, ends={"rung": rungs(400, 400, 800, 800)}, ties={"last": np.array([[0, 2], [1, 3]])})
    assert figure("assortativity", of) == pytest.approx(1.0)
    assert figure("fragmentation", of) == pytest.approx(1 - (0.25 + 0.25))


def test_one_tie_of_two_is_between_classes():
    of = world(3, people={"cell": [0, 0, 20]}, ties={"last": np.array([[0, 1], [1, 2]])})
    assert figure("cross-class", of) == 0.5


def test_one_refusal_of_four_affects_a_person_without_a_bad_act():
    of = world(2, refusals={"met": [3, 1], "innocent": [0, 1]})
    assert figure("guilt-by-association", of) == 0.25
    assert np.isnan(figure("guilt-by-association", replace(of, scenario=of.scenario.under(Regime.load("none")))))


def test_a_fifth_of_the_changes_of_scores_came_from_friends():
    points = {"friends": [-10.0], "acts": act(1, plays_games=[-30]), "wrong": [-10.0]}
    assert figure("owed-to-friends", world(1, points=points, ends={"rung": rungs(600)})) == pytest.approx(0.2)


# -- privacy


def test_records_are_units_seen_and_their_share_of_those_done():
    of = world(2, acts={"seen": act(2, plays_games=[6, 0]), "done": act(2, plays_games=[8, 4])})
    assert person("records", of) == [6.0, 0.0]
    assert figure("seen-share", of) == 0.5


def test_strangers_who_can_look_up_a_score_are_all_but_oneself_and_friends():
    of = world(4, ends={"rung": rungs(600, 600, 700, 800), "ties": [1, 1, 0, 0]})
    assert figure("register-reach", of) == pytest.approx((2 + 2 + 3 + 3) / 4)
    unranked = Regime.of(SCORE.model_copy(update={"rank": None}))
    assert figure("register-reach", replace(of, scenario=of.scenario.under(unranked))) == 0.0


def test_entries_that_a_quarter_has_are_unique_among_five_with_a_chance_of_one_in_e():
    # four scores that a quarter has each: 4 others, so a million * exp(-4 / 4); among a million nobody is unique
    region, score = np.zeros(4, np.uint8), np.array([400.0, 500.0, 600.0, 700.0])
    entries, scale = (region, score), (350.0, 950.0)
    assert expected(entries, entries, scale, people=5) == pytest.approx(1e6 / np.e)
    assert figure("singled-out", world(4, ends={"rung": rungs(400, 500, 600, 700)})) == pytest.approx(0.0)


def test_one_pair_of_six_is_the_same():
    of = world(4, ends={"rung": rungs(600, 600, 700, 800)})
    assert figure("same-entry", of) == pytest.approx(999_999 / 6)
    regions = world(4, ends={"rung": rungs(600, 600, 700, 800)}, people={"region": [0, 1, 0, 0]})
    assert figure("same-entry", regions) == 0.0


def test_every_measure_is_calculated_here():
    from pathlib import Path

    text = Path(__file__).read_text(encoding="utf-8")
    parametrised = {"due-to-trust", "due-to-circumstance", "due-to-friends", "due-to-coverage"}
    assert [id for id in abouts() if f'"{id}"' not in text and id not in parametrised] == []
