"""Methods that make a score without a ledger of points: a model that the operator fits, or ratings by other people."""

from __future__ import annotations

from typing import ClassVar, Literal

from pydantic import Field

from counterscore.catalogue.figure import Amount, Figure, Identifier, Record, Share
from counterscore.regime.facts.clauses import InputFacts
from counterscore.regime.facts.words import Known
from counterscore.society.aggregates import Distribution
from counterscore.society.traits import Bit

_NO_POINTS = "this right gives points back, but this method keeps none: it computes the score anew each month"
_NO_RECORD = "this right corrects a record, but nobody keeps one where people rate one another"


class ScoreMethod(Record):
    """The parameters of a method that makes a score without a ledger of points, under a key of their own in `[score]`.

    `method`: its value of the key `method`. `clause`: its title as a clause of a regime. `cannot_grant`: the rights
    that a regime with this method cannot grant, each with the reason.
    """

    method: ClassVar[str]
    clause: ClassVar[str]
    cannot_grant: ClassVar[dict[str, str]]


class Scaling(Record):
    """How the output of a model becomes points. Output is the log-odds of the outcome or its expected number.

    Either the score is the base at the output `anchor`, and `slope` points lower for each unit of output above it. Or
    people are ranked by output at each fit, and ranks are mapped to a published `distribution`. High output is bad.
    """

    slope: Amount | None = None
    anchor: Figure | None = None
    distribution: Distribution | None = None


class TrainingSample(Record):
    """The people that a model is fitted on.

    Each person is in it with probability `share`, multiplied by the factor in `more` for each bit that the person has.
    `positives`: people without the outcome are left out until this share of the sample has the outcome.
    """

    share: Share
    more: dict[Bit, Amount] = Field(default_factory=dict[Bit, Amount])
    positives: Share | None = None


class Encounters(ScoreMethod):
    """Encounters after which people rate one another in whole points.

    Everybody meets `monthly` others; a share `friends` of them are the person's own ties. A rating is the sum of the
    base, the person's manner this month (the regime's points for the acts that were seen), the rater's `generosity`
    (points per standard deviation of sociability) and `noise` (a standard deviation, in points). Each rating closes a
    share `weight` of the gap between the score and the rating.

    - norm `manner`: as above. `standing`: bad manner towards people below the base is forgiven. `status`: the rating
      moves by `partiality` of the gap between both scores, up if the person's score is the higher one, else down.
    - view `private`: the rater knows the encounter alone. `public`: the rater also sees the score, and the rating moves
      a share `anchor` of the way towards it.
    """

    method = "ratings"
    clause = "ratings by other people"
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
    """A model that the operator fits to its records, and fits again every `every` months.

    Inputs are the `records` of these activities, which fade with the score's half-life, and `attributes` of people. A
    `logistic` model predicts whether any act in `predicts` is recorded within `horizon` months; a `linear` model
    predicts how many are. The first fit needs records and has to wait for the horizon to pass. Until then the regime's
    points make the score, like a scorecard written by hand; without points everybody is at the base. `facts`: what the
    law asks about the attributes.
    """

    method = "model"
    clause = "the model behind the score"
    cannot_grant: ClassVar[dict[str, str]] = {"repair": _NO_POINTS, "expiry": _NO_POINTS}

    kind: Literal["logistic", "linear"]
    predicts: list[Identifier] = Field(min_length=1, max_length=8)
    horizon: int = Field(ge=1, le=60)
    every: int = Field(ge=1, le=60)
    records: list[Identifier] = Field(default_factory=list[Identifier], max_length=32)
    attributes: list[Known] = Field(default_factory=list[Known], max_length=12)
    sample: TrainingSample | None = None
    scaling: Scaling
    facts: list[InputFacts] = Field(default_factory=list[InputFacts], max_length=12)
