"""What people do, and what moves how often they do it."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Amount, Figure, Identifier, Record, Words
from counterscore.society.traits import Bit, Domain, Predictor


class Activity(Record):
    """One kind of act: its rate model and how it stands with the law.

    The amount of a month is a whole number of `unit`. For somebody whose predictors are all zero it is
    `rate` on average (for `yes-no`: the chance); each effect adds to the logarithm of the rate (for
    `yes-no`: to the log-odds).

    - `yes-no`: done or not in a month.
    - `count`: geometric, with the rate for its mean, cut at `most` (4, 8 or 16).
    - `hours`: exponential, rounded to whole hours, cut at `most` (up to 400).
    """

    id: Identifier
    title: Words
    domain: Domain
    unit: str
    kind: Literal["yes-no", "count", "hours"]
    most: int = Field(ge=1, le=400)
    who: list[Bit] = Field(min_length=1)
    law: Literal["lawful", "protected", "unlawful"]
    protected: Literal["speech", "assembly", "association", "religion", "petition", "union", "thought"] | None = None
    response: Literal["comply", "censor", "game", "none"]
    rate: Amount
    effects: dict[Predictor, Figure] = Field(default_factory=dict[Predictor, Figure])
