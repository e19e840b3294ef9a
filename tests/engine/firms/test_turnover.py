"""Firms are founded and leave the market; a number names one firm for ever."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from scipy import stats

from counterscore import Regime, Society, simulate
from counterscore.engine.firms import contracts
from counterscore.engine.firms.turnover_terms import turnover_terms
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World
from counterscore.regime.firms import FirmGate
from counterscore.regime.schema import RegimeFile
from counterscore.society.firms_faults import firm_complaints
from counterscore.society.schema import SocietyFile
from engine.firms.company_lab import Life, china, live, regime, rules, spec
from engine.firms.turnover_lab import changing, turnover
from figures import figure
from mechanisms.lab import changed, none, scored
from present import firms_of, present


def test_a_number_names_one_firm_for_ever() -> None:
    seen: dict[int, tuple[int, ...]] = {}

    def same(world: World, _: MonthResult) -> None:
        firms = present(world.firms)
        for number in range(firms.count):
            one = tuple(int(getattr(firms, name)[number]) for name in ("key", "sector", "size", "founded"))
            assert seen.setdefault(number, one) == one

    firms = live(changing(), scored(), months=60, look=same).firms
    assert 0 < np.count_nonzero(firms.trading) < firms.count
    assert len(np.unique(firms.key)) == firms.count


def test_firms_that_left_do_nothing_and_nobody_works_there() -> None:
    def gone(world: World, month: MonthResult) -> None:
        firms, traded = present(world.firms), present(month.traded)
        left = ~firms.trading
        for name in ("workers", "posts", "score", "reserves", "sought", "by_owner", "drags"):
            assert not getattr(firms, name)[left].any(), name
        assert not firms.terms[:, left].any()
        before = ~traded.trading
        assert not traded.done[:, before].any()
        assert not traded.booked[:, before].any()
        assert (traded.said[:, before] == -1).all()
        at = firms.employer[: world.people]
        assert not left[at[at >= 0]].any()
        assert np.array_equal(np.bincount(at[at >= 0], minlength=firms.count), firms.workers)

    life = live(changing(), scored(), months=60, look=gone)
    assert sum(month.failed for month in life.months) > 0
    assert sum(month.closed for month in life.months) > 0
    assert sum(month.founded for month in life.months) > 0


def test_contracts_stay_mutual_end_with_a_firm_and_are_replaced() -> None:
    degree: list[float] = []

    def mutual(world: World, _: MonthResult) -> None:
        firms = present(world.firms)
        one = np.repeat(np.arange(firms.count), np.diff(firms.offsets))
        ends = np.stack([one, firms.counterparties])
        assert firms.trading[ends].all()
        there, back = (np.lexsort((each[1], each[0])) for each in (ends, ends[::-1]))
        assert np.array_equal(ends[:, there], ends[::-1][:, back])
        assert (ends[0] != ends[1]).all()
        degree.append(len(one) / np.count_nonzero(firms.trading))

    live(changing(closes=0.02, rate=2.0), none(), months=84, look=mutual)
    assert degree[-1] > 0.85 * degree[0]
    unmatched: list[float] = []
    live(
        changing(closes=0.02, rate=2.0, matched=0.0), none(), months=84,
        look=lambda world, _: unmatched.append(np.diff(present(world.firms).offsets).sum()),
    )  # fmt: skip
    assert unmatched[-1] < 0.4 * unmatched[0]


def test_by_hand_counterparties_of_a_failed_firm_lose_what_it_owes() -> None:
    firms: Any = SimpleNamespace(
        count=3, offsets=np.array([0, 2, 4, 6]), counterparties=np.array([1, 2, 0, 2, 0, 1], np.int32),
        sought=np.zeros(3, np.int32), reserves=np.array([0.0, 1.0, 0.1], np.float32),
    )  # fmt: skip
    gone = np.array([True, False, False])
    contracts.end(firms, gone, gone, np.float32(0.25))
    assert firms.reserves.tolist() == pytest.approx([0.0, 0.75, 0.0])
    assert firms.sought.tolist() == [0, 1, 1]
    assert firms.offsets.tolist() == [0, 0, 1, 2]
    assert firms.counterparties.tolist() == [2, 1]


def test_by_hand_the_hazard_falls_with_age_and_fails_never_exceeds_1() -> None:
    terms = present(turnover_terms(changed(spec(), turnover=turnover(closes=0.02, fails=0.9, ageing=0.5)))).exit
    assert terms.hazards[0, [0, 1, 4, 9]].tolist() == pytest.approx([0.02, 0.02, 0.01, 0.02 / 3])
    rising = present(turnover_terms(changed(spec(), turnover=turnover(fails=0.9, ageing=-1.0)))).exit
    assert rising.hazards[1].max() == 1


def test_firms_leave_with_the_declared_chance() -> None:
    life = live(changing(closes=0.02, fails=0.02), none(), citizens=20_000, months=24)
    left = sum(month.closed + month.failed for month in life.months)
    there = sum(int(month.trading.sum()) for month in life.months)
    low, high = stats.binomtest(left, there).proportion_ci(0.999)
    assert low < 0.02 < high


def test_a_firm_with_reserves_never_fails_and_a_hazard_of_0_keeps_all() -> None:
    kept = live(changing(closes=0.0, fails=0.0, rate=0.0), none(), months=24)
    assert kept.firms.trading.all()
    failing = live(changing(closes=0.0, fails=1.0, rate=0.0, months=2.0), none(), months=36).firms
    assert failing.failed.any()
    assert (failing.failed > 0).tolist() == (~failing.trading).tolist()
    assert (failing.dry < 2).all()


def test_founders_pay_the_capital_and_only_people_with_it_found() -> None:
    rich: list[float] = []

    def watch(world: World, month: MonthResult) -> None:
        firms, traded = present(world.firms), present(month.traded)
        new = firms.owner[firms.count - traded.founded :]
        rich.extend(world.state.wealth[new].tolist())

    life = live(changing(rate=5.0, capital=50_000.0, closes=0.0, fails=0.0), none(), months=24, look=watch)
    assert len(rich) > 20
    assert min(rich) >= 0
    assert (life.firms.founded > -life.world.burn_in).sum() >= len(rich) - 1
    assert live(changing(rate=5.0, capital=1e12), none(), months=12).firms.count == live(
        changing(rate=0.0), none(), months=12
    ).firms.count  # fmt: skip


def test_partitions_change_nothing() -> None:
    lives = [live(changing(rate=3.0), scored(), months=48, partitions=parts) for parts in (1, 2, 7)]
    for other in lives[1:]:
        for column in ("bits", "wealth", "score", "denied"):
            assert np.array_equal(lives[0].column(column), other.column(column)), column
        for column in ("key", "owner", "closed", "reserves", "workers", "employer", "counterparties", "score"):
            assert np.array_equal(getattr(lives[0].firms, column), getattr(other.firms, column)), column


def _tender_from(percentile: float) -> RegimeFile:
    strict = FirmGate(decision="tender", percentile=figure(percentile))
    return regime(gates=[strict, *(gate for gate in rules().gates if gate.decision != "tender")])


def _many(effects: bool) -> SocietyFile:
    """Return many firms that live on tenders; without `effects`, an answer changes nothing and nobody responds."""
    earned = spec().decisions[0].granted[0]
    granted = [changed(earned, by=figure(0.5))] if effects else []
    decisions = [
        changed(each, granted=granted if place == 0 else [], denied=[], places=None, demand=figure(0.15))
        for place, each in enumerate(spec().decisions)
    ]
    calm = changed(spec().responses, comply=figure(0.0), game=figure(0.0))
    parts = {"decisions": decisions, "per_thousand": figure(300.0), "responses": calm}
    return changing(parts, rate=0.0, closes=0.0, fails=0.1)


def _failed_low(life: Life, low: np.ndarray) -> int:
    return int(life.firms.failed[low].sum())


def _more_failures(effects: bool, seed: int) -> int:
    """Return how many more firms of low score fail if the gate of tenders refuses the lowest 60 instead of 2 per cent.

    Of low score: below the median in the sixth month under the lenient gate.
    """
    low = np.empty(0, np.intp)

    def remember(world: World, _: MonthResult) -> None:
        nonlocal low
        if world.month == 6:
            score = present(world.firms).score
            low = np.flatnonzero((score > 0) & (score < np.median(score[score > 0])))

    people = _many(effects)
    lenient = live(people, _tender_from(2.0), citizens=1500, months=48, seed=seed, look=remember)
    strict = live(people, _tender_from(60.0), citizens=1500, months=48, seed=seed)
    return _failed_low(strict, low) - _failed_low(lenient, low)


def test_a_stricter_gate_for_tenders_makes_more_firms_of_low_score_fail() -> None:
    more = np.array([_more_failures(True, seed) for seed in range(1, 7)])
    low, _ = stats.t.interval(0.95, len(more) - 1, more.mean(), stats.sem(more))
    assert low > 0
    assert [_more_failures(False, seed) for seed in (1, 2)] == [0, 0]


def test_tables_of_a_run_never_mix_two_firms() -> None:
    society = Society.of(changing(rate=3.0))
    run = simulate(society, Regime.load("citizen-score"), citizens=1000, months=60, report=False)
    firms, register = run.firms, run.table("register.parquet").filter(kind="firm")
    trading = firms.filter(firms["closed"].is_null())
    assert firms["id"].n_unique() == len(firms) > len(trading) > 0
    assert register["id"].to_list() == trading["id"].to_list()
    assert (firms["closed"].drop_nulls() >= 0).all()
    ends = run.months.filter(measure="firms", group="all").sort("month")["value"]
    founded, failed, closed = (
        int(run.months.filter(measure=f"firms-{word}")["value"].sum()) for word in ("founded", "failed", "closed")
    )
    assert int(ends[-1]) == len(trading)
    assert founded == int((firms["founded"] >= 0).sum())
    assert (failed, failed + closed) == (int(firms["failed"].sum()), firms["closed"].count())


def test_without_the_table_nothing_is_founded_and_its_columns_are_absent() -> None:
    file = changed(china(), firms=changed(firms_of(china()), turnover=None))
    assert "turnover" not in firms_of(file).model_dump()
    run = simulate(Society.of(file), Regime.load("none"), citizens=300, months=2, report=False)
    assert not {"closed", "failed"} & set(run.firms.columns)
    assert not run.months["measure"].str.starts_with("firms-f").any()


@pytest.mark.parametrize(
    ("values", "where", "message"),
    [
        ({"capital": 0.0}, "entry.capital.value", "founded with capital"),
        ({"rate": 500.0}, "entry.rate.value", "not a possible number"),
        ({"months": 0.5}, "exit.months.value", "not a possible number of months"),
        ({"ageing": 9.0}, "exit.ageing.value", "too strong"),
        ({"size": -9.0}, "exit.size.value", "too strong"),
    ],
)
def test_a_value_that_cannot_be_is_reported_with_its_place(values: dict[str, float], where: str, message: str) -> None:
    (found,) = firm_complaints(changed(spec(), turnover=turnover(**values)), 18)
    assert ".".join(str(step) for step in found.where) == f"firms.turnover.{where}"
    assert message in found.message


def test_an_unknown_size_class_is_reported_with_those_that_exist() -> None:
    wrong = turnover()
    wrong = changed(wrong, entry=changed(wrong.entry, size="mikro"))
    (found,) = firm_complaints(changed(spec(), turnover=wrong), 18)
    assert found.where == ("firms", "turnover", "entry", "size")
    assert "micro" in found.allowed
