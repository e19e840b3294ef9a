"""Dealings between strangers: a market for lemons. It is the same in every world, and changes nothing in it.

The price that a person is offered depends on how honest people of the same public standing have been. Honest people
refuse a price that does not cover their cost. So where nothing shows who is honest, dealings from which both would gain
do not take place.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.philox import fill
from counterscore.chance.purposes import DEALING
from counterscore.engine.core.plan import Plan
from counterscore.engine.world import World
from counterscore.measure.outcomes import Dealt
from counterscore.regime.schema import RegimeFile
from counterscore.run.register import lines
from counterscore.society.dealings import Dealings
from counterscore.society.traits import BIT
from counterscore.study.recording.predictors import chance, log_odds
from counterscore.study.recording.room import cut, make_room

_WORDS = 2.0**32
_GROWN = np.uint32(BIT["alive"] | BIT["adult"])
_FIFTHS = 5


class Market:
    """Simulates dealings month by month.

    `honest`, `made`: for each public standing, how many dealings were honest and how many were made; older ones count
    less.
    """

    def __init__(self, world: World, terms: Dealings | None, regime: RegimeFile) -> None:
        self.terms, people = terms, world.people
        self.shown = regime.rank is not None and regime.rank.public and regime.score is not None
        self.edges = _edges(world.plan, regime)
        self.honest, self.made = np.zeros(len(self.edges) + 1), np.zeros(len(self.edges) + 1)
        self.columns: dict[str, NDArray[Any]] = {
            **{name: np.zeros(people, np.uint16) for name in ("sought", "made", "cheated")},
            "gained": np.zeros(people, np.float64),
        }

    def after(self, world: World, rules: Plan) -> None:
        """Let people who seek a dealing this month meet strangers."""
        make_room(self.columns, world.people)
        if self.terms is None:
            return
        words = np.empty((4, world.people), np.uint32)
        fill(world.state.key[: world.people], world.tick - 1, DEALING, 0, world.seed, *words)
        grown = (world.state.bits[: world.people] & _GROWN) == _GROWN
        met = (words[1].astype(np.uint64) * np.uint64(world.people)) >> np.uint64(32)
        seeks = grown & (words[0] < self.terms.demand.value * _WORDS) & grown[met]
        who = np.flatnonzero(seeks & (met != np.arange(world.people)))
        stranger = met[who].astype(np.intp)
        self._deal(
            self.terms,
            who,
            stranger,
            self._standing(world, rules, stranger),
            _draws(world, self.terms, words[2:, who], stranger),
        )

    def _standing(self, world: World, rules: Plan, stranger: NDArray[np.intp]) -> NDArray[np.intp]:
        """The public standing of each stranger: a band of the score; 0 if scores are not public or there is none."""
        if not (self.shown and rules.scale.active):
            return np.zeros(len(stranger), np.intp)
        rung = world.state.score[stranger]
        return np.where(rung > 0, np.searchsorted(self.edges, rung, side="right"), 0)

    def _deal(
        self, terms: Dealings, who: NDArray[np.intp], stranger: NDArray[np.intp], standing: NDArray[np.intp],
        draws: tuple[NDArray[np.bool_], NDArray[np.float64]],
    ) -> None:  # fmt: skip
        """Price the dealings of a month by the record of earlier months, and add them to it."""
        keeps, cost = draws
        expected = (terms.prior.value * terms.weight.value + self.honest) / (terms.weight.value + self.made)
        price = terms.worth.value * expected[standing]
        done = ~keeps | (price >= cost * terms.worth.value)
        self._enter(who, stranger, done, keeps, price, cost * terms.worth.value, terms.worth.value)
        stay = 1 - terms.forgetting.value
        places = len(self.made)
        self.honest = self.honest * stay + np.bincount(standing[done & keeps], minlength=places)
        self.made = self.made * stay + np.bincount(standing[done], minlength=places)

    def _enter(
        self, who: NDArray[np.intp], stranger: NDArray[np.intp], done: NDArray[np.bool_], keeps: NDArray[np.bool_],
        price: NDArray[np.float64], cost: NDArray[np.float64], worth: float,
    ) -> None:  # fmt: skip
        """Count the dealings: buyers gain what is delivered minus the price, sellers the price minus the cost."""
        self.columns["sought"][who] += 1
        self.columns["made"][who[done]] += 1
        self.columns["cheated"][who[done & ~keeps]] += 1
        self.columns["gained"][who[done]] += (worth * keeps - price)[done]
        np.add.at(self.columns["gained"], stranger[done], (price - cost * keeps)[done])

    def result(self, people: int) -> Dealt:
        """Return the dealings and gains of each person."""
        make_room(self.columns, people)
        return Dealt(**cut(self.columns, people))


def _draws(
    world: World, terms: Dealings, words: NDArray[np.uint32], stranger: NDArray[np.intp]
) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Whether each stranger is honest, and what delivering would cost, as a share of the worth."""
    eta = (
        log_odds(terms.honest.value)
        + terms.trust.value * world.state.trustworthiness[stranger].astype(np.float64)
        + terms.stakes.value * world.state.stakes[stranger].astype(np.float64)
    )
    low, high = terms.cost_low.value, terms.cost_high.value
    return words[0] / _WORDS < chance(eta), low + (high - low) * (words[1] / _WORDS)


def _edges(plan: Plan, regime: RegimeFile) -> NDArray[np.int64]:
    """The rungs between public standings: those of the bands, or else the fifths of the scale."""
    bands = lines(regime)[1:]
    if len(bands) or not plan.scale.active:
        return bands.astype(np.int64)
    return np.array([int(plan.scale.top) * k // _FIFTHS for k in range(1, _FIFTHS)], np.int64)
