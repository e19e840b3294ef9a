"""Simulate a world for some months under given rules, and count things in it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bare import bare
from counterscore import Regime, Society
from counterscore.catalogue.figure import Figure
from counterscore.engine.access.gate import ANSWERS, BY_GATE, GRANTED, NO_PLACE
from counterscore.engine.core.groups import group_masks
from counterscore.engine.month import step
from counterscore.engine.result import MonthResult
from counterscore.engine.scoring.review import REVIEWED
from counterscore.engine.start.beginning import begin
from counterscore.engine.world import CELLS, World
from counterscore.regime.schema import RegimeFile, Right, Rights
from counterscore.society.schema import SocietyFile
from counterscore.society.tactics import Costs
from counterscore.society.traits import BIT
from figures import figure

Mask = NDArray[np.bool_]
ALL = "all"


def right(delay: int = 0, odds: float = 1.0) -> Right:
    """Return a right with this delay in months and this chance of success."""
    return Right(delay=delay, odds=figure(odds))


@cache
def china() -> SocietyFile:
    """Return the society without firms, markets and other mechanisms that have tests of their own."""
    return changed(bare(Society.load("china-2018").file), firms=None)


@cache
def scored() -> RegimeFile:
    """Return the Citizen Score with its mandatory phase from month 0 on."""
    return Regime.load("citizen-score").in_phase("mandatory").file


@cache
def none() -> RegimeFile:
    """Return the regime without a score."""
    return Regime.load("none").file


def granting(**rights: Right | Figure | None) -> RegimeFile:
    """Return the Citizen Score with these rights and no others; `blind` as shipped."""
    blind = scored().rights.blind
    return changed(scored(), rights=Rights(**{"blind": blind, **rights}))


def changed(file: Any, **parts: Any) -> Any:
    """Return a copy of a table with these keys changed."""
    return file.model_copy(update=parts)


def responding(**strengths: float) -> SocietyFile:
    """Return the society with these strengths of response; other responses are zero, and there are no tactics."""
    quiet = {"comply": 0.0, "censor": 0.0, "game": 0.0, "wary": 0.0} | strengths
    alone = changed(china().responses, tactics=[], costs=Costs())
    return with_responses(changed(china(), responses=alone), **quiet)


def with_responses(society: SocietyFile, **values: float) -> SocietyFile:
    """Return the society with these strengths of response, the others as they are."""
    update = {name: figure(value) for name, value in values.items()}
    return changed(society, responses=changed(society.responses, **update))


def ungated(regime: RegimeFile) -> RegimeFile:
    """Return the regime without consequences of the score: no gates, public rank or lists."""
    return changed(regime, gates=[], lists=[], rank=None)


def with_places(society: SocietyFile, decision: str, places: float) -> SocietyFile:
    """Return the society with this many places a month per thousand people for one decision."""
    return _with_entry(society, "decisions", decision, places=figure(places), matching=None)


def _with_entry(file: Any, part: str, name: str, **update: Any) -> Any:
    entries = [changed(each, **update) if each.id == name else each for each in getattr(file, part)]
    return changed(file, **{part: entries})


@dataclass
class Life:
    """A simulated world, and its sums over the months under the regime."""

    world: World
    acts: NDArray[np.int64]
    seen: NDArray[np.int64]
    answers: NDArray[np.int64]
    reviewed: NDArray[np.int64]

    def act(self, name: str) -> int:
        """Return how often everybody together did this."""
        return int(self.acts[self.names("activities").index(name)])

    def granted(self, decision: str, group: str = ALL) -> int:
        """Return how many requests were approved."""
        return self._answered(decision, group, GRANTED)

    def by_gate(self, decision: str, group: str = ALL) -> int:
        """Return how many requests a gate refused."""
        return self._answered(decision, group, BY_GATE)

    def review(self, outcome: str) -> int:
        """Return how many reviews ended in this way."""
        return int(self.reviewed[REVIEWED.index(outcome)])

    def column(self, name: str) -> NDArray[Any]:
        """Return a column of all people, alive or dead, without the unused places."""
        return getattr(self.world.state, name)[..., : self.world.people]

    def done(self, **which: str) -> int:
        """Return how often acts of a kind were done, such as `law="protected"`."""
        kinds = [all(getattr(each, key) == value for key, value in which.items()) for each in china().activities]
        return int(self.acts[np.array(kinds)].sum())

    def no_place(self, decision: str, group: str = ALL) -> int:
        """Return how many requests were refused for lack of a place."""
        return self._answered(decision, group, NO_PLACE)

    def true_of(self, *bits: str) -> Mask:
        """Return a mask of the people who have all of these states."""
        mask = np.uint32(sum(BIT[bit] for bit in bits))
        return (self.column("bits") & mask) == mask

    def score(self) -> NDArray[np.float64]:
        """Return the scores, in points, of the living people who have one."""
        rungs = self.column("score")
        return (rungs[rungs > 0] + (int(self.world.plan.scale.lowest) - 1)) / 1000

    def names(self, what: str) -> list[str]:
        """Return the ids of a part of the society, in order."""
        return [each.id for each in getattr(china(), what)]

    def _answered(self, decision: str, group: str, answer: int) -> int:
        return int(self.answers[group_masks()[group], self.names("decisions").index(decision), answer].sum())


def live(
    society: SocietyFile, regime: RegimeFile, *, citizens: int = 3000, months: int = 24, seed: int = 1,
    first: int = 0, look: Callable[[World, MonthResult], None] | None = None, with_ties: bool = True,
) -> Life:  # fmt: skip
    """Simulate the burn-in and this many months; count from month `first` on. `look` is called after each month."""
    world = begin(society, regime, citizens, 1, seed, months=months, with_ties=with_ties)
    acts, seen = np.zeros((2, len(society.activities)), np.int64)
    answers = np.zeros((CELLS, len(society.decisions), len(ANSWERS)), np.int64)
    life = Life(world, acts, seen, answers, np.zeros(len(REVIEWED), np.int64))
    for _ in range(world.burn_in + months):
        month = step(world)
        if month.month >= first:
            _count(life, month)
        if look is not None:
            look(world, month)
    return life


def _count(life: Life, month: MonthResult) -> None:
    life.answers += month.answers
    for simulated in month.local:
        life.acts += simulated.tally.acts
        life.seen += simulated.tally.seen
        life.reviewed += simulated.reviewed
