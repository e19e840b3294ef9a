"""A strict gate changes how many people work where posts respond, and not where places are fixed."""

from __future__ import annotations

import json

from mechanisms.total_work import CASES, FILE, SHIPPED, STRICT, change

RECORDED = json.loads(FILE.read_text(encoding="utf-8"))


def sure(case: str) -> bool:
    """Return whether the interval of a recorded case excludes 0."""
    return RECORDED[case]["low"] > 0 or RECORDED[case]["high"] < 0


def test_every_case_is_recorded() -> None:
    assert {name: each["case"] for name, each in RECORDED.items()} == {name: case.title for name, case in CASES.items()}


def test_with_a_market_total_work_moves_and_with_scarce_fixed_places_it_does_not() -> None:
    assert CASES["market"].gates == CASES["fixed"].gates == (SHIPPED, STRICT)
    assert sure("market")
    assert not sure("fixed")
    assert abs(RECORDED["fixed"]["value"]) < abs(RECORDED["market"]["value"]) / 4


def test_with_more_fixed_places_the_queue_is_sometimes_empty_and_total_work_moves_more() -> None:
    by_places = [RECORDED[case]["value"] for case in ("fixed", "fixed-more", "fixed-many")]
    assert by_places == sorted(by_places, reverse=True)
    assert sure("fixed-many")


def test_the_effect_is_small_where_the_score_decides_who_works_but_refuses_nobody() -> None:
    assert abs(RECORDED["queue"]["value"]) < abs(RECORDED["market"]["value"]) / 20


def test_the_effect_is_about_proportional_to_the_people_refused() -> None:
    each_point = RECORDED["few"]["value"] / 2, RECORDED["market"]["value"] / 18
    assert sure("few")
    assert 0.5 < each_point[0] / each_point[1] < 2


def test_the_effect_is_larger_the_more_the_refused_are_in_the_way() -> None:
    by_crowding = [abs(RECORDED[case]["value"]) for case in ("no-crowding", "market", "random-meetings")]
    assert by_crowding == sorted(by_crowding)


def test_two_small_worlds_simulated_now_move_in_the_recorded_direction() -> None:
    found = change(CASES["market"], populations=2, seeds=1)
    assert found.value is not None
    assert found.value * RECORDED["market"]["value"] > 0
