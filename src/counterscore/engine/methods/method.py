"""What every method other than the ledger is to the month: it sets next month's scores from what was recorded."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol

import numpy as np

from counterscore.chance.kernel import Ints

if TYPE_CHECKING:
    from counterscore.engine.world import World


class Finding(NamedTuple):
    """One line of what the operator found: a coefficient, or how a band fared; `cases`: people it rests on."""

    month: int
    what: str
    term: str
    value: float
    cases: int


class Method(Protocol):
    """A way to make the score. `forgotten`: share of a false record lost in a month, in 2**-30.

    `target`: everybody's rung of next month before false records count, 0 for who is not assessed; one entry a place of
    the state. `findings`: what the operator wrote down, in order.
    """

    forgotten: np.int64
    target: Ints
    findings: list[Finding]

    def prepare(self, world: World) -> None:
        """See to it, before a month, that what is to be recorded has room."""
        ...

    def learn(self, world: World) -> None:
        """Take in a month that was lived under the regime, and set the targets of the next."""
        ...
