"""One simulated world: its people, its rules, its seed, and the threads that it runs on."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple, TypeVar

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.access.learning import Known
from counterscore.engine.access.lending import Lender
from counterscore.engine.acts.attention import Memory
from counterscore.engine.compile.phases import CompiledPhase
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import Plan
from counterscore.engine.core.state import State, enlarge
from counterscore.engine.core.team import Team
from counterscore.engine.firms.company import Firms
from counterscore.engine.labour.market import NEW_MARKET, LabourMarket
from counterscore.engine.scoring.account import Account, empty_account

if TYPE_CHECKING:
    from counterscore.engine.core.plan import ComparedGate
    from counterscore.engine.methods.method import Finding, Method
    from counterscore.regime.gates.rule import DrawnLine

CELLS = 100
WORTH_WAKING = 60_000  # number of people from which light work is split between threads
_T = TypeVar("_T")


class Diary(NamedTuple):
    """What each person did this month, and what data sources saw of it: activities x places of the state.

    An empty diary (no rows) records nothing.
    """

    done: NDArray[np.int32]
    noted: NDArray[np.int32]


def no_diary() -> Diary:
    """Return an empty diary, in which nothing is recorded."""
    return Diary(np.empty((0, 0), np.int32), np.empty((0, 0), np.int32))


@dataclass
class World:
    """Everything that a month reads and changes.

    - `before_rules`: the plan in force until the first of the `phases` begins.
    - `people`: number of ids in use; `residents`: number of people alive; `households`: number of household ids in use.
    - `people_seed`: the random seed that drew the people, and in force during the burn-in; `months_seed`: the one in
      force from month 0 on. So worlds of the same people share their burn-in.
    - `tick`: months since the start of the burn-in, which lasts `burn_in` months.
    - `cell`: the group of each person for counting, one entry a place of the state (see groups.py).
    - `followed`: ids of the people whose accounts are kept, ascending.
    - `partitions`: number of ranges of ids, each processed by one thread; results do not depend on it.
    - `cooldown_row`: by decision, its row in the state's table `cooldown`.
    - `diary`: what each person did in the last month, for readers; it does not affect the simulation.
    - `method`: the scoring method, None for the ledger of points; `taught`: the plan since that method last changed the
      value of acts.
    - `drawn`: by decision, the gate that compares people and the lines it drew last.
    - `attention`: past detections, for sources with adaptive surveillance.
    - `labour`: vacancies and people in work at the end of the last month, in a society with a labour market.
    - `findings`: what gates wrote down when they drew lines.
    - `shown`: scratch memory for the scores that friends see (`score.publish`), by operator; person i is at i + 1.
    - `lenders`: the lenders of each credit market; `known`: what the deciders who learn know. Replaced, never changed.
    - `ended`: by operator that is no longer in force, each person's rung in its last month, and the lowest score of its
      scale in thousandths.
    """

    before_rules: Plan
    phases: tuple[CompiledPhase, ...]
    state: State
    people: int
    residents: int
    burn_in: int
    people_seed: np.uint64
    months_seed: np.uint64
    cell: NDArray[np.uint8]
    followed: NDArray[np.int32]
    partitions: int
    households: int
    cooldown_row: NDArray[np.int32]
    team: Team | None = None
    tick: int = 0
    diary: Diary = field(default_factory=no_diary)
    firms: Firms | None = None
    labour: LabourMarket = NEW_MARKET
    method: Method | None = None
    taught: Plan | None = None
    drawn: dict[int, tuple[ComparedGate, tuple[DrawnLine, ...]]] = field(
        default_factory=dict[int, "tuple[ComparedGate, tuple[DrawnLine, ...]]"]
    )
    attention: Memory = field(default_factory=Memory)
    findings: list[Finding] = field(default_factory=list["Finding"])
    shown: NDArray[np.uint32] = field(default_factory=lambda: np.zeros((0, 0), np.uint32))
    lenders: tuple[Lender, ...] = ()
    known: tuple[Known, ...] = ()
    ended: dict[str, tuple[NDArray[np.int32], int]] = field(default_factory=dict[str, tuple[NDArray[np.int32], int]])

    @property
    def month(self) -> int:
        """The month about to be simulated; 0 is the first month after the burn-in."""
        return self.tick - self.burn_in

    @property
    def seed(self) -> np.uint64:
        """The random seed of the month about to be simulated."""
        return self.seed_in(self.month)

    def seed_in(self, month: int) -> np.uint64:
        """Return the random seed in force in a month."""
        return self.people_seed if month < 0 else self.months_seed

    @property
    def clock(self) -> Clock:
        """The month about to be simulated, and the seed."""
        return Clock(month=self.month, tick=self.tick, seed=self.seed)

    @property
    def rules(self) -> Plan:
        """The rules of the month about to be simulated."""
        return self.rules_in(self.month)

    @property
    def latest(self) -> Plan:
        """The rules of the month simulated last."""
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
        """The first month of the last phase, the only one in which a method other than the ledger makes scores."""
        return self.phases[-1].begins

    def bounds(self) -> list[tuple[int, int]]:
        """Return the range of ids of each partition: first, and one past the last."""
        edges = [self.people * k // self.partitions for k in range(self.partitions + 1)]
        return list(pairwise(edges))

    def everywhere(self, work: Callable[[int, int, int], _T], *, light: bool = False) -> list[_T]:
        """Run `work(partition, lo, hi)` for every partition, on all threads; return the results in order.

        `light`: the work takes a few nanoseconds a person. A small world then uses the calling thread alone, because
        waking the other threads would take longer.
        """
        parts = [(k, lo, hi) for k, (lo, hi) in enumerate(self.bounds())]
        if self.team is None or (light and self.people < WORTH_WAKING):
            return [work(*part) for part in parts]
        return self.team.share(work, parts)

    def open_diary(self) -> None:
        """Have next month recorded in the diary, with a place for everybody.

        `noted` starts at zero, because kernels do not write the rows of activities that no source sees.
        """
        if self.diary.done.shape[1] < len(self.state.born):
            shape = (len(self.plan.acts.kind), len(self.state.born))
            self.diary = Diary(np.zeros(shape, np.int32), np.zeros(shape, np.int32))
        self.diary.noted[:] = 0

    def make_room(self, newcomers: int) -> None:
        """Enlarge the state, if necessary, to have places for this many more ids."""
        # One place more than needed: a slice of all places would be contiguous, which to Numba is another type.
        missing = self.people + newcomers + 1 - len(self.state.born)
        if missing > 0:
            self.state = enlarge(self.state, missing + len(self.state.born) // 50, self.before_rules.meeting.newborn)
            self.cell = np.resize(self.cell, len(self.state.born))

    def account(self, lo: int, hi: int) -> Account:
        """Return an empty account for the followed people of one partition, with one operator."""
        first, last = np.searchsorted(self.followed, (lo, hi))
        return empty_account((self.followed[first:last] - lo).astype(np.int32), len(self.plan.acts.kind))
