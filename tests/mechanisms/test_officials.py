"""Officials who decide at will or take bribes: who then escapes a refusal, and who pays."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

from counterscore.engine.access.gate import BY_GATE
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World
from counterscore.regime.clauses import clauses, without
from counterscore.regime.faults import complaints
from counterscore.regime.officials import Bribe, Discretion, Whim
from counterscore.regime.schema import Gate, RegimeFile
from figures import figure
from mechanisms.lab import changed, china, live, right, scored
from present import present

DECISION = "consumer-loan"


def bribe(price: float = 0.5, most: float = 0.5, offers: float = 1.0, accepts: float = 1.0) -> Bribe:
    return Bribe(price=figure(price), most=figure(most), offers=figure(offers), accepts=figure(accepts))


def at_will(share: float, approves: float, by: Whim = "lottery") -> Discretion:
    return Discretion(share=figure(share), by=by, approves=figure(approves))


def strict(**parts: Any) -> RegimeFile:
    """Return a regime whose one gate refuses the lower half, with these terms of its officials."""
    gate = Gate(decision=DECISION, percentile=figure(50), **parts)
    rights = changed(scored().rights, notice=right())
    return changed(scored(), gates=[gate], lists=[], rank=None, firms=None, rights=rights)


class Refused:
    """Who asked and who was refused by the gate, by half of wealth among those who asked."""

    def __init__(self, rules: RegimeFile, months: int = 24) -> None:
        self.wealth: list[float] = []
        self.by_gate: list[bool] = []
        self.rungs: list[int] = []
        self.bought = 0
        place = [each.id for each in china().decisions].index(DECISION)
        self.world = live(
            china(), rules, citizens=4000, months=months, look=lambda *month: self._add(place, *month)
        ).world

    def _add(self, place: int, world: World, month: MonthResult) -> None:
        if month.month < 1:
            return
        self.bought += len(month.bought)
        for asks, count, said in month.asks:
            mine = asks.decision[:count] == place
            who = asks.person[:count][mine]
            self.wealth += (world.state.wealth[who] / world.state.wage[who]).tolist()
            self.by_gate += (said[mine] == BY_GATE).tolist()
            self.rungs += world.state.score[who].tolist()

    def share(self, rich: bool) -> float:
        """Return the share that the gate refuses of the richer or the poorer half, in months of income."""
        wealth, refused = np.array(self.wealth), np.array(self.by_gate)
        return float(refused[(wealth > np.median(wealth)) == rich].mean())


def test_where_officials_take_bribes_the_rich_escape_refusals() -> None:
    honest = Refused(strict())
    price = 0.25 * float(np.median(honest.wealth))  # a quarter of the wealth of the person in the middle
    venal = Refused(strict(bribe=bribe(price=price, most=0.25)))
    assert honest.bought == 0
    assert venal.bought > 100
    assert venal.share(rich=True) < 0.4 * honest.share(rich=True)
    assert venal.share(rich=False) > 0.85 * honest.share(rich=False)


@pytest.mark.parametrize("none", [bribe(accepts=0.0), bribe(offers=0.0), bribe(most=0.0), bribe(price=1e9)])
def test_a_bribe_that_nobody_offers_takes_or_can_pay_changes_nothing(none: Bribe) -> None:
    one, other = (live(china(), rules, citizens=1000) for rules in (strict(), strict(bribe=none)))
    for column in ("bits", "wealth", "score", "denied"):
        assert np.array_equal(one.column(column), other.column(column))


def test_officials_who_decide_every_case_by_lottery_do_not_ask_about_the_score() -> None:
    found = Refused(strict(discretion=at_will(1.0, 0.7)))
    rungs, refused = np.array(found.rungs), np.array(found.by_gate)
    low = rungs < np.median(rungs)
    assert refused.mean() == pytest.approx(0.3, abs=3 * (0.3 * 0.7 / len(refused)) ** 0.5)
    assert refused[low].mean() == pytest.approx(refused[~low].mean(), abs=0.05)


def test_officials_who_decide_by_wealth_refuse_the_poor() -> None:
    found = Refused(strict(discretion=at_will(1.0, 0.7, "collateral")))
    assert found.share(rich=True) < found.share(rich=False) - 0.05


def test_a_discretion_that_is_never_used_changes_nothing() -> None:
    one, other = (live(china(), rules, citizens=1000) for rules in (strict(), strict(discretion=at_will(0.0, 1.0))))
    for column in ("bits", "wealth", "score", "denied"):
        assert np.array_equal(one.column(column), other.column(column))


def paid(terms: Bribe | None) -> RegimeFile:
    """Return the regime in which every data source takes these bribes."""
    return changed(strict(), partners=[changed(each, bribe=terms) for each in scored().partners])


def test_a_bribed_source_records_fewer_acts_that_cost_points_and_scores_rise() -> None:
    honest, venal = (live(china(), paid(terms), citizens=2000) for terms in (None, bribe(price=0.1)))
    costly = [rating.activity for rating in scored().ratings if rating.points.value < 0]
    place = [each.id for each in china().activities]
    before, after = (sum(int(life.seen[place.index(name)]) for name in costly) for life in (honest, venal))
    assert after < 0.6 * before
    assert venal.score().mean() > honest.score().mean() + 1
    assert np.median(venal.column("wealth")) < np.median(honest.column("wealth"))


def test_each_is_a_clause_and_without_all_of_them_the_rules_decide() -> None:
    rules = changed(paid(bribe()), gates=[changed(strict().gates[0], bribe=bribe(), discretion=at_will(0.5, 0.5))])
    found = [each for each in clauses(rules, china()) if each.kind in ("discretion", "bribe")]
    ids = [each.id for each in found]
    assert f"discretion.{DECISION}" in ids
    assert f"bribe.gate.{DECISION}" in ids
    assert sum(name.startswith("bribe.source.") for name in ids) == len(rules.partners)
    assert without(rules, found).model_dump(exclude={"facts"}) == strict().model_dump(exclude={"facts"})


def test_bribes_go_when_nothing_that_a_source_sees_costs_points_any_more() -> None:
    rules = paid(bribe())
    unrated = [each for each in clauses(rules, china()) if each.kind == "ratings"]
    left = without(rules, unrated)
    assert all(partner.bribe is None for partner in left.partners)
    assert not [each for each in complaints(left) if "bribe" in each.where]


def test_a_perk_takes_no_bribe_and_a_price_is_positive() -> None:
    gate = Gate(decision="mortgage", operator="x", score=figure(600), ease=figure(0.1), bribe=bribe())
    free = changed(strict(), gates=[gate, changed(present(strict().gates[0]), bribe=bribe(price=0.0))])
    found = {(each.where, each.message) for each in complaints(free) if "bribe" in each.where}
    assert {where for where, _ in found} == {("gates", 0, "bribe"), ("gates", 1, "bribe", "price", "value")}
