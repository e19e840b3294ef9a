"""Refusals that the score alone decides, and refusals of people without a bad act of their own."""

from __future__ import annotations

from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from counterscore import Regime, Society
from counterscore.engine.access.gate import BY_FAMILY, BY_GATE, BY_LIST, GRANTED, NO_PLACE, packed
from counterscore.engine.access.refused import Refused, refused
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World
from counterscore.measure.outcomes import Outcomes
from counterscore.regime.schema import Gate, RegimeFile
from counterscore.run.scenario import Scenario
from counterscore.society.traits import BIT
from counterscore.study.recording.decisive import decided
from counterscore.study.recording.refusals import _innocent
from counterscore.study.worlds import outcomes_of
from figures import figure
from mechanisms.lab import changed, china, live, scored

BASE = 650.0
ADULT = BIT["alive"] | BIT["adult"]


def test_each_kind_of_refusal_by_hand() -> None:
    """Ten requests of ten people; 100 is the highest rung. The queues of decisions 0 to 2 end at a key of 50."""
    said = [GRANTED, BY_GATE, BY_GATE, BY_GATE, BY_GATE, BY_LIST, BY_FAMILY, NO_PLACE, NO_PLACE, NO_PLACE]
    decision = [0, 0, 0, 1, 0, 0, 0, 0, 2, 3]
    key = [60, 60, 40, 60, 60, 60, 60, 40, 20 << 11, 40]
    least = np.array([80, 80, 80, 101], np.int32)  # of the four refused by a gate; nobody passes the last one
    people = np.arange(10, dtype=np.int32)
    asks = SimpleNamespace(person=people, decision=np.array(decision, np.uint8), key=np.array(key, np.uint32))
    month: Any = SimpleNamespace(
        asks=[(asks, 10, np.array(said, np.uint8))],
        cuts=np.array([packed(np.uint32(last), 0) for last in (50, 50, 50 << 11, 50)], np.int64),
    )
    world: Any = SimpleNamespace(
        state=SimpleNamespace(
            guardian=people, bits=np.full(10, ADULT, np.uint32), score=np.array([90] + [70] * 9, np.int32)
        )
    )
    rules: Any = SimpleNamespace(
        gates=SimpleNamespace(
            gated=np.array([1, 1, 1, 0]), lists=np.array([0, 1, 0, 0]), by_rank=np.array([0, 0, 1, 0])
        ),
        asking=SimpleNamespace(blocks=np.zeros(4, np.uint32), family=np.zeros(4, np.uint32)),
        scale=SimpleNamespace(top=np.int32(100)),
    )
    by_gate = people[1:5]
    found = decided(world, rules, month, Refused(by_gate, by_gate, asks.decision[1:5], least))
    assert found.judged.tolist() == [1, 2, 3, 4, 5, 6, 7, 8]  # one was approved; decision 3 has neither gate nor list
    # alone: a place was left for the second, not for the third; the fourth is on a list; the best score would not do
    # for the fifth; lists refuse two; the eighth is last in the incumbent's queue, the ninth in one by rank
    assert found.alone.tolist() == [True, False, False, False, False, False, False, True]


@cache
def _scarce() -> tuple[list[tuple[int, int, int, int]], RegimeFile]:
    """Simulate a gate below the median on a loan for which many queue; return refusals, counted in four ways."""
    regime = changed(
        scored(), gates=[Gate(decision="mortgage", score=figure(BASE - 2))], lists=[], rank=None,
        bands=[], score=changed(scored().score, friends=None),
    )  # fmt: skip
    society = changed(
        china(), decisions=[changed(d, places=figure(0.15)) if d.id == "mortgage" else d for d in china().decisions]
    )
    months: list[tuple[int, int, int, int]] = []

    def look(world: World, month: MonthResult) -> None:
        if month.month >= 0:
            months.append(_counted(world, month))

    live(society, regime, citizens=4_000, months=12, look=look, with_ties=False)
    return months, regime


def _counted(world: World, month: MonthResult) -> tuple[int, int, int, int]:
    """Return refusals, those decided by the score alone, the same by filling the places anew, and by the median."""
    by_gate = refused(world, world.latest, month)
    found = decided(world, world.latest, month, by_gate)
    loan = int(by_gate.decision[0]) if len(by_gate.decision) else 0
    queue = [
        (int(asks.key[k]), -int(asks.person[k]), int(said[k]))
        for asks, count, said in month.asks
        for k in range(count)
        if asks.decision[k] == loan
    ]
    approved = sorted((each[:2] for each in queue if each[2] == GRANTED), reverse=True)
    served = [each for each in queue if each[2] == BY_GATE and approved and each[:2] > approved[-1]]
    waiting = any(each[2] == NO_PLACE for each in queue)
    again = len(served) if waiting else sum(each[2] == BY_GATE for each in queue)
    median = month.standing.at(month.standing.scored // 2)
    return len(found.judged), int(found.alone.sum()), again, int((by_gate.least <= median).sum())


def test_below_the_median_the_median_would_always_pass_and_the_score_alone_seldom_decides() -> None:
    months, _ = _scarce()
    refusals, alone, again, median = np.array(months).sum(axis=0)
    by_gate = sum(each[3] for each in months)
    assert by_gate == median > 20  # the old figure: 100 % of refusals by the gate
    assert alone == again
    assert 0 < alone < 0.5 * median
    assert refusals > median


def test_only_acts_of_ones_own_that_the_regime_rates_negatively_are_bad() -> None:
    """Three acts: rated negatively, positively and not at all. Old: whoever did something unlawful was guilty."""
    rules: Any = SimpleNamespace(sight=SimpleNamespace(points=np.array([-5, 5, 0])))
    seen = np.array([[0, 2, 0, 0], [3, 0, 0, 0], [0, 0, 4, 0]], np.uint32)
    assert _innocent(rules, seen, np.array([0, 1, 2, 3, 1], np.int32)).tolist() == [True, False, True, True, False]


@pytest.fixture(scope="module")
def outcomes() -> Outcomes:
    """Return a world in which worship, which is lawful, costs points, and a gate for schools judges parents."""
    rules = scored()
    ratings = [
        changed(each, points=figure(-5)) if each.activity == "attends-worship" else each for each in rules.ratings
    ]
    regime = Regime.of(changed(rules, ratings=ratings))
    return outcomes_of(Scenario(society=Society.load("china-2018"), regime=regime, citizens=1_500, months=24))


def test_refusals_add_up(outcomes: Outcomes) -> None:
    found = outcomes.refusals
    assert found.met.sum() > 20
    assert (found.alone <= found.refused).all()
    assert (found.met <= found.refused).all()
    assert (np.maximum(found.innocent, found.friends) <= found.collateral).all()
    assert (found.collateral <= np.minimum(found.innocent + found.friends, found.met)).all()
    assert 0 < found.innocent.sum() < found.met.sum()
