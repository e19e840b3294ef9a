"""Effects of twin worlds in which not the same children are born."""

from __future__ import annotations

import pytest

import course
from bare import bare
from counterscore import Regime, Society
from counterscore.measure.registry import measures
from counterscore.measure.twins import Twins
from counterscore.run.scenario import Scenario
from counterscore.study.effects import effect
from counterscore.study.worlds import outcomes_of_all


def test_where_births_depend_on_partnership_people_of_one_world_alone_are_left_out() -> None:
    lively = course.declared(
        bare(Society.load("china-2018").file), births=course.births(0.05, 0.0), separation=course.separations(0.02)
    )
    society = Society.of(lively)
    rules = Regime.load("citizen-score").in_phase("mandatory"), Regime.load("none")
    twins = Twins(
        *outcomes_of_all([Scenario(society=society, regime=each, citizens=600, months=36, seed=1) for each in rules])
    )
    assert sum(twins.unmatched) > 0
    for measure in measures(society.file, ["chilling-all", "stay-home"]):
        of_both = measure.twins(twins, twins.of_a(twins.a.adult))
        assert effect(measure, twins, "all") == pytest.approx(of_both, rel=1e-9)
