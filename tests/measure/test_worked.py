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
from counterscore.measure.validity.variance import SHARES
from counterscore.society.traits import BIT
from measure.tiny import DECISIONS, SCORE, SOCIETY, act, asked, everybody, requests, rungs, world

LIVES = sum(BIT[name] for name in ("alive", "adult", "working-age", "labour-force"))


def person(id: str, of) -> list[float]:
    return FUNCTIONS[id](of).tolist()


def figure(id: str, of, **index: int) -> float:
    return FUNCTIONS[id](of, everybody(of), **index)


# -- stratification


def test_income_adds_up_the_months_of_a_life_in_which_the_wage_changes():
    # half a year at 1,000 yuan, then half a year at 2,000: 18,000 yuan in twelve months; the last wage says 2,000
    risen = world(1, people={"wage": [2000.0]}, earnings={"paid": [6 * 1000.0 + 6 * 2000.0]})
    assert person("income", risen) == [1500.0]
    # benefit 0.35: four months of twelve without work cost 0.65 * 4 of 1,000 yuan
    jobless = world(1, times={"jobless": [4]}, earnings={"paid": [8 * 1000.0 + 4 * 350.0]})
    assert person("income", jobless) == pytest.approx([1000 * (1 - 0.65 / 3)])
    # an adult for half of the year is paid for half of it
    assert person("income", world(1, times={"adult": [6]}, earnings={"paid": [6000.0]})) == [1000.0]


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


def test_gini_of_one_who_has_everything_is_one_among_any_number():
    for count in (2, 4, 9):
        assert figure("gini-wealth", world(count, ends={"wealth": [*[0.0] * (count - 1), 8.0]})) == pytest.approx(1.0)


def test_gini_of_a_small_group_does_not_shrink():
    """The mean over all pairs out of four is the coefficient of the four, as it is of any sample of two or three."""
    four = [1.0, 2.0, 3.0, 6.0]
    whole = figure("gini-wealth", world(4, ends={"wealth": four}))
    differences = [abs(a - b) for place, a in enumerate(four) for b in four[place + 1 :]]
    assert whole == pytest.approx(sum(differences) / 6 / (2 * 3.0))


def test_gini_of_income_of_two_where_one_has_three_times_as_much_is_a_half():
    # the difference of the two is 2, their mean is 2: 2 / (2 * 2)
    assert figure("gini-income", world(2, earnings={"paid": [1.0, 3.0]})) == pytest.approx(0.5)


def test_gini_of_opportunity_is_computed_from_approval_rates():
    of = world(2, answers={"asked": asked(2, job=[4, 4]), "granted": asked(2, job=[1, 3])})
    assert figure("gini-opportunity", of) == pytest.approx(0.5)


def test_shorrocks_is_0_where_nobody_moves_and_1_25_where_everybody_does():
    low, high = rungs(400, 500, 600, 700, 800), rungs(500, 600, 700, 800, 400)
    months = np.array([11, 23])
    still = world(5, standings={"months": months, "rungs": np.stack([low, low])})
    moved = world(5, standings={"months": months, "rungs": np.stack([low, high])})
    assert figure("shorrocks", still) == 0.0
    assert figure("shorrocks", moved) == 1.25


def test_years_in_which_a_fifth_is_empty_count_for_mobility():
    """In the second year nobody of the group begins in the lowest fifth, so a mean over years would drop that year."""
    start = rungs(400, 500, 600, 700, 800)
    months, rows = np.array([11, 23, 35]), np.stack([start, rungs(500, 400, 600, 700, 800), start])
    of = world(5, standings={"months": months, "rungs": rows})
    first = np.array([True, False, True, True, True])
    # the first person moves from fifth 1 to 2 and back; the fifths 3 to 5 stay: (5 - 3) / 4
    assert FUNCTIONS["shorrocks"](of, first) == pytest.approx(0.5)


def test_leaving_the_bottom_weighs_people_and_not_years():
    rows = np.stack([rungs(*range(400, 600, 10))] * 3)
    rows[1:, [1, 5]] = rows[1:, [5, 1]]  # one of the two lowest leaves in the first year, the other in the second
    rows[2, [0, 9]] = rows[2, [9, 0]]
    of = world(20, standings={"months": np.array([11, 23, 35]), "rungs": rows})
    # two of three person-years; the mean of the two years would be 0.75
    assert FUNCTIONS["leave-bottom"](of, np.arange(20) < 2) == pytest.approx(2 / 3)


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
    of = world(2, trades={"owner": [0, 0, 1], "months": [12, 12, 12], "honest": [12, 6, 3], "broken": [0, 3, 6]})
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


def square(**columns: list[int]) -> dict[str, np.ndarray]:
    """Return columns of four people, repeated for 64."""
    return {name: np.tile(np.array(values, np.float64), 16) for name, values in columns.items()}


def due(of) -> dict[str, float]:
    """Return the shares of the variance that are not 0."""
    found = {share: figure(f"due-to-{share}", of) for share in SHARES}
    assert sum(found.values()) == pytest.approx(1.0)
    return {share: value for share, value in found.items() if value}


def test_the_variance_is_shared_out_among_all_that_makes_the_score():
    # 30 * trustworthiness + 40 * conformity, independent of each other: variances 900 and 1,600 of 2,500
    two = square(trustworthiness=[-1, -1, 1, 1], conformity=[-1, 1, -1, 1])
    score = rungs(*(650 + 30 * two["trustworthiness"] + 40 * two["conformity"]))
    assert due(world(64, people=two, ends={"rung": score})) == pytest.approx({"trust": 0.36, "conformity": 0.64})


def test_correlated_sources_share_what_they_explain_together():
    # Trustworthiness (-1, -1, 1, 1) and patience (-1, -1, -1, 1) * 1.5 have variances 1 and 27/16 and the covariance
    # 0.75, so R2 is 1 together. The score is their sum: variance 1 + 27/16 + 1.5 = 67/16. Trustworthiness alone
    # explains (1 + 0.75)**2 / 1 = 49/16 of it, patience (27/16 + 0.75)**2 / (27/16) = 169/48.
    two = square(trustworthiness=[-1, -1, 1, 1], patience=[-1, -1, -1, 1])
    two["patience"] = 1.5 * two["patience"]
    score = rungs(*(650 + two["trustworthiness"] + two["patience"]))
    trust, patience = 49 / 67, 169 / 201
    assert due(world(64, people=two, ends={"rung": score})) == pytest.approx(
        {"trust": (trust + 1 - patience) / 2, "patience": (patience + 1 - trust) / 2}
    )


def test_friends_explain_exactly_nothing_where_their_scores_do_not_count():
    # Everybody's only friend is somebody alike: the mean score of friends is one's own score. With the clause off, it
    # must not take half of the variance from the conformity that makes both; with the clause on, it does.
    alike = square(conformity=[-1, -1, 1, 1])
    score, pairs = rungs(*(650 + 40 * alike["conformity"])), np.arange(64).reshape(32, 2).T
    off = world(64, people=alike, ends={"rung": score}, ties={"last": pairs})
    assert due(off) == pytest.approx({"conformity": 1.0})
    on = world(64, people=alike, ends={"rung": score}, ties={"last": pairs}, points={"friends": np.ones(64)})
    assert due(on) == pytest.approx({"conformity": 0.5, "friends": 0.5})


def test_what_nothing_explains_is_the_rest():
    # 30 * trustworthiness + 40 * chance, which is independent of it
    one = square(trustworthiness=[-1, -1, 1, 1])
    score = rungs(*(650 + 30 * one["trustworthiness"] + 40 * np.tile([-1, 1, -1, 1], 16)))
    assert due(world(64, people=one, ends={"rung": score})) == pytest.approx({"trust": 0.36, "rest": 0.64})


def test_points_from_false_records_are_a_source():
    wrong = square(wrong=[0, 0, 0, -40_000])["wrong"]
    of = world(64, points={"wrong": wrong}, ends={"rung": rungs(*(650 + wrong / 1000))})
    assert due(of) == pytest.approx({"errors": 1.0})


def test_one_of_two_listed_people_is_in_the_more_trustworthy_half():
    of = world(
        4, people={"trustworthiness": [-2.0, -1.0, 1.0, 2.0]}, listings={"entries": [1, 0, 0, 1]},
        times={"listed": [9, 0, 0, 6]},
    )  # fmt: skip
    assert figure("wrongly-listed", of) == 0.5
    assert figure("wrongly-listed-months", of) == 3.0


def test_inflation_is_the_rise_in_standard_deviations_of_the_first_year():
    rows = np.stack([rungs(600, 700), rungs(650, 750)])  # the standard deviation was 50, the mean rises by 50
    of = world(2, standings={"months": np.array([11, 23]), "rungs": rows})
    assert figure("score-inflation", of) == pytest.approx(1.0)


def test_inflation_starts_when_one_score_stands_for_a_person():
    rows = np.stack([rungs(0, 0), rungs(600, 700), rungs(650, 750)])
    of = world(2, standings={"months": np.array([11, 23, 35]), "rungs": rows})
    assert figure("score-inflation", of) == pytest.approx(1.0)


def test_goodharts_gap_is_what_the_score_tells_less_once_people_respond():
    # Four people in order of trustworthiness. Without responses the score has the same order: R2 is 1. With them the
    # two most trustworthy change places: Spearman's correlation is 1 - 6 * (1 + 1) / (4 * 15) = 0.8, and R2 is 0.64.
    trust = {"trustworthiness": [-1.0, 0.0, 1.0, 2.0]}
    calm = world(4, people=trust, ends={"rung": rungs(400, 500, 600, 700)})
    moved = replace(world(4, people=trust, ends={"rung": rungs(400, 500, 700, 600)}), unresponsive=calm)
    assert figure("goodhart-gap", moved) == pytest.approx(0.36)
    # Points that rise for everybody alike lose nothing: inflation of a standard deviation is no Goodhart's gap.
    rows = np.stack([rungs(400, 500, 600, 700), rungs(512, 612, 712, 812)])
    risen = world(
        4, people=trust, ends={"rung": rows[1]}, standings={"months": np.array([11, 23]), "rungs": rows}
    )  # fmt: skip
    risen = replace(risen, unresponsive=calm)
    assert figure("score-inflation", risen) == pytest.approx(1.0, abs=0.01)
    assert figure("goodhart-gap", risen) == pytest.approx(0.0)
    assert np.isnan(figure("goodhart-gap", calm))  # no world without responses was simulated


def test_goodharts_gap_of_conduct_compares_the_score_with_what_people_did():
    # Without responses the score falls with unlawful acts: R2 is 1. With them, those who do most hide it: 0.8 as above.
    calm = world(
        4, ends={"rung": rungs(700, 600, 500, 400)}, acts={"done": act(4, evades_tax=[0, 1, 2, 3])}
    )  # fmt: skip
    hidden = world(4, ends={"rung": rungs(700, 600, 400, 500)}, acts={"done": act(4, evades_tax=[0, 1, 2, 3])})
    assert figure("goodhart-gap-conduct", replace(hidden, unresponsive=calm)) == pytest.approx(0.36)


# -- fairness


def test_selection_ratio_compares_with_the_group_approved_most_often():
    of = world(
        4, people={"cell": [5, 5, 0, 0], "household": [0, 1, 0, 1]},  # two of the minority
        answers={"asked": asked(4, job=[4, 4, 4, 4]), "granted": asked(4, job=[1, 0, 2, 2])},
    )  # fmt: skip
    minority = groups(of.people)["minority"]
    assert FUNCTIONS["selection-ratio"](of, minority, index=DECISIONS["job"]) == pytest.approx(0.125 / 0.5)


def test_no_group_is_the_highest_by_chance():
    """Five groups with the same chance of approval and ten requests each: the highest rate would be .66 and not .5."""
    draw, found, highest = np.random.default_rng(5), [], []
    for _ in range(300):
        granted = draw.integers(0, 2, 50)
        of = world(
            50, people={"cell": 20 * (np.arange(50) // 10), "household": np.arange(50)},
            answers={"asked": asked(50, job=[1] * 50), "granted": asked(50, job=granted.tolist())},
        )  # fmt: skip
        fifth = groups(of.people)["income-1"]
        own = granted[:10].mean()
        found.append(own / FUNCTIONS["selection-ratio"](of, fifth, index=DECISIONS["job"]) if own else np.nan)
        highest.append(granted.reshape(5, 10).mean(axis=1).max())
    assert np.mean(highest) > 0.64
    assert np.nanmean(found) == pytest.approx(0.5, abs=0.03)


def test_gaps_among_four_requests():
    # the minority: one good outcome approved, one bad outcome approved; the majority: both refused
    of = world(
        4, people={"cell": [5, 5, 0, 0], "household": [0, 1, 0, 1]},
        requests=requests([0, 1, 2, 3], "tender", [1, 1, 0, 0], [1, 0, 1, 0]),
    )  # fmt: skip
    minority = groups(of.people)["minority"]
    for name in ("equal-opportunity-difference", "false-positive-rate-difference"):
        assert FUNCTIONS[name](of, minority, index=DECISIONS["tender"]) == 1.0
    assert FUNCTIONS["selection-ratio"](of, ~minority, index=DECISIONS["tender"]) == 0.0


def test_two_by_two_counts_equal_a_count_of_single_requests():
    from fairlearn.metrics import MetricFrame, false_positive_rate, selection_rate, true_positive_rate

    draw = np.random.default_rng(7)
    well, minority = (draw.integers(0, 2, 200).astype(bool) for _ in range(2))
    granted = draw.random(200) < 0.3 + 0.4 * minority  # so both halves of the households see who is approved most often
    of = world(
        200, people={"cell": 5 * minority.astype(np.uint8), "household": np.arange(200)},
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


def applicants(good: list[int]):
    """Return twenty people of one standing, the first half of the minority, with one request each."""
    asked_for = requests(list(range(20)), "job", [1] * 20, good, [12] * 20)
    return world(20, people={"cell": [5] * 10 + [0] * 10}, requests=asked_for)


def calibrated(id: str, of) -> float:
    return FUNCTIONS[id](of, groups(of.people)["minority"], index=DECISIONS["job"])


def test_calibration_is_the_gap_in_outcomes_at_equal_standing():
    # half of all requests would go well, but all of the minority's: a gap of a half
    assert calibrated("calibration", applicants([1] * 10 + [0] * 10)) == 0.5


def test_calibration_says_nothing_where_chance_alone_gives_as_much():
    # Ten of twenty drawn at random have 5 of the 10 that go well, give or take: hypergeometric, so that 3 more or 3
    # less (a gap of 0.3) happens in 2.3 % of draws and 2 more or 2 less (0.2) in 18 %: 19 of 20 stay below 0.2.
    of = applicants([1] * 7 + [0] * 3 + [1] * 3 + [0] * 7)  # a gap of 0.2, which used to be reported
    assert calibrated("calibration-noise", of) == pytest.approx(0.2)
    assert np.isnan(calibrated("calibration", of))
    everybody_else = figure("calibration", of, index=DECISIONS["job"])  # everybody compared with themselves
    assert np.isnan(everybody_else)


def test_repeated_requests_of_a_person_are_no_evidence_of_their_own():
    # As above, but each of four people asks ten times with the same outcome: two of four, and 20 of 40 requests.
    people, good = np.repeat(np.arange(4), 10).tolist(), np.repeat([1, 1, 0, 0], 10).tolist()
    of = world(4, people={"cell": [5, 5, 0, 0]}, requests=requests(people, "job", [1] * 40, good, [12] * 40))
    assert calibrated("calibration-noise", of) == 0.5  # two of four are both good or both bad in a third of draws
    assert np.isnan(calibrated("calibration", of))


# -- freedom


def test_a_fall_to_half_as_many_acts_is_a_chilling_effect_of_a_half():
    done = {"signs_petition": [1, 1], "attends_worship": [2, 0]}
    fewer = world(2, acts={"done": act(2, **done)})
    free = world(2, acts={"done": act(2, signs_petition=[2, 2], attends_worship=[4, 0])})
    twins = Twins(fewer, free)
    assert FUNCTIONS["chilling-all"](twins, everybody(free)) == 0.5
    assert FUNCTIONS["chilling"](twins, everybody(free), index=0) != FUNCTIONS["chilling-all"](twins, everybody(free))
    assert person("protected-acts", fewer) == [3.0, 1.0]


def test_the_earlier_death_of_a_person_is_no_chilling_effect_and_no_staying_at_home():
    done = act(2, signs_petition=[1, 2], out_late=[6, 12])
    short = world(2, acts={"done": done}, times={"adult": [3, 12], "alive": [3, 12]})
    free = world(2, acts={"done": act(2, signs_petition=[4, 2], out_late=[24, 12])})
    # 3 acts in 15 months against 6 in 24; by the count of acts alone it would be 0.5
    assert FUNCTIONS["chilling-all"](Twins(short, free), everybody(free)) == pytest.approx(1 - (3 / 15) / (6 / 24))
    assert FUNCTIONS["stay-home"](Twins(short, free), everybody(free)) == 0.0


def test_two_kinds_read_equally_often_are_different_in_three_pairs_of_five():
    # six acts are 15 pairs, of which 9 are of both kinds
    of = world(3, acts={"done": act(3, reads_books=[3, 3, 1], borrows_approved_book=[3, 0, 0])})
    assert person("reading-diversity", of) == pytest.approx([0.6, 0.0, float("nan")], nan_ok=True)


def test_diversity_does_not_grow_with_how_much_is_read():
    draw = np.random.default_rng(3)
    for count in (2, 5, 60):
        first = draw.binomial(count, 0.3, 20_000)
        done = act(20_000, reads_books=first.tolist(), borrows_approved_book=(count - first).tolist())
        of = world(20_000, acts={"done": done})
        assert np.nanmean(person("reading-diversity", of)) == pytest.approx(2 * 0.3 * 0.7, abs=0.015)


def test_diversity_of_places_counts_lawful_and_protected_acts_alone():
    of = world(1, acts={"done": act(1, out_late=[5], attends_worship=[5], breaks_traffic_rule=[9])})
    assert person("places-diversity", of) == pytest.approx([50 / 90])
    assert person("going-out", of) == [10.0]


def test_conformity_is_the_share_of_gameable_acts():
    of = world(1, acts={"done": act(1, shares_praise=[3], criticises_office=[1])})
    assert person("conformity", of) == [0.75]


def test_one_of_two_who_went_out_stays_at_home():
    twins = Twins(
        world(3, acts={"done": act(3, out_late=[4, 5, 0])}), world(3, acts={"done": act(3, out_late=[9, 9, 0])})
    )
    assert FUNCTIONS["stay-home"](twins, np.ones(3, bool)) == 0.5


def choosing(count: int, member: np.ndarray, approved: np.ndarray, **people: np.ndarray):
    """Return people who each asked for a flight ten times while taking part was voluntary."""
    numbers = np.zeros((2, 2, len(SOCIETY.decisions), count), np.int64)
    numbers[0, member.astype(int), DECISIONS["flight"], np.arange(count)] = 10
    numbers[1, member.astype(int), DECISIONS["flight"], np.arange(count)] = approved
    return world(
        count, people=people, times={"scored": 12 * member},
        voluntary={"asked": numbers[0], "granted": numbers[1], "months": [12]},
    )  # fmt: skip


def test_the_cost_of_refusing_is_the_gap_in_approvals_of_people_who_could_choose():
    member = np.arange(120) < 60
    of = choosing(120, member, np.where(member, 7, 4))
    assert figure("refusal-cost", of) == pytest.approx(0.3)
    assert np.isnan(figure("refusal-cost", world(120, times={"scored": 12 * member})))  # nobody could refuse


def test_people_who_differ_before_they_choose_are_not_compared_as_they_are():
    # Of 60 rich people 50 join, of 60 poor ones 10. Nine in ten requests of the rich are approved and one in ten of the
    # poor, member or not. As they are, members differ by (50 * 9 + 10) / 600 - (10 * 9 + 50) / 600 = 0.53.
    rich = np.arange(120) < 60
    member = np.isin(np.arange(120) % 60, np.arange(10)) ^ rich
    approved = np.where(rich, 9, 1)
    assert approved[member].mean() - approved[~member].mean() == pytest.approx(10 * 0.53, abs=0.04)
    wealth = np.where(rich, 1e6, 1e3)
    assert figure("refusal-cost", choosing(120, member, approved, wealth=wealth)) == pytest.approx(0.0, abs=1e-6)
    lower = np.where(member, approved, approved - 1)  # and a tenth less for those outside
    assert figure("refusal-cost", choosing(120, member, lower, wealth=wealth)) == pytest.approx(0.1)


# -- opinions


OPINIONS = {"approval": [0.9, 0.5, 0.2, 0.6], "fear": [0.1, 0.8, 0.7, 0.3], "trust": [0.25, 0.75, 0.55, 1.0]}


@pytest.mark.parametrize(
    ("id", "mean"), [("approval", 1.6 / 3), ("fear", 1.6 / 3), ("trust", (0.25 + 0.75 + 0.55) / 3)]
)
def test_opinions_of_adults_alive_at_the_end(id: str, mean: float):
    """The fourth person is dead; 0.5 is the middle of the scale, and not above it."""
    of = world(4, opinions=OPINIONS, ends={"bits": [LIVES, LIVES, LIVES, 0]})
    above = [float(value > 0.5) for value in OPINIONS[id][:3]]
    assert person(id, of) == pytest.approx([*above, float("nan")], nan_ok=True)
    assert float(np.nanmean(FUNCTIONS[f"{id}-mean"](of))) == pytest.approx(mean)


def test_children_are_not_asked_and_neither_are_people_born_later():
    child = LIVES & ~BIT["adult"]
    of = world(3, opinions={"trust": [0.9, 0.9, 0.9]}, ends={"bits": [child, LIVES, LIVES]},
               people={"there": np.array([True, True, False])})  # fmt: skip
    assert person("trust-mean", of) == pytest.approx([float("nan"), 0.9, float("nan")], nan_ok=True)


def test_nobody_approves_of_or_fears_a_scheme_that_does_not_exist():
    of = world(2, opinions={"approval": [0.9, 0.1], "fear": [0.9, 0.1], "trust": [0.9, 0.1]})
    without = replace(of, scenario=of.scenario.under(Regime.load("none")))
    for id in ("approval", "approval-mean", "fear", "fear-mean"):
        assert np.isnan(FUNCTIONS[id](without)).all()
        assert not np.isnan(FUNCTIONS[id](of)).any()
    assert person("trust", without) == [1.0, 0.0]


# -- ties


def test_ties_of_the_living_are_counted():
    assert person("friends", world(2, ends={"ties": [3, 0]})) == [3.0, 0.0]
    assert figure("isolates", world(2, ends={"ties": [3, 0]})) == 0.5


def test_friends_with_similar_scores_correlate_and_two_pairs_are_two_fragments():
    of = world(4, ends={"rung": rungs(400, 400, 800, 800)}, ties={"last": np.array([[0, 2], [1, 3]])})
    assert figure("assortativity", of) == pytest.approx(1.0)
    assert figure("fragmentation", of) == pytest.approx(4 / 6)  # of six pairs of people, four are of both fragments


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
    parametrised = {f"due-to-{share}" for share in SHARES}
    assert [id for id in abouts() if f'"{id}"' not in text and id not in parametrised] == []
