"""Finds the refusals that the score alone decides: with the best score, the same request would have been approved."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.access.gate import BY_GATE, GRANTED, NO_PLACE
from counterscore.engine.access.refused import Refused
from counterscore.engine.access.verdict import judged_of
from counterscore.engine.core.plan import Plan
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World

Flags = NDArray[np.bool_]
# Where rank decides, a queue key is the rung above a lottery number of so many bits (see `verdict.judge_by_gate`).
_LOTTERY_BITS = 11
_ID_BITS, _LAST_ID = 31, 0x7FFFFFFF  # see `gate.packed`


class DecidedRequests(NamedTuple):
    """The refusals of one month, whatever the reason, of people with a score where the regime has a gate or list.

    `judged`: who was judged. `alone`: whether the score alone decided.
    """

    judged: Ints
    alone: Flags


class _Requests(NamedTuple):
    person: Ints
    decision: NDArray[np.uint8]
    key: NDArray[np.uint32]
    said: NDArray[np.uint8]


def decided(world: World, rules: Plan, month: MonthResult, found: Refused) -> DecidedRequests:
    """Return the refusals of the last month simulated, and which of them the score alone decided.

    The score alone decides if the same request would have been approved with the highest score of the scale, and with
    everything else as it was: lists, places, and the requests of all others. A gate that asks for a list, a list that
    refuses by itself and a queue in which no place was left are other requirements. A place counts as left if the
    request's key in the queue is not below the lowest key that got one. Where people are matched with one another, a
    match counts as left. `found`: the refusals by gates in this month.
    """
    asks = _requests(month)
    judged = judged_of(world.state, asks.person)
    refused = (asks.said != GRANTED) & _ours(rules)[asks.decision] & (world.state.score[judged] > 0)
    alone = (_passes(rules, asks, found) | _ranked(rules, asks)) & _place_left(rules, month, asks)
    return DecidedRequests(judged=judged[refused], alone=alone[refused])


def _requests(month: MonthResult) -> _Requests:
    parts = [(asks.person[:n], asks.decision[:n], asks.key[:n], said) for asks, n, said in month.asks]
    person, decision, key, said = (np.concatenate(column) for column in zip(*parts, strict=True))
    return _Requests(person=person, decision=decision, key=key, said=said)


def _ours(rules: Plan) -> Flags:
    """Return by decision whether the regime has a gate for it, or a list that refuses it."""
    return (rules.gates.gated != 0) | (rules.asking.blocks != 0) | (rules.asking.family != 0)


def _passes(rules: Plan, asks: _Requests, found: Refused) -> Flags:
    """Return which requests a gate refused by the score, and would let pass with the best score."""
    passes = np.zeros(len(asks.person), np.bool_)
    passes[asks.said == BY_GATE] = (rules.gates.lists[found.decision] == 0) & (found.least <= rules.scale.top)
    return passes


def _ranked(rules: Plan, asks: _Requests) -> Flags:
    """Return which requests got no place in a queue that the score orders."""
    return (asks.said == NO_PLACE) & (rules.gates.by_rank[asks.decision] == 1)


def _place_left(rules: Plan, month: MonthResult, asks: _Requests) -> Flags:
    """Return for which requests a place was left with the best score; it moves people up only where rank decides."""
    lottery = asks.key & np.uint32((1 << _LOTTERY_BITS) - 1)
    first = (np.int64(rules.scale.top) << _LOTTERY_BITS) | lottery.astype(np.int64)
    key = np.where(rules.gates.by_rank[asks.decision] == 1, first, asks.key.astype(np.int64))
    packed = (key << _ID_BITS) | (_LAST_ID - asks.person.astype(np.int64))
    return packed >= month.cuts[asks.decision]
