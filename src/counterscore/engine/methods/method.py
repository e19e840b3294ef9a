"""The interface of scoring methods other than the ledger: each sets next month's scores from what is on record."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from counterscore.chance.kernel import Ints

if TYPE_CHECKING:
    from counterscore.engine.world import World


class Finding(NamedTuple):
    """A result that the operator notes: a coefficient or a statistic of a band. `cases`: how many people it is from."""

    month: int
    what: str
    term: str
    value: float
    cases: int


class Method(Protocol):
    """A scoring method. `forgotten`: the share of a false record that fades in a month, in 2**-30.

    `target`: next month's rung of each person before false records, 0 for people who are not assessed; one entry a
    place of the state. `findings`: what the operator noted, in order.
    """

    forgotten: np.int64
    target: Ints
    findings: list[Finding]

    def prepare(self, world: World) -> None:
        """Make room, before a month, for what it will record."""
        ...

    def learn(self, world: World) -> None:
        """Learn from a month that was simulated under the regime, and set the targets of the next."""
        ...
