"""One world: its people, its rules, its seed, and the threads that carry it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.acts.attention import Memory
from counterscore.engine.compile.phases import CompiledPhase
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import Plan
from counterscore.engine.core.state import State, enlarge
from counterscore.engine.core.team import Team
from counterscore.engine.firms.company import Firms
from counterscore.engine.scoring.account import Account, empty_account

if TYPE_CHECKING:
    from counterscore.engine.core.plan import ComparedGate
    from counterscore.engine.methods.method import Finding, Method
    from counterscore.regime.gates.rule import DrawnLine

CELLS = 100
WORTH_WAKING = 60_000  # people from whom on light work is shared out
_T = TypeVar("_T")


class Diary(NamedTuple):
    """What everybody did this month, and what of it was seen: activities x places of the state, or without rows."""

    done: NDArray[np.int32]
    noted: NDArray[np.int32]


def no_diary() -> Diary:
    """Return the diary that nobody keeps."""
    return Diary(np.empty((0, 0), np.int32), np.empty((0, 0), np.int32))


@dataclass
class World:
    """All that a month reads and changes.

    `before_rules` holds until the first of the `phases` begins; `people` counts the ids in use, `residents` those
    alive,
    `households` the numbers of households in use; `tick` counts the months from the start of the run-in. `cell`: a
    group number a person, for the counts. `ended`: everybody's rung in the last month of an operator that is no longer
    in force, and the thousandths of rung 1. `diary`: what everybody did in the last month, for readers; no life depends
    on whether it is kept.
    `method`: what makes the score, where it is no ledger of points; `taught`: the plan as it stands since that method
    last changed what an act is worth.
    `drawn`: by decision, the gate that compares people and the lines it drew last; `findings`: what was written down.
    `attention`: where partners look that follow what they found.
    `shown`: working space for what friends see of scores (`score.publish`), by operator, that of person i at i + 1.
    `cooldown_row`: the row of each decision in the state's table `cooldown`.
    `partitions` are ranges of ids, each carried by one thread; results do not depend on how many there are.
    """

    before_rules: Plan
    phases: tuple[CompiledPhase, ...]
    state: State
    people: int
    residents: int
    burn_in: int
    seed: np.uint64
    cell: NDArray[np.uint8]
    followed: NDArray[np.int32]
    partitions: int
    households: int
    cooldown_row: NDArray[np.int32]
    team: Team | None = None
    tick: int = 0
    diary: Diary = field(default_factory=no_diary)
    firms: Firms | None = None
    method: Method | None = None
    taught: Plan | None = None
    drawn: dict[int, tuple[ComparedGate, tuple[DrawnLine, ...]]] = field(
        default_factory=dict[int, "tuple[ComparedGate, tuple[DrawnLine, ...]]"]
    )
    attention: Memory = field(default_factory=Memory)
    findings: list[Finding] = field(default_factory=list["Finding"])
    shown: NDArray[np.uint32] = field(default_factory=lambda: np.zeros((0, 0), np.uint32))
    ended: dict[str, tuple[NDArray[np.int32], int]] = field(default_factory=dict[str, tuple[NDArray[np.int32], int]])

    @property
    def month(self) -> int:
        """The month about to be lived, 0 being the first under the regime."""
        return self.tick - self.burn_in

    @property
    def clock(self) -> Clock:
        """The month about to be simulated, and the seed."""
        return Clock(month=self.month, tick=self.tick, seed=self.seed)

    @property
    def rules(self) -> Plan:
        """The rules of this month."""
        return self.rules_in(self.month)

    @property
    def latest(self) -> Plan:
        """The rules of the last month lived."""
        return self.rules_in(self.month - 1)

    @property
    def plan(self) -> Plan:
        """The rules of the last phase."""
        return self.phases[-1].plan

    def rules_in(self, month: int) -> Plan:
        """Return the rules of a month."""
        plan = self.before_rules
        for phase in self.phases:
            if month >= phase.begins:
                plan = phase.plan
        return self.taught if self.taught and plan is self.plan else plan

    @property
    def begins(self) -> int:
        """The first month of the last phase, in which a method other than the ledger is at work."""
        return self.phases[-1].begins

    def bounds(self) -> list[tuple[int, int]]:
        """The ids of each partition: from, up to."""
        edges = [self.people * k // self.partitions for k in range(self.partitions + 1)]
        return list(pairwise(edges))

    def everywhere(self, work: Callable[[int, int, int], _T], *, light: bool = False) -> list[_T]:
        """Do `work(partition, lo, hi)` for every partition, on the threads there are; return the results in order.

        `light`: it takes a few nanoseconds a person, so that in a small world waking the other threads takes longer.
        """
        parts = [(k, lo, hi) for k, (lo, hi) in enumerate(self.bounds())]
        if self.team is None or (light and self.people < WORTH_WAKING):
            return [work(*part) for part in parts]
        return self.team.share(work, parts)

    def open_diary(self) -> None:
        """Have next month noted, with a place for everybody; what nobody looks at is not written, so it is blank."""
        if self.diary.done.shape[1] < len(self.state.born):
            shape = (len(self.plan.acts.kind), len(self.state.born))
            self.diary = Diary(np.zeros(shape, np.int32), np.zeros(shape, np.int32))
        self.diary.noted[:] = 0

    def make_room(self, newcomers: int) -> None:
        """See to it that there is place for so many more ids."""
        # One place more than needed: a table cut to all its places looks different to the compiler (see state._ROWS).
        missing = self.people + newcomers + 1 - len(self.state.born)
        if missing > 0:
            self.state = enlarge(self.state, missing + len(self.state.born) // 50)
            self.cell = np.resize(self.cell, len(self.state.born))

    def account(self, lo: int, hi: int) -> Account:
        """An empty account for the followed of one partition, with one operator."""
        first, last = np.searchsorted(self.followed, (lo, hi))
        return empty_account((self.followed[first:last] - lo).astype(np.int32), len(self.plan.acts.kind))
