"""A published study of lending, run in the same loop as every regime: Liu and others 2018, delayed impact."""

from __future__ import annotations

import numpy as np
import pytest

from counterscore.engine.core.scale import thousandths
from counterscore.regime.gates.lines import Line
from counterscore.society.aggregate_tables import on_scale, rows, sample
from counterscore.society.schema import SocietyFile
from lending.expected import as_lived, as_published
from lending.worlds import GROUPS, aiming, borrowers, figure, gated, lend
from present import present

# Thresholds, share selected and mean change of score of both groups, as the study's released code prints them (R).
PUBLISHED = [
    (4, "profit", (645.0, 613.8), (0.168, 0.663), (8.40, 38.67)),
    (4, "equal-true-positives", (557.3, 631.0), (0.356, 0.625), (6.01, 37.24)),
    (4, "equal-selection", (480.1, 649.2), (0.577, 0.577), (-17.14, 35.04)),
    (10, "profit", (716.2, 656.5), (0.077, 0.558), (4.40, 34.00)),
    (10, "equal-true-positives", (601.3, 678.0), (0.258, 0.499), (9.37, 30.57)),
    (10, "equal-selection", (562.5, 731.0), (0.342, 0.342), (6.83, 20.28)),
]


@pytest.mark.parametrize(("loss", "goal", "lines", "selected", "moved"), PUBLISHED)
def test_lines_selection_rates_and_delayed_impact_are_as_published(
    loss: float, goal: str, lines: tuple[float, float], selected: tuple[float, float], moved: tuple[float, float]
) -> None:
    lent = lend(aiming(goal, loss))
    assert [lent.line(group) for group in GROUPS] == pytest.approx(lines, abs=2)
    assert [lent.share(group) for group in GROUPS] == pytest.approx(selected, abs=0.002)
    # The study clips the expected change to the scale; here the same is done for the people who got a loan.
    assert [as_published(lent, group) for group in GROUPS] == pytest.approx(moved, abs=0.05)
    # The simulation clips each person's change. The mean must be as expected, up to the randomness of repayments.
    for group in GROUPS:
        mean, error = as_lived(lent, group)
        assert abs(lent.moved(group) - mean) < 3.5 * error


def test_without_a_gate_everybody_gets_a_loan_and_the_first_group_loses_most() -> None:
    lent = lend(gated().model_copy(update={"gates": []}))
    assert lent.granted.all()
    assert as_published(lent, "black") == pytest.approx(-55.0, abs=0.1)
    mean, error = as_lived(lent, "black")
    assert abs(lent.moved("black") - mean) < 3.5 * error


def test_clipping_simulated_changes_lowers_the_mean_only_near_the_top_of_the_scale() -> None:
    lent = lend(aiming("profit"))
    assert as_lived(lent, "white")[0] == pytest.approx(as_published(lent, "white") - 0.41, abs=0.02)
    middle = (lent.start >= 450) & (lent.start <= 775)
    assert as_lived(lent, "white", middle)[0] == pytest.approx(as_published(lent, "white", middle), abs=1e-9)


def test_scores_of_tables_and_lines_are_rounded_alike() -> None:
    tables = borrowers().aggregates
    assert tables
    points = [600.0005, 600.0015, 645.0125, 645.0375]
    table = tables.groups[0].model_copy(update={"at": points, "ill": [0.5] * 4})
    whole = rows(tables.model_copy(update={"scale": None, "groups": [table]}))
    assert (whole.points.astype(float) * 1000).round(1).tolist() == [thousandths(each) for each in points]


def test_selection_rates_are_exactly_equal_only_with_a_lottery_on_the_line() -> None:
    by_lot, whole = lend(aiming("equal-selection")), lend(aiming("equal-selection", randomised=False))
    assert abs(by_lot.share("black") - by_lot.share("white")) < 0.005
    assert abs(whole.share("black") - whole.share("white")) > 0.0005
    for lent, partly in ((by_lot, True), (whole, False)):
        margins = [each.value for each in lent.world.findings if each.what == "share let through on the line"]
        assert any(0 < value < 1 for value in margins) == partly


def test_the_line_of_a_group_applies_to_that_group_alone() -> None:
    lines = [Line(of="black", score=figure(500)), Line(of="white", score=figure(700))]
    lent = lend(gated(lines=lines, division="group"), months=1)
    assert np.array_equal(lent.granted, lent.start >= np.where(lent.group == 0, 500, 700) - 1e-3)


def test_a_share_of_the_people_exactly_on_the_line_passes_by_lottery() -> None:
    points = float(np.float32(on_scale(present(borrowers().aggregates).scale, 31.0)))
    points = round(points, 3)
    half = [Line(of="black", score=figure(points), margin=figure(0.5)), Line(of="white", score=figure(points))]
    lent = lend(gated(lines=half, division="group"), months=1, citizens=100_000)
    on_it = np.abs(lent.start - points) < 1e-3
    assert lent.granted[on_it & (lent.group == 0)].mean() == pytest.approx(0.5, abs=0.1)
    assert lent.granted[on_it & (lent.group == 1)].all()


def test_partitions_change_nothing() -> None:
    one, three = (lend(aiming("equal-selection"), citizens=3000, partitions=k) for k in (1, 3))
    assert np.array_equal(one.end, three.end)
    assert one.world.findings == three.world.findings


def test_lines_are_drawn_again_when_they_are_due() -> None:
    for every, months in ((1, {0, 1, 2, 3}), (2, {0, 2})):
        lent = lend(aiming("profit", every=every), citizens=2000, months=4)
        assert {each.month for each in lent.world.findings} == months


def test_with_the_score_at_the_start_the_probability_of_default_never_changes() -> None:
    def society(table: str) -> SocietyFile:
        loan = borrowers().decisions[0]
        assert loan.outcome
        loan = loan.model_copy(update={"outcome": loan.outcome.model_copy(update={"table": table})})
        return borrowers().model_copy(update={"decisions": [loan, *borrowers().decisions[1:]]})

    everybody = gated().model_copy(update={"gates": []})
    early, late = (lend(everybody, society=society(table), months=12) for table in ("start", "score"))
    # If a default makes the next one more likely, scores spread further than by chance alone.
    assert late.end.std() > early.end.std()


def test_sampled_people_are_distributed_as_in_the_tables_and_more_people_change_nobody() -> None:
    tables = borrowers().aggregates
    assert tables
    group, points = sample(tables, 50_000, np.uint64(3))
    fewer = sample(tables, 1000, np.uint64(3))
    assert np.array_equal(group[:1000], fewer[0])
    assert np.array_equal(points[:1000], fewer[1])
    people = np.array([each.people for each in tables.groups])
    assert np.bincount(group) / 50_000 == pytest.approx(people / people.sum(), abs=0.002)
    whole = rows(tables)
    for place, table in enumerate(tables.groups):
        at = whole.points[whole.first[place] : whole.first[place + 1]]
        reached = [float((points[group == place] <= p).mean()) for p in at]
        assert reached == pytest.approx(np.cumsum(table.spread()), abs=0.01)


def test_another_people_seed_draws_other_people() -> None:
    tables = borrowers().aggregates
    assert tables
    assert not np.array_equal(sample(tables, 1000, np.uint64(1))[1], sample(tables, 1000, np.uint64(2))[1])
