"""Changes of firms that nobody causes: demand and reserves rise and fall, and heirs succeed owners who died."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, kernel
from counterscore.chance.normal import normal
from counterscore.chance.philox import block
from counterscore.chance.purposes import FIRM_HEIR, FIRM_TRADE
from counterscore.engine.firms.company import TRADING
from counterscore.engine.firms.plan import Fortunes
from counterscore.society.traits import BIT

f32, u32, u64 = np.float32, np.uint32, np.uint64
_ALIVE, _CAN_INHERIT = u32(BIT["alive"]), u32(BIT["alive"] | BIT["working-age"] | BIT["labour-force"])
# Members of a household have neighbouring ids, at most this far apart.
_NEAR = 8


class Faring(NamedTuple):
    """The columns of firms that these changes read and write."""

    key: Words
    owner: Ints
    own: Floats
    honesty: Floats
    demand: Floats
    reserves: Floats
    closed: Ints


class Heirs(NamedTuple):
    """The columns of all people that decide who inherits a firm."""

    bits: Words
    household: Ints
    trustworthiness: Floats


@kernel
def draw_demand(fortunes: Fortunes, faring: Faring, tick: int, seed: np.uint64) -> None:
    """Draw the month's demand, in standard deviations, and add what it yields to reserves, in months of turnover."""
    k0, k1 = u32(seed), u32(u64(seed) >> u64(32))
    for f in range(faring.key.shape[0]):
        if faring.closed[f] != TRADING:
            continue
        word, _, _, _ = block(faring.key[f], u32(tick), u32(FIRM_TRADE), u32(0), k0, k1)
        demand = fortunes.persistence * faring.demand[f] + fortunes.innovation * normal(word)
        faring.demand[f] = demand
        reserves = faring.reserves[f] + (fortunes.margin + fortunes.swing * demand)
        faring.reserves[f] = min(max(reserves, f32(0.0)), fortunes.fullest)


@kernel
def inherit(fortunes: Fortunes, faring: Faring, people: Heirs, living: int, tick: int, seed: np.uint64) -> int:
    """Give each firm whose owner died to a person in the labour force: of the household if possible, else at random.

    `living`: the number of ids in use. The new owner changes the firm's honesty. Return how many firms were inherited.
    """
    k0, k1, inherited = u32(seed), u32(u64(seed) >> u64(32)), 0
    for f in range(faring.key.shape[0]):
        owner = faring.owner[f]
        if faring.closed[f] != TRADING or (people.bits[owner] & _ALIVE) != u32(0):
            continue
        heir = -1
        for near in range(max(0, owner - _NEAR), min(living, owner + _NEAR + 1)):
            kin = people.household[near] == people.household[owner]
            if heir < 0 and kin and (people.bits[near] & _CAN_INHERIT) == _CAN_INHERIT:
                heir = near
        if heir < 0:
            word, _, _, _ = block(faring.key[f], u32(tick), u32(FIRM_HEIR), u32(0), k0, k1)
            start = int((u64(word) * u64(living)) >> u64(32))
            for step in range(living):
                near = (start + step) % living
                if (people.bits[near] & _CAN_INHERIT) == _CAN_INHERIT:
                    heir = near
                    break
        if heir >= 0:
            faring.owner[f] = heir
            honesty = fortunes.from_owner * people.trustworthiness[heir]
            faring.honesty[f] = honesty + fortunes.from_itself * faring.own[f]
            inherited += 1
    return inherited
