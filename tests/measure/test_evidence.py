"""The evidence for rules of law (M1 to M15), on worlds set up by hand."""

from __future__ import annotations

import numpy as np
import pytest

from counterscore.measure.evidence import EVIDENCE, TITLES
from counterscore.measure.twins import Twins
from measure.tiny import SCORE, SOCIETY, act, asked, rungs, world
from present import present


def of(number: str, a, b=None):
    return EVIDENCE[number](Twins(a, b if b is not None else a))


def test_there_are_fifteen_kinds_of_evidence_with_titles():
    assert list(EVIDENCE) == [f"M{k}" for k in range(1, 16)] == list(TITLES)


@pytest.mark.parametrize(
    ("number", "column"),
    [("M1", "unrelated"), ("M4", "median"), ("M6", "wrong"), ("M8", "innocent"), ("M9", "four")],
)
def test_a_share_of_refusals_with_wilsons_interval(number: str, column: str):
    found = of(number, world(2, refusals={"met": [6, 4], column: [5, 0]}))
    assert (found.value, found.n) == (0.5, 10)
    assert (found.low, found.high) == (pytest.approx(0.2366, abs=1e-4), pytest.approx(0.7634, abs=1e-4))
    assert "50 %" in found.sentence


def test_no_refusal_gives_no_figure_and_says_so():
    for number in ("M1", "M2", "M4", "M6", "M7", "M8", "M9", "M10", "M11", "M13", "M14"):
        found = of(number, world(2))
        assert found.value is None
        assert found.sentence.endswith(".")


def test_m2_one_of_two_severely_affected_people_did_nothing_serious():
    done = act(2, evades_tax=[1, 0], plays_games=[0, 3])
    found = of("M2", world(2, answers={"by_gate": asked(2, job=[1, 1])}, acts={"seen": done}))
    assert (found.value, found.n) == (0.5, 2)


def test_m3_names_the_lowest_ratio():
    answers = {"asked": asked(2, job=[100, 100]), "granted": asked(2, job=[40, 80])}
    found = of("M3", world(2, people={"cell": [5, 0]}, answers=answers))
    assert found.value == pytest.approx(0.5)
    assert present(found.low) < 0.5 < present(found.high)
    assert "for the minority at job" in found.sentence


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
    found = of("M13", world(1, refusals={"met": [100], "by_act": by_act}))
    assert found.value == pytest.approx((rated - 1) / rated)


def test_m14_two_people_who_swap_places_move_by_half():
    rows = np.stack([rungs(600, 700), rungs(700, 600)])
    assert of("M14", world(2, standings={"months": np.array([11, 23]), "rungs": rows})).value == 0.5


def test_m15_is_the_share_of_people_with_a_unique_record():
    found = of("M15", world(4, ends={"rung": rungs(600, 600, 700, 800)}))
    assert found.value == 0.5
    assert "3 strangers" in found.sentence
