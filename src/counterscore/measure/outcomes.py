"""What a measure reads of one world: what became of each person, and the counts of the months.

Arrays end in an axis of people: place is id, those born in the run come after the others. D: the society's decisions,
A: its activities, both in its order; rungs and thousandths: see the engine's scale. All people are synthetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.state import Bytes, Longs, Shorts
from counterscore.engine.state import Months as Dates  # before month 0 below 0
from counterscore.regime.schema import RegimeFile
from counterscore.society.schema import SocietyFile

Floats = NDArray[np.floating[Any]]
Whole = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]
Reals = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class PersonAttributes:
    """What is fixed in a life. `there`: alive in month 0; `cell`: see the engine's groups; `key` joins twins.

    `wealth`: at month 0, and 0 for those born later.
    """

    key: NDArray[np.uint32]
    born: Dates
    there: Flags
    cell: Bytes
    region: Bytes
    education: Bytes
    household: Ints
    guardian: Ints
    wage: Reals
    wealth: Reals
    urban: Flags
    minority: Flags
    female: Flags
    phone: Flags
    internet: Flags
    trustworthiness: Reals
    conformity: Reals
    heterodoxy: Reals
    sociability: Reals
    patience: Reals
    skill: Reals


@dataclass(frozen=True)
class Times:
    """Months since month 0 spent so, while alive: `adult` 18 and more, `due` of working age in the labour force."""

    alive: Shorts
    adult: Shorts
    due: Shorts
    employed: Shorts
    jobless: Shorts
    ill: Shorts
    strained: Shorts
    home_owner: Shorts
    partnered: Shorts
    papers: Shorts
    scored: Shorts
    listed: Shorts


@dataclass(frozen=True)
class Ends:
    """How a life stood at the end. `bits`: the engine's; `spell`: months without work; `ties` of the living."""

    bits: NDArray[np.uint32]
    wealth: Reals
    spell: Bytes
    stakes: Reals
    watched: Reals
    wrong: Ints
    rung: Ints
    ties: Ints


@dataclass(frozen=True)
class DecisionCounts:
    """D x people: what was asked for since month 0, and the answers."""

    asked: Shorts
    granted: Shorts
    by_gate: Shorts
    no_place: Shorts


@dataclass(frozen=True)
class ActCounts:
    """A x people: units done and units seen since month 0. By month: M x A, everybody's together."""

    done: NDArray[np.uint32]
    seen: NDArray[np.uint32]
    done_by_month: Longs
    seen_by_month: Longs


@dataclass(frozen=True)
class Points:
    """Of what the score at the end is made, in thousandths, faded as the score is: A x people, and by person.

    `rest`: what the ends of the scale, rights at work and rounding moved.
    """

    acts: Reals
    friends: Reals
    wrong: Reals
    rest: Reals


@dataclass(frozen=True)
class Refusals:
    """Refusals by a gate, by person (who is judged: a child's guardian), scored again at each on the same life.

    How many there were; in how many one would have been let through without the points of acts from unrelated parts of
    life, without the friends' part, without false records, with the median score, without the four heaviest reasons;
    how many met somebody with no unlawful act until then. `by_act`: A; without the points of that act alone.
    """

    met: Shorts
    unrelated: Shorts
    friends: Shorts
    wrong: Shorts
    median: Shorts
    four: Shorts
    innocent: Shorts
    by_act: Longs


@dataclass(frozen=True)
class Listings:
    """Lists for a low score, by person: month of the first entry (-1: never), entries, whether ever left again.

    `months_wrong`: months listed that false records alone explain; `months_friends`: that the friends' part alone does.
    """

    first: Dates
    entries: Shorts
    left: Flags
    months_wrong: Shorts
    months_friends: Shorts


@dataclass(frozen=True)
class Standings:
    """Rungs in some months: after the first month, after every year, and at the end. `rungs`: months x people."""

    months: Dates
    rungs: Ints


@dataclass(frozen=True)
class RequestTable:
    """Every request for a decision with an outcome: whose, which, the month, whether granted, whether it goes well.

    `standing`: of 100 people so many score lower than who is judged; -1 without a score. A firm's request is its
    owner's, `decision` counts on after the people's decisions, and the standing is that among firms.
    """

    person: Ints
    decision: Bytes
    month: Dates
    granted: Flags
    well: Flags
    standing: NDArray[np.int8]


@dataclass(frozen=True)
class TieHistory:
    """Ties at month 0 and at the end: 2 x ties, the smaller id first; and M: ties that ended and began."""

    first: Ints
    last: Ints
    dropped: Longs
    added: Longs


@dataclass(frozen=True)
class Trades:
    """What firms did since month 0, by firm; nothing where the society has none. `owner`: id of the owner at month 0.

    `honest`: months without an unlawful act; `broken`: contracts broken.
    """

    owner: Ints
    honest: Shorts
    broken: Shorts


@dataclass(frozen=True)
class Dealt:
    """Dealings between strangers, by person: sought, come about, those in which one was cheated, yuan gained."""

    sought: Shorts
    made: Shorts
    cheated: Shorts
    gained: NDArray[np.float64]


@dataclass(frozen=True)
class MonthlyCounts:
    """Counts by month. `totals`: groups x months x columns of run.tally, groups as in the engine; `quantiles`, `bands`:
    of the scores, M x run.spread.PERCENTILES, M x bands."""

    totals: Longs
    quantiles: Ints
    bands: Longs


@dataclass(frozen=True, eq=False)
class Outcomes:
    """One world: the people's `people_seed`, luck's `seed`, and what became of everybody.

    `lowest`: thousandths of rung 1 in the last month; `rated`: whether anything moves a score there and one number
    stands for each person.
    """

    society: SocietyFile
    regime: RegimeFile
    citizens: int
    months: int
    people_seed: int
    seed: int
    lowest: int
    rated: bool
    people: PersonAttributes
    times: Times
    ends: Ends
    answers: DecisionCounts
    acts: ActCounts
    points: Points
    refusals: Refusals
    listings: Listings
    standings: Standings
    requests: RequestTable
    ties: TieHistory
    dealt: Dealt
    trades: Trades
    by_month: MonthlyCounts

    @property
    def count(self) -> int:
        """How many ids were ever used."""
        return len(self.people.key)

    @cached_property
    def activity(self) -> dict[str, int]:
        """Return the place of each activity."""
        return {activity.id: place for place, activity in enumerate(self.society.activities)}

    @cached_property
    def decision(self) -> dict[str, int]:
        """Return the place of each decision."""
        return {decision.id: place for place, decision in enumerate(self.society.decisions)}

    @cached_property
    def adult(self) -> Flags:
        """Who was alive in month 0 and grown up for some time since."""
        return self.people.there & (self.times.adult > 0)

    @cached_property
    def scores(self) -> NDArray[np.float64]:
        """Return the score at the end in points; NaN without one."""
        return points(self.ends.rung if self.rated else np.zeros(self.count, np.int32), self.lowest)


def points(rungs: Whole, lowest: int) -> NDArray[np.float64]:
    """Return rungs as points; NaN for rung 0.

    >>> points(np.array([0, 1, 300_001], np.int32), 350_000).tolist()
    [nan, 350.0, 650.0]
    """
    return np.where(rungs > 0, (rungs.astype(np.float64) + (lowest - 1)) / 1000, np.nan)
