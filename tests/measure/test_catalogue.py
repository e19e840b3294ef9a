"""The catalogue's measures and their functions."""

from __future__ import annotations

import pytest

from counterscore import Problem, Society
from counterscore.catalogue.measures_file import abouts, families
from counterscore.measure.registry import FUNCTIONS, measures
from present import firms_of

SOCIETY = Society.load("china-2018").file


def test_every_measure_has_a_function_and_every_function_a_measure():
    assert set(FUNCTIONS) == set(abouts())
    assert len(abouts()) == sum(len(family.measures) for family in families().values())


def test_a_measure_of_a_person_with_a_better_direction_declares_how_large_a_loss_counts():
    for about in abouts().values():
        loses = about.reads == "person" and about.of == "lives" and about.better != "neither"
        assert bool(about.threshold) == loses or about.of != "lives", about.id


def test_one_measure_for_each_protected_act():
    protected = [act.id for act in SOCIETY.activities if act.law == "protected"]
    assert [m.id for m in measures(SOCIETY, ["chilling"])] == [f"chilling:{act}" for act in protected]


def test_one_measure_for_each_decision_with_an_outcome():
    assert [m.id for m in measures(SOCIETY, ["ill-ends"])] == [
        f"ill-ends:{each.id}" for each in (*SOCIETY.decisions, *firms_of(SOCIETY).decisions) if each.outcome
    ]


def test_an_unknown_measure_is_reported_with_the_nearest():
    with pytest.raises(Problem, match="did you mean gini-wealth"):
        measures(SOCIETY, ["gini-weath"])


def test_an_unknown_act_is_reported_with_the_known_ones():
    with pytest.raises(Problem, match="chilling:attends-worship"):
        measures(SOCIETY, ["chilling:sleeps"])
