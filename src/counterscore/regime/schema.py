"""The rules of a regime as a TOML file holds them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Amount, Figure, Identifier, Notes, Record, Share, Words
from counterscore.regime.facts.clauses import ActFacts, DecisionFacts, ListFacts, SourceFacts
from counterscore.regime.facts.scheme import Facts
from counterscore.regime.firms import FirmRules
from counterscore.regime.methods import Encounters, Model
from counterscore.society.decisions import PersonEffect
from counterscore.society.traits import Bit


class About(Record):
    """What the regime is, where its description comes from, and what of it the model leaves out."""

    id: Identifier
    title: Words
    summary: Words
    society: Identifier
    sources: Notes = Field(default_factory=list[str])
    leaves_out: Notes = Field(default_factory=list[str])


class Coverage(Record):
    """Share of acts that come within sight, in town and in the country."""

    urban: Share
    rural: Share


class Attention(Record):
    """Looking that follows what was found, instead of looking alike everywhere.

    Every month the looking is dealt out anew by `region`, by `list` (who stands on a list for a low score, and who does
    not) or by tenths of the scale (`score`). Of it the share `lean` goes by what was found there for each person who
    lives there: acts that cost points and were seen; of what was found half is forgotten in `half_life` months. The
    rest is spread evenly. Nobody is looked at more than `most` times as hard as with even looking.
    """

    by: Literal["region", "list", "score"]
    lean: Share
    half_life: Amount
    most: Amount


class Partner(Record):
    """Somebody who watches and reports to the operator.

    Of the people with every bit of `needs`, a month's record of an activity in `sees` comes within sight with chance
    `coverage`, and is lost with chance `missed`. With chance `misattributed` in a month, one act of somebody else is
    booked to this person. `attention`: whether it looks where it found something before; evenly without it.
    """

    id: Identifier
    title: Words
    sees: list[Identifier] = Field(min_length=1)
    needs: list[Bit] = Field(default_factory=list[Bit])
    coverage: Coverage
    missed: Share
    misattributed: Share
    attention: Attention | None = None
    facts: SourceFacts | None = None


class Rating(Record):
    """Signed points for one unit of an activity, and the most that a month of it moves the score."""

    activity: Identifier
    points: Figure
    cap: Amount | None = None
    facts: ActFacts | None = None


class Friends(Record):
    """The friends' part: each month a share of the gap to the friends' mean score, at most `cap` points."""

    weight: Share
    cap: Amount


class Score(Record):
    """The one number, in points. `half_life`: months in which half of the distance to `base` is forgotten.

    `method`: how it is made. `ledger`: points of acts are added up. `model`: the operator fits a model on what it
    recorded, and `half_life` says how fast records are forgotten. `ratings`: others rate one after `encounters`.

    `starts`: with which number. `base`: with the base. `table`: who was sampled from aggregate tables, with the score
    there, cut to the scale; everybody else with the base.
    """

    base: float
    lowest: float
    highest: float
    half_life: Amount | None = None
    friends: Friends | None = None
    from_age: int = Field(default=18, ge=0, le=120)
    starts: Literal["base", "table"] = "base"
    method: Literal["ledger", "model", "ratings"] = "ledger"
    model: Model | None = None
    encounters: Encounters | None = None


class Joining(Record):
    """Why people join an operator while they may: the chance a month is the sum of two parts.

    `perks`: for somebody with a use for every perk at the moment; with a use for some, that share of it. `friends`: for
    somebody all of whose friends have joined; with some of them in, that share of it.
    """

    perks: Share | None = None
    friends: Share | None = None


class Leaving(Record):
    """How people leave an operator while they may.

    `chance`: a month, of somebody whose score opens none of the perks and none of whose friends has joined; friends who
    have joined keep back their share. `cost`: months of income that leaving takes (deposits and fees fall due); who
    does not have so much stays.
    """

    chance: Share
    cost: Amount


class Operator(Record):
    """Somebody who makes a score of what `partners` report.

    `perks`: decisions that it makes easier, each by a gate of its own. Where its scale or its points differ from those
    of the regime it has a `score` and `ratings` of its own; ratings replace the regime's for the same activity.
    Bands, lists, the rank and the gates that name no operator are the state's: they hold while an operator of kind
    `state` is in force.
    """

    id: Identifier
    title: Words
    kind: Literal["private", "state"]
    partners: list[Identifier] = Field(min_length=1, max_length=16)
    score: Score | None = None
    ratings: list[Rating] = Field(default_factory=list[Rating], max_length=64)
    perks: list[Identifier] = Field(default_factory=list[Identifier], max_length=8)
    joining: Joining = Field(default_factory=Joining)
    leaving: Leaving | None = None


class Phase(Record):
    """A stretch of the timeline, from a month up to the next phase.

    While participation is `mandatory` everybody of age has a score with each of the `operators` in force; while it is
    `voluntary`, those who joined. A phase names its operators where the regime has any; without any the regime is its
    own operator, fed by all partners. What an operator knows ends with the last phase in a row that it is in force.
    """

    id: Identifier
    from_month: int = Field(ge=0, le=1200)
    participation: Literal["voluntary", "mandatory"]
    operators: list[Identifier] = Field(default_factory=list[Identifier], max_length=4)


class Band(Record):
    """A stretch of the scale from `at_least` points up to the next band."""

    id: Identifier
    title: Words
    at_least: float


class Rank(Record):
    """Whether the rank of everyone is open to all."""

    public: bool


class Listing(Record):
    """A list with its entry and its term.

    On it comes who has a score `below` (or `at_least`) so many points and, with `after`, has stood on that other list
    for `after_months`. One leaves once `months` have passed and the entry condition no longer holds.

    Sanctions and favours for as long as one stands on it: decisions that it `blocks`, those that it blocks for members
    of the household besides (`family_blocks`), and those that it `opens`: gates let through, and one is served first.
    """

    id: Identifier
    title: Words
    below: float | None = None
    at_least: float | None = None
    months: int = Field(ge=1, le=240)
    after: Identifier | None = None
    after_months: int = Field(default=0, ge=0, le=240)
    blocks: list[Identifier] = Field(default_factory=list[Identifier], max_length=16)
    family_blocks: list[Identifier] = Field(default_factory=list[Identifier], max_length=16)
    opens: list[Identifier] = Field(default_factory=list[Identifier], max_length=16)
    facts: ListFacts | None = None


Division = Literal["group", "region", "minority", "female", "urban"]


class Line(Record):
    """The line of one part of a division: `score` in points; of those exactly on it a share `margin` passes, by lot."""

    of: Identifier
    score: Figure
    margin: Share | None = None


class Objective(Record):
    """What the lines of a gate are chosen for, anew every so many months, over all who could ask and have a score.

    Who decides gains `gain` by a grant that goes well and loses `loss` by one that goes ill, and knows of every score,
    in each part, what share would go well: the `outcome` that the society declares, on average.

    - `profit`: the most, each part by itself.
    - `equal-selection`: the most, with the same share of each part let through.
    - `equal-true-positives`: the most, with the same share let through of those in each part for whom it would go well.

    With `randomised`, a lot decides for those exactly on the line, so that shares come out equal; without it the line
    is moved to the nearest score.
    """

    goal: Literal["profit", "equal-selection", "equal-true-positives"]
    gain: Amount
    loss: Amount
    every: int = Field(default=12, ge=1, le=240)
    randomised: bool = True


class Gate(Record):
    """What a decision asks of the score, and what a refusal does besides what the society declares.

    Exactly one of `score` (points), `percentile` (of everyone scored, 0 to 100), `band` (at least this one),
    `not_listed` (on none of these lists), `lines` (a score for each part of the `division`), or `objective` (lines
    chosen for it, one for each part of the `division`, or one for everybody). A `division` is by the group of
    aggregate tables, by region, or by a yes or no. `allocate` says how scarce places go among those let through: by the
    incumbent's index or by rank. Who is refused may not ask again for so many `months`, if that is given and longer
    than the society's own wait. `enforced`: at what share of requests, by lot, the gate is looked at; without it, all.
    `again`: the chance a month that who was refused tries again, in place of the society's.

    A gate with an `operator` is a perk of that operator and only eases: it refuses nobody. Who has at least `score`
    points there moves up in the queue for scarce places, by `ease` of the whole length of the incumbent's index.
    """

    decision: Identifier
    operator: Identifier | None = None
    score: Figure | None = None
    percentile: Figure | None = None
    band: Identifier | None = None
    not_listed: list[Identifier] | None = None
    lines: list[Line] | None = Field(default=None, min_length=2, max_length=32)
    objective: Objective | None = None
    division: Division | None = None
    ease: Share | None = None
    enforced: Share | None = None
    again: Share | None = None
    allocate: Literal["incumbent", "rank"] = "incumbent"
    months: Amount | None = None
    denied: list[PersonEffect] = Field(default_factory=list[PersonEffect], max_length=4)
    facts: DecisionFacts | None = None


class Right(Record):
    """A right that works after `delay` months with chance `odds`."""

    delay: int = Field(ge=0, le=120)
    odds: Share


class Rights(Record):
    """The rights that a regime grants; one that is absent is withheld.

    - `notice`: one is told of a false record, a refusal by a gate, an entry on a list (odds of being told).
    - `reasons`: one is told which acts counted (odds); without them correction and appeal succeed `blind` as often, and
      one responds `blind` as strongly.
    - `correction`: a false record that one was told of is struck (delay, odds).
    - `appeal`: a refusal by a gate that one was told of is looked at again by a person (delay, odds of a grant).
    - `repair`: who has stood on a list for a low score for longer than the delay is brought back to its line after a
      month in which acts cost no points on balance (odds a month), and the entry ends.
    - `expiry`: the same, whatever the month's acts.
    """

    notice: Right | None = None
    reasons: Right | None = None
    correction: Right | None = None
    appeal: Right | None = None
    repair: Right | None = None
    expiry: Right | None = None
    blind: Share | None = None


class RegimeFile(Record):
    """A regime: who watches what, what it counts for, and what it decides. Every part may be left out.

    `facts`, here and in the clauses, are what law asks about; nothing in a run reads them.
    """

    regime: About
    phases: list[Phase] = Field(default_factory=list[Phase], max_length=12)
    operators: list[Operator] = Field(default_factory=list[Operator], max_length=8)
    partners: list[Partner] = Field(default_factory=list[Partner], max_length=16)
    ratings: list[Rating] = Field(default_factory=list[Rating], max_length=64)
    score: Score | None = None
    bands: list[Band] = Field(default_factory=list[Band], max_length=16)
    rank: Rank | None = None
    lists: list[Listing] = Field(default_factory=list[Listing], max_length=4)
    gates: list[Gate] = Field(default_factory=list[Gate], max_length=32)
    rights: Rights = Field(default_factory=Rights)
    facts: Facts | None = None
    firms: FirmRules | None = None
