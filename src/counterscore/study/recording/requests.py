"""Records requests for decisions with an outcome: what an approval would lead to, also for people refused."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.access.gate import GRANTED
from counterscore.engine.access.outcome import GOOD
from counterscore.engine.access.verdict import judged_of
from counterscore.engine.result import MonthResult
from counterscore.engine.world import World
from counterscore.measure.outcomes import RequestTable
from counterscore.society.schema import SocietyFile


class RequestRecords:
    """Records every request for a decision with an outcome. Outcomes are equal in twins until their lives diverge."""

    def __init__(self, society: SocietyFile) -> None:
        self.outcomes = [d for d, each in enumerate(society.decisions) if each.outcome]
        self.requests: list[RequestTable] = []

    def after(self, world: World, month: MonthResult) -> None:
        """Add the requests of the month."""
        person = np.concatenate([asks.person[:count] for asks, count, _ in month.asks])
        decision = np.concatenate([asks.decision[:count] for asks, count, _ in month.asks])
        well = np.concatenate([asks.outcome[:count] for asks, count, _ in month.asks])
        said = np.concatenate([said for _, _, said in month.asks])
        ordered = np.sort(world.state.score[: world.people]) if month.standing.scored else np.empty(0, np.int32)
        for d in self.outcomes:
            here = decision == d
            who = person[here]
            self.requests.append(
                RequestTable(
                    person=who,
                    decision=np.full(len(who), d, np.uint8),
                    month=np.full(len(who), world.month - 1, np.int16),
                    granted=said[here] == GRANTED,
                    good=well[here] == GOOD,
                    standing=_standing(world, month, ordered, judged_of(world.state, who)),
                )
            )

    def result(self) -> RequestTable:
        """Return the requests of all months."""
        none = RequestTable(*(np.empty(0, kind) for kind in (np.int32, np.uint8, np.int16, bool, bool, np.int8)))
        names = RequestTable.__dataclass_fields__
        return RequestTable(
            **{name: np.concatenate([getattr(each, name) for each in (none, *self.requests)]) for name in names}
        )


def _standing(
    world: World, month: MonthResult, ordered: NDArray[np.int32], who: NDArray[np.int32]
) -> NDArray[np.int8]:  # fmt: skip
    """The per cent of people with a score who rank lower; -1 without a score. `ordered`: everybody's rungs, sorted."""
    rung = world.state.score[who]
    if not (scored := month.standing.scored):
        return np.full(len(who), -1, np.int8)
    without = np.searchsorted(ordered, 1)
    below = np.searchsorted(ordered, rung) - without
    return np.where(rung > 0, below * 100 // scored, -1).astype(np.int8)
