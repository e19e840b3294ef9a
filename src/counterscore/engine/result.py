"""What a month leaves for those who count: sums over everybody, by partition where noted."""

from __future__ import annotations

from dataclasses import dataclass, field

from counterscore.chance.kernel import Ints
from counterscore.engine.access.gate import Asks, Counts
from counterscore.engine.acts.acting import Tally
from counterscore.engine.acts.attention import Found
from counterscore.engine.core.plan import Lines, Tactics
from counterscore.engine.core.state import Bytes, Longs
from counterscore.engine.firms.month import Traded
from counterscore.engine.scoring.account import Account
from counterscore.engine.scoring.rank import Standing


@dataclass(frozen=True)
class LocalResult:
    """What a partition counts in a month: acts by activity, reviews by outcome, the followed's account by operator.

    `tactics`: the ways round the score that were of use; `groups`: how many stand in each group of rungs (see rank.py).
    """

    tally: Tally
    tactics: Tactics
    groups: Ints
    reviewed: Longs
    accounts: list[Account]
    found: Found


@dataclass
class MonthResult:
    """What a month leaves. Each step fills in its part; whatever a step has not yet written raises AttributeError.

    `vital`: who died and who bore a child, one entry a person. `local`: by partition. `standing`: where everybody
    stands. `lines`: those that the gates used. `requests`: of each partition, and how many; `said`: the answer to each.
    `cuts`: the packed key from which on each decision is granted. `couples`: by decision that takes two. `counts`: of
    the answers, by cell and decision. `joined`, `left`: how often somebody joined or left an operator. `traded`: of the
    firms, if there are any.
    """

    month: int
    vital: Bytes
    local: list[LocalResult] = field(init=False)
    died: int = field(init=False)
    traded: Traded | None = field(init=False)
    standing: Standing = field(init=False)
    lines: Lines = field(init=False)
    requests: list[tuple[Asks, int]] = field(init=False)
    cuts: Longs = field(init=False)
    couples: list[tuple[Ints, Ints]] = field(init=False)
    counts: Counts = field(init=False)
    said: list[Bytes] = field(init=False)
    joined: int = field(init=False)
    left: int = field(init=False)
    ties_dropped: int = field(init=False)
    ties_added: int = field(init=False)
    born: int = field(init=False)

    @property
    def answers(self) -> Longs:
        """Cells x decisions x answers."""
        return self.counts.answers

    @property
    def asks(self) -> list[tuple[Asks, int, Bytes]]:
        """The requests of each partition, how many, and what was said to each."""
        return [(*part, said) for part, said in zip(self.requests, self.said, strict=True)]
