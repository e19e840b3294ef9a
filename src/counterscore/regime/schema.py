"""The rules of a regime as a TOML file holds them."""

from __future__ import annotations

from operator import not_
from typing import Literal, get_args

from pydantic import Field

from counterscore.catalogue.figure import Amount, Figure, Identifier, Notes, Record, Share, Words
from counterscore.catalogue.origins import HeldOut
from counterscore.regime.facts.clauses import ActFacts, DecisionFacts, ListFacts, SourceFacts
from counterscore.regime.facts.scheme import Facts
from counterscore.regime.firms import FirmRules
from counterscore.regime.gates.kinds import Keys, Rule, rules_of
from counterscore.regime.methods import Encounters, Model, ScoreMethod
from counterscore.regime.officials import Bribe, Discretion
from counterscore.society.decisions import PersonEffect
from counterscore.society.traits import Bit


class RegimeHeader(Record):
    """What the regime is, where its description comes from, and what the model leaves out of it."""

    id: Identifier
    title: Words
    summary: Words
    society: Identifier
    sources: Notes = Field(default_factory=list[str])
    leaves_out: Notes = Field(default_factory=list[str])


class Coverage(Record):
    """Share of acts that come within a partner's sight, in urban and in rural areas."""

    urban: Share
    rural: Share


class Attention(Record):
    """Adaptive surveillance: effort follows past detections instead of being spread evenly.

    Each month the effort is redistributed by `region`, by `list` (people on a list for low scores, and everybody else)
    or by tenths of the scale (`score`). The share `lean` of it follows past detections per person there. A detection is
    an act that was seen and costs points; half of past detections are forgotten after `half_life` months. The rest of
    the effort is spread evenly. Nobody is watched more than `most` times as closely as with an even spread.
    """

    by: Literal["region", "list", "score"]
    lean: Share
    half_life: Amount
    most: Amount


class DataSource(Record):
    """A watcher that reports to an operator.

    A person's monthly record of an activity in `sees` comes within sight with probability `coverage`, if the person has
    every bit of `needs`, and is then lost with probability `missed`. With probability `misattributed` a month, one act
    of somebody else is recorded for this person. `attention`: adaptive surveillance; without it surveillance is even.
    `regions`: the numbers of the only regions in which a local partner sees anything; it is in all of them by default.
    `bribe`: the price at which it does not record an act that costs points.
    """

    id: Identifier
    title: Words
    sees: list[Identifier] = Field(min_length=1)
    needs: list[Bit] = Field(default_factory=list[Bit])
    coverage: Coverage
    missed: Share
    misattributed: Share
    attention: Attention | None = None
    regions: list[int] | None = Field(default=None, exclude_if=not_, min_length=1, max_length=32)
    bribe: Bribe | None = Field(default=None, exclude_if=not_)
    facts: SourceFacts | None = None


class Rating(Record):
    """Signed points for one unit of an activity, and the most that a month of it can move the score."""

    activity: Identifier
    points: Figure
    cap: Amount | None = None
    facts: ActFacts | None = None


class Friends(Record):
    """The friends' part: each month the score moves a share `weight` to the friends' mean, at most `cap` points."""

    weight: Share
    cap: Amount


class Score(Record):
    """A score, in points. `half_life`: months after which half of the distance to `base` is forgotten.

    `method` says how it is made. With `ledger` the points of acts are added up. With `model` the operator fits a model
    to its records, and `half_life` says how fast records fade. With `ratings` people rate one another after
    `encounters`.

    `starts` says where it begins. With `base` everybody starts at the base. With `table` people sampled from aggregate
    tables start at the score given there, limited to the scale, and everybody else at the base.
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

    def methods(self) -> dict[str, ScoreMethod]:
        """Return the parameters of the method that makes the score, by their key; none for a ledger."""
        return {key: value for key, value in self if isinstance(value, ScoreMethod)}


METHODS: dict[str, type[ScoreMethod]] = {
    key: table
    for key, field in Score.model_fields.items()
    for table in get_args(field.annotation)
    if isinstance(table, type) and issubclass(table, ScoreMethod)
}


class Joining(Record):
    """Why people join a voluntary operator: the monthly probability is the sum of two parts.

    `perks`: the part for a person who currently has a use for every perk, and in proportion for a use of some of them.
    `friends`: the part for a person whose friends have all joined, and in proportion if some of them have.
    """

    perks: Share | None = None
    friends: Share | None = None


class Leaving(Record):
    """How people leave a voluntary operator.

    `chance`: the monthly probability for a person whose score opens no perk and whose friends have not joined. It is
    lower by the share of friends who have. `cost`: months of income that leaving costs, such as deposits and fees;
    people who cannot pay it stay.
    """

    chance: Share
    cost: Amount


class Operator(Record):
    """An organisation that makes a score from the reports of its `sources`.

    `perks`: decisions that it eases, each by a gate of its own. `score` and `ratings`: its own scale and points, if
    they differ from the regime's; a rating replaces the regime's for the same activity. Bands, lists, the rank and
    gates without an operator belong to the state: they apply while an operator of kind `state` is in force.
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
    """A part of the timeline, from `from_month` up to the next phase.

    While participation is `mandatory`, everybody who is old enough has a score with each of the `operators` in force.
    While it is `voluntary`, only members do. A phase names its operators if the regime has any. Otherwise the regime is
    its own operator, and all partners report to it. An operator's records are deleted after the last of the consecutive
    phases in which it is in force.
    """

    id: Identifier
    from_month: int = Field(ge=0, le=1200)
    participation: Literal["voluntary", "mandatory"]
    operators: list[Identifier] = Field(default_factory=list[Identifier], max_length=4)


class Band(Record):
    """A part of the scale, from `at_least` points up to the next band."""

    id: Identifier
    title: Words
    at_least: float


class Rank(Record):
    """Whether everybody's rank is public."""

    public: bool


class Listing(Record):
    """A list: who is put on it, for how long, and with which consequences.

    People enter with a score `below` (or `at_least`) these points. With `after` they must also have been on that other
    list for `after_months`. They leave once `months` have passed and the entry condition no longer holds.

    Consequences last as long as the entry. `blocks`: decisions refused to the person. `family_blocks`: decisions
    refused to other members of the household. `opens`: decisions whose gates let the person through, and serve the
    person first.
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


class Gate(Keys):
    """What a decision requires of the score, and what a refusal does besides what the society declares.

    Exactly one of `score` (points), `percentile` (of everyone scored, 0 to 100), `band` (at least this one),
    `not_listed` (on none of these lists), `lines` (a score for each group of the `division`), or `objective`
    (thresholds chosen for it, one for each group of the `division`, or one for everybody). A `division` is by the group
    of aggregate tables, by region, or by a state of people. `allocate` says how scarce places are given to people who
    pass: by the incumbent's index or by rank. `months`: how long people have to wait after a refusal, if that is longer
    than the society's own wait. `enforced`: the random share of requests to which the gate is applied; all by default.
    `again`: the monthly probability that a refused person tries again, in place of the society's. `regions`: the
    numbers of the only regions in which the gate is applied; it is applied in all of them by default. `discretion`:
    cases that officials decide at will; `bribe`: the price at which they let a request pass.

    A gate with an `operator` is a perk of that operator and only eases: it refuses nobody. People with at least `score`
    points there move up in the queue for scarce places, by `ease` times the whole length of the incumbent's index.
    """

    division: Division | None = None
    ease: Share | None = None
    enforced: Share | None = None
    again: Share | None = None
    regions: list[int] | None = Field(default=None, exclude_if=not_, min_length=1, max_length=32)
    allocate: Literal["incumbent", "rank"] = "incumbent"
    months: Amount | None = None
    denied: list[PersonEffect] = Field(default_factory=list[PersonEffect], max_length=4)
    discretion: Discretion | None = Field(default=None, exclude_if=not_)
    bribe: Bribe | None = Field(default=None, exclude_if=not_)
    facts: DecisionFacts | None = None

    @property
    def rule(self) -> Rule | None:
        """Return the rule that decides who passes; None for a gate without one."""
        return next(iter(rules_of(self)), None)


class Right(Record):
    """A right that takes effect after `delay` months with probability `odds`."""

    delay: int = Field(ge=0, le=120)
    odds: Share


class Rights(Record):
    """The rights that a regime grants. A right that is absent is withheld.

    - `notice`: the person is informed of false records, refusals by a gate and entries on a list (probability `odds`).
    - `reasons`: the person is informed which acts counted (probability `odds`). Without reasons, correction and appeal
      succeed `blind` times as often, and people respond `blind` times as strongly.
    - `correction`: a false record that the person knows of is deleted (`delay`, `odds`).
    - `appeal`: a human reviews a refusal by a gate that the person knows of (`delay`, `odds` of approval).
    - `repair`: the score of a person who has been on a list for low scores for longer than `delay` returns to the
      threshold after a month in which acts cost no points on balance (`odds` a month), and the entry ends.
    - `expiry`: the same, whatever the month's acts.
    """

    notice: Right | None = None
    reasons: Right | None = None
    correction: Right | None = None
    appeal: Right | None = None
    repair: Right | None = None
    expiry: Right | None = None
    blind: Share | None = None


RIGHTS = tuple(name for name in Rights.model_fields if name != "blind")


class RegimeFile(Record):
    """A regime: who watches what, what it counts for, and what it decides. Every part is optional.

    `facts`, here and in the clauses, are what the law asks about. A simulation does not read them, nor `held_out`.
    """

    regime: RegimeHeader
    phases: list[Phase] = Field(default_factory=list[Phase], max_length=12)
    operators: list[Operator] = Field(default_factory=list[Operator], max_length=8)
    partners: list[DataSource] = Field(default_factory=list[DataSource], max_length=16)
    ratings: list[Rating] = Field(default_factory=list[Rating], max_length=64)
    score: Score | None = None
    bands: list[Band] = Field(default_factory=list[Band], max_length=16)
    rank: Rank | None = None
    lists: list[Listing] = Field(default_factory=list[Listing], max_length=4)
    gates: list[Gate] = Field(default_factory=list[Gate], max_length=32)
    rights: Rights = Field(default_factory=Rights)
    facts: Facts | None = None
    firms: FirmRules | None = None
    held_out: list[HeldOut] = Field(default_factory=list[HeldOut], exclude_if=not_)
