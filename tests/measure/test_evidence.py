"""The evidence for rules of law (M1 to M15), on worlds set up by hand."""

from __future__ import annotations

import numpy as np
import pytest

from counterscore.measure.evidence import EVIDENCE, TITLES
from counterscore.measure.evidence.selection import lowest
from counterscore.measure.twins import Twins
from measure.tiny import SCORE, act, asked, rungs, world
from present import present


def of(number: str, a, b=None):
    return EVIDENCE[number](Twins(a, b if b is not None else a))


def test_there_are_fifteen_kinds_of_evidence_with_titles():
    assert list(EVIDENCE) == [f"M{k}" for k in range(1, 16)] == list(TITLES)


@pytest.mark.parametrize(
    ("number", "column"),
    [("M1", "unrelated"), ("M4", "alone"), ("M6", "wrong"), ("M8", "collateral"), ("M9", "four")],
)
def test_a_share_of_refusals_with_wilsons_interval_over_people(number: str, column: str):
    """Ten people refused once each: Wilson's interval of 5 in 10. Two people refused five times each: of 1 in 2."""
    whole = "refused" if number == "M4" else "met"
    once = of(number, world(10, refusals={whole: [1] * 10, column: [1] * 5 + [0] * 5}))
    assert (once.value, once.n) == (0.5, 10)
    # the ratio estimator divides by one person fewer: 0.25 / 9 is the variance of 9 events
    assert (once.low, once.high) == (pytest.approx(0.2265, abs=1e-4), pytest.approx(0.7735, abs=1e-4))
    assert "50 %" in once.sentence
    often = of(number, world(2, refusals={whole: [5, 5], column: [5, 0]}))
    assert (often.value, often.n) == (0.5, 10)
    assert present(often.high) - present(often.low) > 1.5 * (present(once.high) - present(once.low))


def test_m8_counts_a_refusal_that_is_both_once():
    met = {"met": [4], "innocent": [2], "friends": [2], "collateral": [3]}
    found = of("M8", world(1, refusals=met))
    assert found.value == 0.75
    assert "2 hit people without an act" in found.sentence
    assert "2 happened only because of friends' scores; both applies to 1" in found.sentence


def test_no_refusal_gives_no_figure_and_says_so():
    for number in ("M1", "M2", "M4", "M6", "M7", "M8", "M9", "M10", "M11", "M13", "M14"):
        found = of(number, world(2))
        assert found.value is None
        assert found.sentence.endswith(".")


def test_m2_one_of_two_severely_affected_people_did_nothing_serious():
    done = act(2, evades_tax=[1, 0], plays_games=[0, 3])
    found = of("M2", world(2, answers={"by_gate": asked(2, job=[1, 1])}, acts={"seen": done}))
    assert (found.value, found.n) == (0.5, 2)


def _two_groups(asks: list[int], approvals: list[int]):
    """Return a world in which each person of the first half, a minority, and of the second half asked so often."""
    half = len(asks) // 2
    answers = {"asked": asked(len(asks), job=asks), "granted": asked(len(asks), job=approvals)}
    return world(len(asks), people={"cell": [5] * half + [0] * half}, answers=answers)


def test_m3_names_the_lowest_ratio():
    # 40 of 100 approved in the one group, 80 of 100 in the other; for one request a person, the variance of the
    # logarithm is that of Katz: 1/40 - 1/100 + 1/80 - 1/100 = 0.0175, so the interval is 0.5 times or over e**0.2593
    found = of("M3", _two_groups([1] * 200, [1] * 40 + [0] * 60 + [1] * 80 + [0] * 20))
    assert found.value == pytest.approx(0.5)
    assert (found.low, found.high) == (pytest.approx(0.3858, abs=1e-3), pytest.approx(0.648, abs=0.01))
    assert "for the minority at job" in found.sentence


def test_m3_takes_the_requests_of_one_person_together():
    """The same rates, but each person asked four times with the same answer: the logarithm's variance is fourfold."""
    once = of("M3", _two_groups([1] * 400, [1] * 80 + [0] * 120 + [1] * 160 + [0] * 40))
    often = of("M3", _two_groups([4] * 100, [4] * 20 + [0] * 30 + [4] * 40 + [0] * 10))
    assert (once.value, once.n) == (pytest.approx(present(often.value)), often.n)
    widths = [np.log(present(found.high) / present(found.low)) for found in (once, often)]
    assert widths[1] / widths[0] == pytest.approx(2.0, abs=0.01)


def test_m3_keeps_a_group_without_any_approval():
    found = of("M3", _two_groups([1] * 200, [0] * 100 + [1] * 50 + [0] * 50))
    assert found.value == pytest.approx(0.5 / 50)
    assert present(found.low) < 0.01 < present(found.high)
    assert of("M3", _two_groups([1] * 58, [0] * 29 + [1] * 29)).value is None


def test_m3_of_equal_groups_covers_one_though_the_lowest_of_many_is_picked():
    """Forty ratios that are all 1: the interval of the lowest estimate alone would nearly never contain 1."""
    draw, count, errors = np.random.default_rng(3), 200, np.full(40, 0.2)
    together = np.full((40, 40), 0.3) + 0.7 * np.eye(40)
    covered = alone = below = 0
    for estimates in draw.multivariate_normal(np.zeros(40), 0.04 * together, count):
        found = lowest(estimates, errors, together, 1_000)
        covered += found.low <= 0 <= found.high
        alone += estimates.min() + 1.96 * 0.2 >= 0
        below += found.value < 0
    assert covered >= 0.95 * count
    assert alone < 0.6 * count
    assert 0.4 * count < below < 0.6 * count


def test_m3_of_one_clearly_lowest_group_is_hardly_corrected():
    values, errors = np.array([np.log(0.5), 0.0, 0.0]), np.array([0.05, 0.05, 0.05])
    found = lowest(values, errors, np.eye(3), 1_000)
    assert np.exp(found.value) == pytest.approx(0.5, abs=0.002)
    assert np.exp([found.low, found.high]) == pytest.approx([0.4533, 0.5515], abs=0.005)


def test_m5_is_the_fall_with_an_interval():
    free = world(3, acts={"done": act(3, signs_petition=[4, 4, 4])})
    found = of("M5", world(3, acts={"done": act(3, signs_petition=[2, 3, 4])}), free)
    assert found.value == pytest.approx(0.25)
    assert present(found.low) < 0.25 < present(found.high)


def test_m7_half_of_those_listed_early_never_left():
    early = world(3, listings={"first": [0, 1, 11], "left": [True, False, False]}, times={"listed": [4, 11, 1]})
    assert (of("M7", early).value, of("M7", early).n) == (0.5, 2)


def test_m10_infers_a_minority_that_alone_goes_to_worship_and_nothing_from_noise():
    minority = np.arange(200) < 60
    going = world(200, people={"minority": minority}, acts={"seen": act(200, attends_worship=(9 * minority).tolist())})
    noise = np.random.default_rng(1).integers(0, 9, 200).tolist()
    idle = world(200, people={"minority": minority}, acts={"seen": act(200, plays_games=noise)})
    assert of("M10", going).value == 1.0
    assert of("M10", idle).value == pytest.approx(0.5, abs=0.12)


def test_m12_counts_people_kept_from_something_essential():
    answers = {
        "asked": asked(4, job=[1, 1, 0, 1], flight=[0, 0, 9, 0]),
        "by_gate": asked(4, job=[1, 0, 0, 0], flight=[0, 0, 9, 0]),
    }
    found = of("M12", world(4, answers=answers))
    assert (found.value, found.n) == (pytest.approx(1 / 3), 3)


def test_m13_is_the_share_of_inputs_that_change_no_decision():
    by_act = act(1, leaves_bill_unpaid=[50])[:, 0]
    rated = len(SCORE.ratings)
    found = of("M13", world(1, refusals={"met": [100], "by_act": by_act}))
    assert found.value == pytest.approx((rated - 1) / rated)


def test_m14_two_people_who_swap_places_move_by_half():
    rows = np.stack([rungs(600, 700), rungs(700, 600)])
    assert of("M14", world(2, standings={"months": np.array([11, 23]), "rungs": rows})).value == 0.5


def test_m15_is_the_share_of_unique_entries_among_a_million():
    found = of("M15", world(4, ends={"rung": rungs(600, 600, 700, 800)}))
    assert found.value == pytest.approx(0.0)  # each of four is half or a quarter of everybody, so nobody is alone
    assert "3 strangers" in found.sentence
    assert "shared with 166,666 others" in found.sentence
