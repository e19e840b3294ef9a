"""Activities: what people do, and what makes them do it more or less often."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Amount, Effect, Identifier, Record, Words
from counterscore.society.traits import Bit, Domain, Predictor


class Activity(Record):
    """One kind of act: how often people do it (a generalised linear model) and its legal status.

    The monthly amount is a whole number of `unit`. For a person with all predictors at zero its mean is `rate` (for
    `yes-no`: the probability). Each of the `effects` adds to the logarithm of the rate (for `yes-no`: to the log-odds).

    - `yes-no`: done or not in a month.
    - `count`: geometric with mean `rate`, truncated at `most` (4, 8 or 16).
    - `hours`: exponential, rounded to whole hours, truncated at `most` (up to 400).

    `who`: states that a person needs to do it. `law`: its legal status; `protected`: the freedom that protects it.
    `response`: how people change it in response to a score.
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
    effects: dict[Predictor, Effect] = Field(default_factory=dict[Predictor, Effect])
