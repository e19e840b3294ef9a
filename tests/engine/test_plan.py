"""Compilation of files into the numbers of the kernels."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterscore.engine.compile.learning import clarity
from counterscore.engine.compile.numbers import forgotten, log2, log2_median, log2_odds, threshold
from counterscore.engine.compile.plan import compile_plan, safe_rung
from counterscore.engine.compile.requests import asking
from counterscore.engine.core.plan import Plan
from counterscore.engine.core.scale import rung, thousandths
from counterscore.regime.gates.percentile import ByPercentile
from counterscore.regime.schema import Rights
from counterscore.society.decisions import Incumbent
from counterscore.society.traits import PREDICTORS, RESPONSES
from mechanisms.lab import changed, china, figure, none, right, scored

WORDS = 1 << 32


@pytest.fixture(scope="module")
def plan() -> Plan:
    return compile_plan(china(), scored())


@given(st.floats(0, 1))
def test_a_threshold_is_the_chance_in_32_bits(chance: float) -> None:
    assert int(threshold(chance)) == min(int(chance * WORDS), WORDS - 1)


@given(st.floats(0.001, 0.999))
def test_log_odds_and_logarithm(chance: float) -> None:
    assert float(log2_odds(chance)) == pytest.approx(np.log2(chance / (1 - chance)), abs=2e-6)
    assert float(log2(chance)) == pytest.approx(np.log2(chance), rel=1e-6)
    assert 2.0 ** float(log2_median(chance)) == pytest.approx(chance * np.log(2), rel=1e-6)


@given(st.floats(0.5, 500))
def test_after_the_half_life_half_is_left(months: float) -> None:
    assert (1 - forgotten(months) / 2**30) ** months == pytest.approx(0.5, abs=1e-5)


@given(st.lists(st.floats(0.01, 100), min_size=5, max_size=5))
def test_weights_of_an_incumbent_sum_to_255(values: list[float]) -> None:
    names = ("income", "collateral", "history", "seniority", "lottery")
    incumbent = Incumbent(**{name: figure(value) for name, value in zip(names, values, strict=True)})
    decision = changed(china().decisions[0], incumbent=incumbent)
    weights = asking(changed(china(), decisions=[decision]), none()).weights[0]
    assert weights.sum() == 255
    assert weights.min() >= 0
    shares = np.array(values) / sum(values) * 255
    assert np.abs(weights - shares).max() < 5


def test_every_shipped_decision_has_whole_weights(plan: Plan) -> None:
    assert (plan.asking.weights.sum(axis=1) == 255).all()


def test_acts_refer_to_existing_predictors(plan: Plan) -> None:
    acts = plan.acts
    assert acts.first[0] == 0
    assert acts.first[-1] == len(acts.which) == len(acts.coefficient)
    assert (np.diff(acts.first) >= 0).all()
    assert acts.which.min() >= 0
    assert acts.which.max() < len(PREDICTORS) + len(RESPONSES) + len(china().responses.tactics)


def test_coverage_and_losses_of_a_source_are_one_threshold(plan: Plan) -> None:
    names = [activity.id for activity in china().activities]
    for place, partner in enumerate(scored().partners):
        kept = threshold(partner.coverage.rural.value * (1 - partner.missed.value))
        assert plan.sight.rural[place] == kept
        assert all(plan.sight.source[names.index(name)] == place for name in partner.sees)
    unwatched = compile_plan(china(), none()).sight
    assert len(unwatched.urban) == 0
    assert (unwatched.source == 0).all()  # the row after the last source's


def test_points_and_caps_are_thousandths(plan: Plan) -> None:
    names = [activity.id for activity in china().activities]
    width = 600_000
    for rating in scored().ratings:
        place = names.index(rating.activity)
        assert plan.sight.points[place] == round(rating.points.value * 1000)
        assert plan.sight.cap[place] == (round(rating.cap.value * 1000) if rating.cap else width)
    rated = {rating.activity for rating in scored().ratings}
    assert all(plan.sight.points[place] == 0 for place, name in enumerate(names) if name not in rated)


def test_rungs_of_the_scale_lines_and_lists(plan: Plan) -> None:
    assert (plan.scale.lowest, plan.scale.top, plan.scale.base) == (350_000, 600_001, 300_001)
    assert plan.scale.from_age == 216
    assert plan.lists.below.tolist() == [200_001, 150_001, 0]
    assert plan.lists.above.tolist()[2] == 450_001
    assert plan.lists.after.tolist() == [-1, 0, -1]
    assert plan.lists.order.tolist().index(1) < plan.lists.order.tolist().index(0)
    decisions = [decision.id for decision in china().decisions]
    lines = dict(zip(decisions, plan.gates.lines.line[:, 0].tolist(), strict=True))
    assert lines["mortgage"] == rung(600, 350)
    assert lines["date"] == rung(550, 350)
    assert lines["job"] == 0
    percentiles = {decisions[gate.decision]: gate.rule for gate in plan.compared}
    assert "mortgage" not in percentiles
    assert isinstance(job := percentiles["job"], ByPercentile)
    assert job.value.value == 2
    assert dict(zip(decisions, plan.gates.lists.tolist(), strict=True))["official-document"] == 0b011
    assert plan.gates.below.tolist() == plan.lists.below.tolist()


def test_the_safe_rung_is_the_highest_line_of_all() -> None:
    assert safe_rung(scored()) == rung(650, 350)
    assert safe_rung(none()) == 2**31 - 1


def test_a_withheld_right_never_takes_effect(plan: Plan) -> None:
    assert plan.rights.correction_delay == plan.rights.appeal_delay == plan.rights.expiry_delay == -1
    assert plan.rights.repair_delay == 24
    assert plan.rights.notice == threshold(0.8)


@pytest.mark.parametrize(("blind", "odds", "clear"), [
    (None, None, 1.0), (0.5, None, 0.5), (0.5, 1.0, 1.0), (0.5, 0.5, 0.75), (0.0, 0.25, 0.25),
])  # fmt: skip
def test_clarity_lies_between_blind_and_full(blind: float | None, odds: float | None, clear: float) -> None:
    rights = Rights(blind=None if blind is None else figure(blind), reasons=None if odds is None else right(odds=odds))
    assert clarity(changed(scored(), rights=rights)) == pytest.approx(clear)


@given(st.floats(-1000, 1000))
def test_thousandths_are_rounded_to_the_nearest(points: float) -> None:
    assert abs(thousandths(points) - points * 1000) <= 0.5 + 1e-9
