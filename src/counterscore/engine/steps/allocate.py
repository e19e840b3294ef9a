"""allocate: scarce places go to the first in each queue; people who look for a spouse are matched."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints
from counterscore.engine.access import gate, lending
from counterscore.engine.access.offers import Offer
from counterscore.engine.core.state import Longs, pick
from counterscore.engine.firms import month as companies
from counterscore.engine.labour import month as labour
from counterscore.engine.life import pairing
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World


def take(world: World, month: MonthResult) -> None:
    """Allocate scarce places to the first in each queue, and match people who look for a spouse."""
    queues = _queues(month.requests, len(world.rules.asking.demand))
    month.cuts = _allocate(world, queues)
    _lend(world, month)
    if (market := world.rules.labour.decision) >= 0:
        month.cuts[market] = labour.hire(world, month, queues[market])
    month.couples = _match(world, month.requests, queues)


def _queues(asks: list[tuple[gate.Asks, int]], decisions: int) -> list[tuple[Longs, ...]]:
    """Return the packed keys of the requests that no gate or list refuses, by decision and partition."""
    return list(zip(*(gate.queues(part, count, decisions) for part, count in asks), strict=True))


def _allocate(world: World, queues: list[tuple[Longs, ...]]) -> Longs:
    """Return the lowest packed key that is approved, by decision; 0 if there are places for all."""
    cuts = np.zeros(len(queues), np.int64)
    for d, per_thousand in enumerate(world.rules.scarcity.places):
        if per_thousand >= 0 and world.rules.scarcity.apart[d] < 0:
            opened = companies.opened(world, world.rules.grants.changes.to_set[d])
            cuts[d] = gate.cut(queues[d], gate.places(float(per_thousand), world.residents, world.tick) + opened)
    return cuts


def _lend(world: World, month: MonthResult) -> None:
    """Balance the lenders' books, and write how far down each queue of loans their funds reach."""
    lend(world, sum((part.served for part in month.local), start=np.zeros((len(world.lenders), 2), np.int64)))
    for place, (terms, lender) in enumerate(zip(world.rules.lending, world.lenders, strict=True)):
        queued = [
            _in_queue(asks, made)
            for (asks, _), part in zip(month.requests, month.offers, strict=True)
            for made in part
            if made.market == place
        ]
        keys, loans = (np.concatenate(column) for column in zip(*queued, strict=True))
        month.cuts[terms.decision] = lending.reach(lender.funds, keys, loans)


def lend(world: World, served: Longs) -> None:
    """Balance the lenders' books with what borrowers paid this month, by market (see `lending.serviced`)."""
    world.lenders = tuple(
        lending.balanced(terms, lender, world.residents, int(interest), int(repaid))
        for terms, lender, (interest, repaid) in zip(world.rules.lending, world.lenders, served, strict=True)
    )


def _in_queue(asks: gate.Asks, made: Offer) -> tuple[Longs, Longs]:
    """Return the packed queue keys of the requests that nothing refuses so far, and their loans in yuan."""
    there = asks.by[made.which] == gate.GRANTED
    key = asks.key[made.which[there]].astype(np.int64)
    return gate.packed_keys(key, made.person[there]), made.loan.owed[there].astype(np.int64) * lending.HUNDRED


def _match(world: World, asks: list[tuple[gate.Asks, int]], queues: list[tuple[Longs, ...]]) -> list[tuple[Ints, Ints]]:
    """Return the couples that form this month, by decision; people without a match are refused for lack of a place."""
    scarcity, found = world.rules.scarcity, list[tuple[Ints, Ints]]()
    hearts = pick(pairing.Singles, world.state, 0, world.people)
    for d in np.flatnonzero(scarcity.apart >= 0):
        seekers = pairing.in_order(queues[d])
        mate, matched = np.empty(len(seekers), np.int32), np.zeros(world.people, np.uint8)
        pairing.pair_up(
            world.rules.learning, hearts, seekers, int(scarcity.apart[d]), int(scarcity.offers[d]), world.tick,
            world.seed, mate,
        )  # fmt: skip
        matched[seekers[mate >= 0]] = 1
        for part, count in asks:
            pairing.turn_away(part, count, int(d), matched)
        found.append(pairing.couples_of(seekers, mate))
    return found
