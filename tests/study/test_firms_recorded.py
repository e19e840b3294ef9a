"""What is recorded about firms during a simulation."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest

from counterscore import Society
from counterscore.measure.outcomes import Outcomes
from counterscore.study.recording.firms import _log_odds
from present import firms_of, present


def test_firms_are_recorded_and_mostly_honest(pair: list[Outcomes]):
    for world in pair:
        trades = world.trades
        assert len(trades.owner) == len(trades.honest) > 0
        assert (trades.honest <= world.scenario.months).all()
        assert 0.5 < trades.honest.mean() / world.scenario.months < 1


def test_by_hand_honest_firms_fail_less_often_and_strained_firms_more():
    spec = firms_of(Society.load("china-2018").file)
    firms: Any = SimpleNamespace(
        honesty=np.array([0.0, 1.0, 0.0]), workers=np.array([10, 10, 10]), demand=np.zeros(3),
        reserves=np.array([9.0, 9.0, 0.0]),
    )  # fmt: skip
    tender = present(spec.decisions[0].outcome)
    eta = _log_odds(firms, spec, tender, np.arange(3))
    none = float(np.log(0.08 / 0.92))
    assert eta == pytest.approx([none, none - 0.7, none + 0.8])


def test_requests_of_firms_are_the_same_in_both_worlds_at_first(pair: list[Outcomes]):
    """The outcome of an approval is a random draw, the same in both worlds until they differ."""
    a, b = (each.requests for each in pair)
    place = len(pair[0].society.decisions)
    first = [(each.decision >= place) & (each.month == 0) for each in (a, b)]
    assert a.person[first[0]].tolist() == b.person[first[1]].tolist()
    assert a.good[first[0]].tolist() == b.good[first[1]].tolist()
