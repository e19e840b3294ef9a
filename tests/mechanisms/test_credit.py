"""Loans in two worlds: with a credit market, totals and prices differ between them; with fixed places, they cannot."""

from __future__ import annotations

import json

from counterscore.regime.schema import RegimeFile
from counterscore.society.schema import SocietyFile
from engine.credit_market import fixed, learnt
from mechanisms.flag_pair import RECORD, removed
from mechanisms.lab import Life, live, none, scored, with_places

RATE = "mean interest rate of new loans"


def _pair(society: SocietyFile) -> list[Life]:
    regimes: list[RegimeFile] = [none(), scored()]
    return [live(society, regime, citizens=1500, months=36) for regime in regimes]


def _rates(life: Life) -> list[float]:
    found = life.world.findings
    return [each.value for each in found if each.what == RATE and each.term == "consumer-loan"]


def test_with_fixed_scarce_places_a_gate_changes_who_gets_a_loan_and_not_how_many() -> None:
    without, gated = _pair(with_places(fixed(), "consumer-loan", 2.0))
    assert gated.by_gate("consumer-loan") > 50
    assert without.granted("consumer-loan") == gated.granted("consumer-loan") > 0


def test_with_a_credit_market_totals_and_prices_of_loans_differ_between_the_worlds() -> None:
    without, gated = _pair(learnt())
    assert gated.by_gate("consumer-loan") > 20
    assert gated.granted("consumer-loan") < 0.97 * without.granted("consumer-loan")
    assert len(_rates(without)) == len(_rates(gated)) == 3
    assert _rates(without) != _rates(gated)
    assert 0.12 < min(_rates(gated)) < max(_rates(gated)) <= 0.1825


def test_where_funds_are_scarce_a_refused_loan_goes_to_somebody_else() -> None:
    without, gated = _pair(learnt(capital=0.1))
    assert gated.by_gate("consumer-loan") > 50
    market = [terms.name for terms in gated.world.plan.lending].index("consumer-loan")
    lent = [life.world.lenders[market].lent for life in (without, gated)]  # loans differ in size
    assert abs(lent[1] - lent[0]) < 0.1 * lent[0]


def test_removing_a_mark_brings_loans_and_brings_work_only_if_employers_look_at_it() -> None:
    found = [removed(1000, 30, seed) for seed in (1, 2, 3)]
    looking, blind = ([each[name] for each in found] for name in ("employers look", "employers do not look"))
    assert min(each.loans for each in (*looking, *blind)) > 0
    assert min(each.work for each in looking) > 1
    assert max(abs(each.work) for each in blind) < 0.5


def test_the_recorded_pair_is_of_enough_populations_and_its_intervals_are_apart() -> None:
    record = json.loads(RECORD.read_text(encoding="utf-8"))
    assert record["populations"] >= 12
    for name in ("employers look", "employers do not look"):
        assert record[f"{name}: loans"][1] > 0
    assert record["employers look: work"][1] > record["employers do not look: work"][2]
