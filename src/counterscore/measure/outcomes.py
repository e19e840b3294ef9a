"""What measures read of one simulated world: outcomes of each person, and counts by month.

The last axis of an array is people, indexed by id; those born during the run come last. D and A stand for the
society's decisions and activities, in its order; M for months. Scores are in rungs or thousandths of points, see the
engine's scale. All people are synthetic.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.core.state import Bytes, Longs, Shorts
from counterscore.engine.core.state import Months as Dates  # negative before month 0
from counterscore.regime.schema import RegimeFile
from counterscore.run.scenario import Scenario
from counterscore.society.schema import SocietyFile

Whole = NDArray[np.integer[Any]]
Flags = NDArray[np.bool_]
Reals = NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class PersonAttributes:
    """Attributes that are fixed for life, or as the comments say.

    `key`: of the person's random draws, the same in twin worlds. `born`: month of birth. `there`: alive in month 0.
    `cell`: see the engine's groups. `education`, `wage` (yuan a month in work): at the end. `parental_wage`: that of
    the parent in the month in which the person came of age, 0 for people who were adults in month 0 or are still
    children. `wealth`: yuan at month 0, 0 for people born later.
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
    parental_wage: Reals
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
class Starts:
    """The state of each person at month 0; 0 for people born later.

    `bits`: see `society.traits.BIT`. `education`: level. `history`: of work, 0 to 255. `wage`: yuan a month in work.
    """

    bits: NDArray[np.uint32]
    education: Bytes
    history: Bytes
    wage: Reals


@dataclass(frozen=True)
class Times:
    """Months since month 0 spent in each state while alive.

    `adult`: aged 18 or over. `due`: of working age and in the labour force.
    """

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
class Earnings:
    """What each person was paid. `paid`: yuan, added up over the months since month 0 in which the person was adult.

    The pay of a month is the wage of that month, or the benefit (a share of it) in a month out of work.
    """

    paid: NDArray[np.float64]


@dataclass(frozen=True)
class Ends:
    """The state of each person at the end.

    `bits`: see `society.traits.BIT`. `wealth`: yuan. `spell`: months out of work. `stakes`, `watched`: beliefs, 0 to 1.
    `ties`: with living people.
    """

    bits: NDArray[np.uint32]
    wealth: Reals
    spell: Bytes
    stakes: Reals
    watched: Reals
    wrong: Ints
    rung: Ints
    ties: Ints


@dataclass(frozen=True)
class OpinionsHeld:
    """Opinions of each person at the end, 0 to 1: approval of the scheme, fear of it, trust in others.

    NaN in a society that declares no opinions.
    """

    approval: Reals
    fear: Reals
    trust: Reals


@dataclass(frozen=True)
class DecisionCounts:
    """Requests since month 0 and their results: D x people.

    `by_gate`: refused by a gate or list. `no_place`: refused because no place was left.
    """

    asked: Shorts
    granted: Shorts
    by_gate: Shorts
    no_place: Shorts


@dataclass(frozen=True)
class VoluntaryRequests:
    """Requests of adults while participation was voluntary: 2 x D x people.

    The first axis says who asked: 0 a person of age whom an operator in force covers, but who had not joined any; 1 a
    member. `usual`: how many of them would have been approved, and `usual_members` how many would have been a member's,
    at the shares of all such requests for the same decision in the same month. `months`: how many of the months
    simulated were voluntary, in an array of one number.
    """

    asked: Shorts
    granted: Shorts
    usual: Reals
    usual_members: Reals
    months: Longs


@dataclass(frozen=True)
class ActCounts:
    """Units of acts done and seen since month 0: A x people; by month, summed over people: M x A."""

    done: NDArray[np.uint32]
    seen: NDArray[np.uint32]
    done_by_month: Longs
    seen_by_month: Longs


@dataclass(frozen=True)
class Points:
    """What the final score is made of, in thousandths of points, faded as the score is.

    `acts`: A x people. `friends`: from friends' scores. `wrong`: from false records. `rest`: from the limits of the
    scale, exercised rights and rounding.
    """

    acts: Reals
    friends: Reals
    wrong: Reals
    rest: Reals


@dataclass(frozen=True)
class Refusals:
    """Refusals for each person judged (a child's guardian), with counterfactual scores on the same life.

    `refused`: refusals of any kind where the regime has a gate or list, of people with a score; `alone`: how many of
    them the score alone decided, so that the best score would have turned them into approvals. `met`: refusals by a
    gate; `declared`: those of decisions for which it is declared what is related to them. The next four: how many of
    these would have been approvals without acts from unrelated areas of life, without
    friends' scores, without false records, or without the four main reasons. `innocent`: refusals by a gate of
    applicants of whom no act had been seen that the regime rates negatively. `collateral`: those, and those that would
    have been approvals without friends' scores. `by_act`: A, refusals by a gate that would have been approvals without
    the points of that act alone.
    """

    refused: Shorts
    alone: Shorts
    met: Shorts
    declared: Shorts
    unrelated: Shorts
    friends: Shorts
    wrong: Shorts
    four: Shorts
    innocent: Shorts
    collateral: Shorts
    by_act: Longs


@dataclass(frozen=True)
class SevereRefusals:
    """Severe refusals by a gate or list for each person judged: all, and those with only minor acts seen until then."""

    met: Shorts
    minor: Shorts


@dataclass(frozen=True)
class Listings:
    """Lists for a low score, by person.

    `first`: month of the first entry, -1 for never. `entries`: number of entries. `stay`: months from the first entry
    until the person first left. `months_wrong`: months listed only because of false records.
    """

    first: Dates
    entries: Shorts
    stay: Shorts
    months_wrong: Shorts


@dataclass(frozen=True)
class Standings:
    """Rungs after the first month, after every year and at the end: months x people."""

    months: Dates
    rungs: Ints


@dataclass(frozen=True)
class RequestTable:
    """Every request for a decision with an outcome, one entry per request.

    `person`: id of the applicant, for a firm that of its owner. `decision`: index among the decisions of people, then
    of firms. `good`: whether an approval goes, or would go, well. `standing`: per cent of people (or firms) with a
    lower score than the person judged, -1 without a score.
    """

    person: Ints
    decision: Bytes
    month: Dates
    granted: Flags
    good: Flags
    standing: NDArray[np.int8]


@dataclass(frozen=True)
class TieHistory:
    """Ties between people.

    `first`, `last`: at month 0 and at the end, 2 x ties, the smaller id first. `dropped`, `added`: by month.
    """

    first: Ints
    last: Ints
    dropped: Longs
    added: Longs


@dataclass(frozen=True)
class Trades:
    """What firms did since month 0, by firm; empty for a society without firms.

    `owner`: id of the owner at month 0, or of the founder. `months`: months in the market. `honest`: months in the
    market without an unlawful act. `broken`: contracts broken.
    """

    owner: Ints
    months: Shorts
    honest: Shorts
    broken: Shorts


@dataclass(frozen=True)
class Dealt:
    """Dealings between strangers, by person: sought, made, those in which the person was cheated, and yuan gained."""

    sought: Shorts
    made: Shorts
    cheated: Shorts
    gained: NDArray[np.float64]


@dataclass(frozen=True)
class MonthlyCounts:
    """Counts by month.

    `totals`: groups x months x columns of `run.tally`, with the engine's groups. `quantiles`: of scores, M x
    `run.spread.PERCENTILES`. `bands`: people by band, M x bands.
    """

    totals: Longs
    quantiles: Ints
    bands: Longs


@dataclass(frozen=True, eq=False)
class Outcomes:
    """The outcomes of one simulated world, the `scenario`.

    `lowest`: thousandths of points at rung 1 in the last month. `rated`: whether people then have one score each that
    something can change. `unresponsive`: the same world in which nobody responds to a score, if a measure needs it.
    """

    scenario: Scenario
    lowest: int
    rated: bool
    people: PersonAttributes
    starts: Starts
    times: Times
    earnings: Earnings
    ends: Ends
    opinions: OpinionsHeld
    answers: DecisionCounts
    voluntary: VoluntaryRequests
    acts: ActCounts
    points: Points
    refusals: Refusals
    severe: SevereRefusals
    listings: Listings
    standings: Standings
    requests: RequestTable
    ties: TieHistory
    dealt: Dealt
    trades: Trades
    by_month: MonthlyCounts
    unresponsive: Outcomes | None = None

    @property
    def society(self) -> SocietyFile:
        """Return the file of the society, in which many measures look things up."""
        return self.scenario.society.file

    @property
    def regime(self) -> RegimeFile:
        """Return the file of the regime."""
        return self.scenario.regime.file

    @property
    def count(self) -> int:
        """Return the number of people who ever lived in this world."""
        return len(self.people.key)

    @cached_property
    def activity(self) -> dict[str, int]:
        """Return the index of each activity by id."""
        return {activity.id: index for index, activity in enumerate(self.society.activities)}

    @cached_property
    def decision(self) -> dict[str, int]:
        """Return the index of each decision by id."""
        return {decision.id: index for index, decision in enumerate(self.society.decisions)}

    @cached_property
    def adult(self) -> Flags:
        """Return who was alive in month 0 and an adult in at least one month since."""
        return self.people.there & (self.times.adult > 0)

    @cached_property
    def scores(self) -> NDArray[np.float64]:
        """Return final scores in points; NaN for people without one."""
        return points(self.ends.rung if self.rated else np.zeros(self.count, np.int32), self.lowest)


def points(rungs: Whole, lowest: int) -> NDArray[np.float64]:
    """Return rungs as points; NaN for rung 0, which is no score.

    >>> points(np.array([0, 1, 300_001], np.int32), 350_000).tolist()
    [nan, 350.0, 650.0]
    """
    return np.where(rungs > 0, (rungs.astype(np.float64) + (lowest - 1)) / 1000, np.nan)
