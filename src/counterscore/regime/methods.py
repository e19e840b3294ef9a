"""How a score is made other than by a ledger of points: by a model that the operator fits, or by what others say."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from counterscore.catalogue.figure import Amount, Figure, Identifier, Record, Share
from counterscore.regime.facts.clauses import InputFacts
from counterscore.regime.facts.words import Known
from counterscore.society.aggregates import Distribution
from counterscore.society.traits import Bit

_NO_POINTS = "gives points back, and a method that makes the score anew each month keeps none"
_NO_RECORD = "corrects a record, and where people rate one another nobody keeps one"


class ScoreMethod(Record):
    """The parameters of a method that makes a score without a ledger of points, under a key of their own in `[score]`.

    `method`: its word in the key `method`. `clause`: what it is called as a clause of a regime. `cannot_grant`: the
    rights that a regime with this method cannot grant, each with the reason.
    """

    method: ClassVar[str]
    clause: ClassVar[str]
    cannot_grant: ClassVar[dict[str, str]]


class Scaling(Record):
    """How the output of a model (log-odds of the outcome, or its expected number) becomes points; more is worse.

    Either `slope` points less for each unit of output above `anchor`, at which the score is the base; or everybody's
    place in the ranking by output at the time of a fit, put on a published `distribution`.
    """

    slope: Amount | None = None
    anchor: Figure | None = None
    distribution: Distribution | None = None


class Sample(Record):
    """Whom the operator learns from: everybody with chance `share`, who has a bit of `more` so many times as often.

    `positives`: so many of those without the outcome are left out that this share of the cases has it.
    """

    share: Share
    more: dict[Bit, Amount] = Field(default_factory=dict[Bit, Amount])
    positives: Share | None = None


class Encounters(ScoreMethod):
    """Encounters after which one is rated in whole points, and how people rate.

    Everybody meets `monthly` others, a share `friends` of them among the own ties. A rating is the base, plus the
    manner of the month (what the regime's points make of the acts that were seen), plus the rater's `generosity`
    (points a standard deviation of sociability) and `noise` (standard deviation, points). Each closes `weight` of the
    gap between the number and what was said.

    - norm `manner`: this alone. `standing`: ill manner towards who stands below the base is forgiven. `status`: raised
      by `partiality` of the gap for who stands above the rater, lowered for who stands below.
    - view `private`: the rater knows the encounter. `public`: the number is in sight, and the rating goes `anchor` of
      the way to it.
    """

    method = "ratings"
    clause = "that people rate one another"
    cannot_grant: ClassVar[dict[str, str]] = {"repair": _NO_POINTS, "expiry": _NO_POINTS, "correction": _NO_RECORD}

    monthly: int = Field(ge=1, le=60)
    friends: Share
    noise: Amount
    generosity: Amount
    weight: Share
    norm: Literal["manner", "standing", "status"]
    partiality: Share | None = None
    view: Literal["public", "private"]
    anchor: Share | None = None


class Model(ScoreMethod):
    """A model that the operator fits on what it recorded, and fits again `every` so many months.

    Inputs are the `records` of these activities, of which half is forgotten in the score's half-life, and `attributes`.
    A `logistic` model predicts whether any act of `predicts` is recorded within `horizon` months, a `linear` one how
    many. Until the first fit, which waits for records and for the horizon to pass, the regime's points make the score,
    as a scorecard by hand; without any, everybody stands at the base. `facts`: what law asks about the attributes.
    """

    method = "model"
    clause = "the model that makes the score"
    cannot_grant: ClassVar[dict[str, str]] = {"repair": _NO_POINTS, "expiry": _NO_POINTS}

    kind: Literal["logistic", "linear"]
    predicts: list[Identifier] = Field(min_length=1, max_length=8)
    horizon: int = Field(ge=1, le=60)
    every: int = Field(ge=1, le=60)
    records: list[Identifier] = Field(default_factory=list[Identifier], max_length=32)
    attributes: list[Known] = Field(default_factory=list[Known], max_length=12)
    sample: Sample | None = None
    scaling: Scaling
    facts: list[InputFacts] = Field(default_factory=list[InputFacts], max_length=12)
