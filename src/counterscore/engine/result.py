"""The result of a simulated month: counts and records, by partition where noted."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from counterscore.chance.kernel import Ints
from counterscore.engine.access.gate import Asks, Counts
from counterscore.engine.access.offers import Offer
from counterscore.engine.acts.acting import Tally
from counterscore.engine.acts.attention import Found
from counterscore.engine.core.plan import Lines, Tactics
from counterscore.engine.core.state import Bytes, Longs
from counterscore.engine.firms.month import Traded
from counterscore.engine.labour.market import Cleared
from counterscore.engine.scoring.account import Account
from counterscore.engine.scoring.rank import Standing


@dataclass(frozen=True)
class LocalResult:
    """The counts of one partition from the step `local`.

    `tally`: acts by activity; `tactics`: the tactics that were useful under the rules of the month; `groups`: number of
    people in each group of rungs (see rank.py), on the first operator's scale; `reviewed`: reviews by outcome;
    `accounts`: the followed people's account, one for each operator in force; `found`: what each source detected;
    `served`: interest and repayments in yuan, by credit market.
    """

    tally: Tally
    tactics: Tactics
    groups: Ints
    reviewed: Longs
    accounts: list[Account]
    found: Found
    served: Longs


@dataclass(frozen=True)
class Migrations:
    """How many people decided to move this month and went, without those whom they took along.

    `regions`: to another region. `out_of_reach`, `into_reach`: from a region in which the regime sees or decides
    anything to one in which it does not, and the other way.
    """

    people: int = 0
    regions: int = 0
    to_town: int = 0
    to_country: int = 0
    out_of_reach: int = 0
    into_reach: int = 0


@dataclass
class MonthResult:
    """The result of one month. Each step writes its own fields; reading a field that no step has written yet raises
    AttributeError.

    - `vital`: one entry per person, what happened (see engine/life/turns.py).
    - `local`: the counts of the step `local`, by partition.
    - `traded`: the firms' month; None in a world without firms.
    - `standing`: the ranking of everybody with a score.
    - `lines`: the lines that the gates used.
    - `requests`: the buffer of requests and their number, by partition; `said`: the answer to each.
    - `offers`: what deciders who learn and lenders made of the requests, by partition; empty without any.
    - `bought`: the decisions of the requests that pass because of a bribe, one entry a request.
    - `cuts`: by decision, the lowest packed key that is approved.
    - `labour`: what the labour market did; None if there is none.
    - `couples`: by decision that joins two people, the first and the second of each couple.
    - `counts`: the answers, by cell and decision.
    - `separated`: number of couples that separated; `moves`: who moved where.
    - `joined`, `left`: how many times people joined or left an operator.
    - `ties_dropped`, `ties_added`: ends of ties, two a tie.
    """

    month: int
    vital: Bytes
    local: list[LocalResult] = field(init=False)
    died: int = field(init=False)
    traded: Traded | None = field(init=False)
    standing: Standing = field(init=False)
    lines: Lines = field(init=False)
    requests: list[tuple[Asks, int]] = field(init=False)
    offers: list[list[Offer]] = field(init=False)
    bought: Longs = field(default_factory=lambda: np.empty(0, np.int64), kw_only=True)
    cuts: Longs = field(init=False)
    labour: Cleared | None = None
    couples: list[tuple[Ints, Ints]] = field(init=False)
    counts: Counts = field(init=False)
    said: list[Bytes] = field(init=False)
    separated: int = field(init=False)
    moves: Migrations = field(init=False)
    joined: int = field(init=False)
    left: int = field(init=False)
    ties_dropped: int = field(init=False)
    ties_added: int = field(init=False)
    born: int = field(init=False)

    @property
    def answers(self) -> Longs:
        """The number of answers: cells x decisions x answers."""
        return self.counts.answers

    @property
    def asks(self) -> list[tuple[Asks, int, Bytes]]:
        """The buffer of requests, their number and the answer to each, by partition."""
        return [(*part, said) for part, said in zip(self.requests, self.said, strict=True)]
