"""Phases: their order, identical worlds until the rules differ, and no effect of declaring a single one."""

from __future__ import annotations

import numpy as np
import polars as pl
import pytest

from counterscore import Regime, Run, Society, simulate
from counterscore.engine.month import step
from counterscore.engine.start.beginning import begin
from counterscore.regime.schema import RegimeFile
from mechanisms.lab import changed, china, live, scored
from participation.rules import CHOICE, PRIVATE, declared, eager, timed, whole

TABLES = ("register", "people", "months", "decisions", "operators", "ledger")


def test_declaring_the_operator_changes_nothing_bit_for_bit() -> None:
    itself, named = (
        simulate(Society.load("china-2018"), Regime.of(file), citizens=300, months=8, threads=1, report=False)
        for file in (scored(), declared(scored()))
    )
    for name in TABLES:
        second = getattr(named, name)
        second = second.drop("score_citizen_score") if name == "people" else second
        assert getattr(itself, name).equals(second), name


@pytest.mark.parametrize("partitions", [1, 3])
def test_phases_do_not_depend_on_partitions_and_threads(run: Run, partitions: int) -> None:
    again = simulate(
        run.society, eager(), citizens=400, months=15, follow="all", threads=2, partitions=partitions, report=False
    )  # fmt: skip
    for name in TABLES:
        assert getattr(run, name).equals(getattr(again, name)), name


def test_worlds_are_identical_until_their_rules_differ() -> None:
    """Two regimes that differ only in the state's decisions give identical worlds until it takes over."""
    gentle = changed(eager().file, gates=[each for each in eager().file.gates if each.operator])
    strict, mild = (_worlds(file) for file in (eager().file, gentle))
    for name in ("bits", "wealth", "stakes", "joined", "score", "more_score"):
        assert np.array_equal(strict[0][name], mild[0][name]), name
    assert not np.array_equal(strict[1]["denied"], mild[1]["denied"])


def _worlds(file: RegimeFile) -> list[dict[str, np.ndarray]]:
    """Return the columns at the end of the voluntary months, and ten months later."""
    world = begin(china(), file, 800, 1, 1, months=CHOICE + 10)
    seen = list[dict[str, np.ndarray]]()
    for _ in range(world.burn_in + CHOICE + 10):
        step(world)
        if world.month in (CHOICE, CHOICE + 10):
            names = ("bits", "wealth", "stakes", "joined", "score", "more_score", "denied")
            seen.append({name: getattr(world.state, name)[..., : world.people].copy() for name in names})
    return seen


def test_everybody_of_age_starts_at_the_base_of_the_state_and_no_score_is_passed_on(run: Run) -> None:
    starts = run.ledger.filter((pl.col("operator") == "state") & (pl.col("reason") == "start"))
    first = starts.filter(pl.col("month") == CHOICE)
    assert (first["points"] == 650.0).all()
    adults = run.months.filter((pl.col("measure") == "adults") & (pl.col("group") == "all"))
    assert len(first) == adults.filter(pl.col("month") == CHOICE)["value"][0]


def test_members_are_counted_by_operator_in_force(run: Run) -> None:
    by_month = run.operators.group_by("month", maintain_order=True).agg("operator")["operator"].to_list()
    assert by_month == [list(PRIVATE)] * CHOICE + [["state"]] * 5
    free = run.operators.filter(pl.col("month") == CHOICE - 1)
    adults = run.months.filter((pl.col("measure") == "adults") & (pl.col("group") == "all")).sort("month")["value"]
    assert (free["enrolled"] > 20).all()
    assert (free["enrolled"] < adults[CHOICE - 1]).all()
    assert run.operators.filter(pl.col("operator") == "state")["enrolled"].to_list() == adults.tail(5).to_list()


def test_every_score_with_every_operator_is_the_sum_of_its_changes(run: Run) -> None:
    """The changes of people who left sum to zero; the dead keep their scores."""
    left = 0
    for operator in (*PRIVATE, "state"):
        own = run.ledger.filter(pl.col("operator") == operator)
        sums = own.group_by("id").agg(pl.col("thousandths").sum(), (pl.col("reason") == "left").any().alias("left"))
        score = pl.col(f"score_{operator.replace('-', '_')}")
        both = sums.join(run.people.select("id", score.alias("score"), "alive"), on="id").filter("alive")
        assert len(both) > 20
        assert ((both["score"].fill_null(0) * 1000).round().cast(pl.Int64) == both["thousandths"]).all()
        left += int(both["left"].sum())
    assert left > 5


def test_points_go_to_the_operator_to_which_the_source_reports(run: Run) -> None:
    fed = {each.id: set(each.partners) for each in run.regime.file.operators}
    pairs = run.ledger.drop_nulls("partner").select("operator", "partner").unique()
    assert all(partner in fed[operator] for operator, partner in pairs.iter_rows())
    assert set(pairs["operator"]) == {*PRIVATE, "state"}


def test_an_operators_own_points_replace_those_of_the_regime(run: Run) -> None:
    """A purchase of nappies: ten points with the payment group, two with the state."""
    acts = run.ledger.filter((pl.col("activity") == "buys-nappies") & (pl.col("reason") == "act"))
    found = dict(acts.group_by("operator").agg(pl.col("points").unique().first()).iter_rows())
    assert found == {"payment-score": 10.0, "state": 2.0}


def test_while_participation_is_voluntary_no_score_refuses_anybody(run: Run) -> None:
    free = run.decisions.filter(pl.col("month") < CHOICE)
    assert free["refused_by_gate"].sum() == 0
    for month in (0, CHOICE - 1):
        asked = dict(
            run.decisions.filter((pl.col("month") == month) & (pl.col("decision") == "fast-train"))
            .select("group", "asked")
            .iter_rows()
        )
        assert asked["all"] == asked["enrolled"] + asked["not-enrolled"]
    assert "enrolled" not in set(run.decisions.filter(pl.col("month") >= CHOICE)["group"])


def test_an_operator_in_two_phases_keeps_its_scores() -> None:
    file = eager().file
    again = changed(file.phases[0], id="still-voluntary", from_month=5)
    kept = changed(file, phases=[file.phases[0], again, file.phases[1]])
    one, two = (live(china(), each, citizens=500, months=9) for each in (file, kept))
    for name in ("score", "more_score", "joined", "wealth"):
        assert np.array_equal(one.column(name), two.column(name)), name


def test_a_single_phase_equals_the_regime_of_that_phase() -> None:
    free = Regime.of(whole()).in_phase("voluntary").file
    assert [phase.from_month for phase in free.phases] == [0]
    assert {each.id for each in free.operators} == set(PRIVATE)
    bound = Regime.of(whole()).in_phase("mandatory").file
    assert bound.operators == []
    assert all(gate.operator is None for gate in bound.gates)
    assert timed(whole()).phases[1].from_month == CHOICE
