"""Counts what firms did, and what would come of approving their requests; changes nothing in the world."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.philox import fill
from counterscore.chance.purposes import FIRM_OUTCOME
from counterscore.engine.firms.company import Firms
from counterscore.engine.firms.gates import GRANTED, NOT_ASKED
from counterscore.engine.firms.month import Traded
from counterscore.engine.world import World
from counterscore.measure.outcomes import RequestTable, Trades
from counterscore.society.firms_schema import FirmOutcome, FirmPredictor, FirmsSpec
from counterscore.society.schema import SocietyFile
from counterscore.study.recording.predictors import chance, log_odds

_WORDS, _TEN = 2.0**32, 10.0


class FirmRecords:
    """Records the firms month by month."""

    def __init__(self, world: World, society: SocietyFile) -> None:
        self.spec, self.people_decide = society.firms, len(society.decisions)
        self.owner = world.firms.owner.copy() if world.firms else np.empty(0, np.int32)
        self.months, self.honest, self.broken = np.zeros((3, len(self.owner)), np.uint16)
        acts = self.spec.activities if self.spec else []
        self.unlawful = np.array([act.law == "unlawful" for act in acts], np.bool_)
        self.breaks = np.array([act.hurts == "partner" for act in acts], np.bool_)

    def begin(self, world: World) -> None:
        """Record who owns each firm in month 0; of a firm founded later, its founder."""
        if world.firms:
            self._make_room(world.firms)  # of those founded during the burn-in
            self.owner = world.firms.owner.copy()

    def after(self, world: World, traded: Traded | None) -> Iterator[RequestTable]:
        """Add the month, and yield the firms' requests for decisions with an outcome."""
        if world.firms is None or traded is None or self.spec is None:
            return
        self._make_room(world.firms)
        self.months += traded.trading
        self.honest += traded.trading & ~traded.done[self.unlawful].any(axis=0)
        self.broken += traded.done[self.breaks].sum(axis=0, dtype=np.uint16)
        for place, decision in enumerate(self.spec.decisions):
            if decision.outcome:
                yield self._requests(world, world.firms, self.spec, traded.said[place], place, decision.outcome)

    def _make_room(self, firms: Firms) -> None:
        """Add entries for the firms founded this month, each under its founder."""
        new = firms.owner[len(self.owner) :]
        self.owner = np.concatenate([self.owner, new])
        none = np.zeros(len(new), np.uint16)
        self.months, self.honest, self.broken = (
            np.concatenate([column, none]) for column in (self.months, self.honest, self.broken)
        )

    def _requests(
        self, world: World, firms: Firms, spec: FirmsSpec, said: NDArray[np.int8], place: int, outcome: FirmOutcome
    ) -> RequestTable:  # fmt: skip
        who = np.flatnonzero(said != NOT_ASKED)
        words = np.empty((4, len(who)), np.uint32)
        fill(firms.key[who], world.tick, FIRM_OUTCOME, place, world.seed, *words)
        return RequestTable(
            person=firms.owner[who],
            decision=np.full(len(who), self.people_decide + place, np.uint8),
            month=np.full(len(who), world.month - 1, np.int16),
            granted=said[who] == GRANTED,
            good=words[0] / _WORDS >= chance(_log_odds(firms, spec, outcome, who)),
            standing=_standing(firms.score, who),
        )

    def result(self) -> Trades:
        """Return what the firms did that were in the market in some month."""
        traded = self.months > 0
        return Trades(self.owner[traded], self.months[traded], self.honest[traded], self.broken[traded])


def _log_odds(firms: Firms, spec: FirmsSpec, outcome: FirmOutcome, who: NDArray[np.intp]) -> NDArray[np.float64]:
    """The log-odds that an approval goes wrong, for the firms that ask."""
    predictors: dict[FirmPredictor, NDArray[Any]] = {
        "honesty": firms.honesty[who],
        "size": np.log2(np.maximum(firms.workers[who], 1) / _TEN),
        "demand": firms.demand[who],
        "strained": firms.reserves[who] < spec.trade.strained_below.value,
    }
    eta = np.full(len(who), log_odds(outcome.ill_rate.value))
    for name, effect in outcome.effects.items():
        eta += effect.value * predictors[name]
    return eta


def _standing(score: NDArray[np.int32], who: NDArray[np.intp]) -> NDArray[np.int8]:
    """The per cent of firms with a score that score lower; -1 for firms without a score."""
    scored, mine = score[score > 0], score[who]
    if not len(scored):
        return np.full(len(who), -1, np.int8)
    below = np.searchsorted(np.sort(scored), mine)
    return np.where(mine > 0, below * 100 // len(scored), -1).astype(np.int8)
