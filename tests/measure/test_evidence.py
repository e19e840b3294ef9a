"""The evidence for rules of law (M1 to M15), on worlds set up by hand."""

from __future__ import annotations

import numpy as np
import pytest

from counterscore.measure.evidence import EVIDENCE, TITLES
from counterscore.measure.evidence.evidence import share, share_by_person
from counterscore.measure.evidence.selection import lowest
from counterscore.measure.twins import Twins
from measure.tiny import SCORE, SOCIETY, act, asked, rungs, world
from present import present


def of(number: str, a, b=None):
    return EVIDENCE[number](Twins(a, b if b is not None else a))


def test_there_are_fifteen_kinds_of_evidence_with_titles():
    assert list(EVIDENCE) == [f"M{k}" for k in range(1, 16)] == list(TITLES)


@pytest.mark.parametrize(("number", "column"), [("M1", "unrelated"), ("M6", "wrong"), ("M9", "four")])
def test_a_persons_refusals_count_as_one_case_if_they_agree(number: str, column: str):
    """Four people with five refusals each, of whom two would always have passed: as much as four cases say."""
    met = [5, 5, 5, 5]
    found = of(number, world(4, refusals={"met": met, "declared": met, column: [5, 5, 0, 0]}))
    assert (found.value, found.n) == (0.5, 20)
    # the residuals are 2.5 and -2.5, so the error is sqrt(4 * 25 / 3) / 20, as of .25 / error ** 2 = 3 cases; as
    # Student's t is 3.182 for four people, they say as much as 3 * (1.96 / 3.182) ** 2 = 1.138
    half = 1.96 * (0.25 / 1.138 + 1.96**2 / (4 * 1.138**2)) ** 0.5 / (1 + 1.96**2 / 1.138)
    assert (found.low, found.high) == (pytest.approx(0.5 - half, abs=1e-3), pytest.approx(0.5 + half, abs=1e-3))
    assert "50 %" in found.sentence


def test_the_interval_covers_the_share_though_people_are_refused_again_and_again():
    """Each of 80 people is refused 1 to 12 times, and the reason is mostly the same each time; the true share is .3."""
    draw, covered, alone = np.random.default_rng(2), 0, 0
    for _ in range(400):
        whole = draw.integers(1, 13, 80)
        part = draw.binomial(whole, draw.beta(0.3, 0.7, 80))
        found = share_by_person(part, whole, "{share}", "")
        covered += present(found.low) <= 0.3 <= present(found.high)
        wilsons = share(int(part.sum()), int(whole.sum()), "{share}", "")
        alone += present(wilsons.low) <= 0.3 <= present(wilsons.high)
    assert 370 <= covered <= 392  # 95 % are 380; three standard errors below
    assert alone < 300  # as if every refusal were another person


def test_m1_leaves_out_decisions_for_which_nothing_is_declared():
    assert of("M1", world(2, refusals={"met": [6, 6], "declared": [4, 0], "unrelated": [1, 0]})).value == 0.25
    assert of("M1", world(2, refusals={"met": [6, 6]})).value is None


@pytest.mark.parametrize(("number", "column"), [("M4", "alone"), ("M8", "collateral")])
def test_a_share_of_refusals_has_an_interval_over_people(number: str, column: str):
    """Ten people refused once each say more than two people refused five times each."""
    whole = "refused" if number == "M4" else "met"
    once = of(number, world(10, refusals={whole: [1] * 10, column: [1] * 5 + [0] * 5}))
    assert (once.value, once.n) == (0.5, 10)
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


def test_m2_one_of_two_severe_refusals_hit_somebody_who_had_done_nothing_serious():
    done = act(2, evades_tax=[1, 0], plays_games=[0, 3])
    refused = {"answers": {"by_gate": asked(2, job=[1, 1])}, "acts": {"seen": done}}
    found = of("M2", world(2, severe={"met": [1, 1], "minor": [0, 1]}, **refused))
    assert (found.value, found.n) == (0.5, 2)
    assert "Gravity does not vary" in found.sentence or "tau" in found.sentence


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


def test_m7_half_of_those_listed_early_were_still_listed_half_a_run_later():
    early = world(3, listings={"first": [0, 1, 11], "stay": [4, 11, 1]})
    assert (of("M7", early).value, of("M7", early).n) == (0.5, 2)


def test_m7_leaves_out_who_died_before_and_does_not_count_how_long_the_run_goes_on():
    died = world(2, listings={"first": [0, 0], "stay": [3, 7]}, times={"alive": [3, 12]})
    assert (of("M7", died).value, of("M7", died).n) == (1.0, 1)
    left_later = world(1, listings={"first": [0], "stay": [8]})
    assert of("M7", left_later).value == 1.0


def test_m10_infers_a_minority_that_alone_goes_to_worship_and_nothing_from_noise():
    minority = np.arange(200) < 60
    going = world(200, people={"minority": minority}, acts={"seen": act(200, attends_worship=(9 * minority).tolist())})
    noise = np.random.default_rng(1).integers(0, 9, 200).tolist()
    idle = world(200, people={"minority": minority}, acts={"seen": act(200, plays_games=noise)})
    assert of("M10", going).value == 1.0
    assert of("M10", idle).value == pytest.approx(0.5, abs=0.12)


def test_m11_is_not_defined_where_nobody_can_refuse():
    # Half of the people have no score, and are refused everything: they are dead, or children, not people who refused.
    answers = {"asked": asked(80, job=[4] * 80), "granted": asked(80, job=[4] * 40 + [0] * 40)}
    found = of("M11", world(80, times={"scored": [12] * 40 + [0] * 40}, answers=answers))
    assert found.value is None
    assert "no voluntary phase" in found.sentence


def test_m11_compares_those_who_could_choose_with_an_interval_over_people():
    # Members have 7 or 9 of ten requests approved, the others 3 or 5. By person, residuals are 0.1: the standard error
    # of a difference of two means of 40 is sqrt(2 * 0.01 / 40), however often people ask.
    counts = np.zeros((2, 2, len(SOCIETY.decisions), 80), np.int64)
    member = np.arange(80) < 40
    counts[0, member.astype(int), 0, np.arange(80)] = 10
    counts[1, member.astype(int), 0, np.arange(80)] = np.where(member, 7, 3) + 2 * (np.arange(80) % 2)
    found = of("M11", world(80, voluntary={"asked": counts[0], "granted": counts[1], "months": [36]}))
    assert (found.value, found.n) == (pytest.approx(0.4), 40)
    assert present(found.high) - 0.4 == pytest.approx(1.96 * np.sqrt(2 * 0.01 / 40), rel=1e-6)
    assert "40 points less often" in found.sentence


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
    found = of("M13", world(400, refusals={"met": [1] * 400, "by_act": by_act}))
    assert (found.value, found.n) == (pytest.approx((rated - 1) / rated), rated)
    assert (found.low, found.high) == (found.value, found.value)  # 0 of 400 is surely below a hundredth
    assert of("M13", world(380, refusals={"met": [9] * 380, "by_act": by_act})).value is None


def test_m13_says_which_acts_may_or_may_not_matter():
    by_act = act(1, leaves_bill_unpaid=[5])[:, 0]  # 5 of 400 is above a hundredth, and may be below
    rated = len(SCORE.ratings)
    found = of("M13", world(400, refusals={"met": [1] * 400, "by_act": by_act}))
    assert (found.low, found.value, found.high) == (pytest.approx((rated - 1) / rated), found.low, 1.0)


def test_m14_two_people_who_swap_places_move_by_half():
    rows = np.stack([rungs(600, 700), rungs(700, 600)])
    assert of("M14", world(2, standings={"months": np.array([11, 23]), "rungs": rows})).value == 0.5


def test_m14_counts_a_person_once_however_many_years():
    """Twice as many years in which everybody moves as before say nothing new about people."""
    swap = [rungs(*range(400, 600, 10)), rungs(400, *range(590, 400, -10))]
    few, many = (
        of("M14", world(20, standings={"months": 12 * np.arange(years) + 11, "rungs": np.stack(swap * (years // 2))}))
        for years in (2, 8)
    )
    assert many.value == pytest.approx(present(few.value))
    assert present(many.high) - present(many.low) == pytest.approx(present(few.high) - present(few.low))
    assert many.n == few.n == 20


def test_m15_is_the_share_of_unique_entries_among_a_million():
    found = of("M15", world(4, ends={"rung": rungs(600, 600, 700, 800)}))
    assert found.value == pytest.approx(0.0)  # each of four is half or a quarter of everybody, so nobody is alone
    assert "3 strangers" in found.sentence
    assert "shared with 166,666 others" in found.sentence
