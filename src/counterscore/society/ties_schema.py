"""The TOML schema of ties: how many and between whom, similarity in conduct and taste, kin, and meeting places."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

from pydantic import Field, SerializerFunctionWrapHandler, model_serializer, model_validator

from counterscore.catalogue.figure import Amount, Effect, Record, Share
from counterscore.society.population_schema import Numbers, Probability

MOST_MET = 8
_POWERS = {2**bits for bits in range(1, 13)}
_LAYERS = ("similarity", "kin", "meeting")


class Similarity(Record):
    """How the weight of a pair falls with the difference of two people in conduct, taste and education.

    A pair's weight is multiplied by e**-(`trustworthiness` * d), with d the difference in standard deviations; likewise
    `heterodoxy`, and `education` per level. Below 0, unlike people are tied more often.
    """

    trustworthiness: Effect
    heterodoxy: Effect
    education: Effect


class Parents(Numbers):
    """Share of adults below the age of `below` (and in no earlier group) who have a living parent in another home."""

    below: list[int] = Field(min_length=1, max_length=16)
    everyone: list[Probability] = Field(min_length=1, max_length=16)

    @model_validator(mode="after")
    def _is_complete(self) -> Parents:
        if len(self.below) != len(self.everyone):
            raise ValueError("below and everyone must have the same length")
        if self.below[-1] != 200 or any(a >= b for a, b in pairwise(self.below)):
            raise ValueError("below must increase and end with 200")
        return self


class Kinship(Record):
    """Kin: parents and children, brothers and sisters, within the home and outside it.

    A parent is `youngest` to `oldest` years older than the child. Of the parents outside the home, a share `close`
    lives in the neighbourhood, a share `abroad` anywhere in the country, and the others in the child's region. A tie
    between kin escapes a share `lasting` of the endings that a tie between others meets; 1: it ends by death alone.
    """

    parents: Parents
    youngest: Amount
    oldest: Amount
    close: Share
    abroad: Share
    lasting: Share

    @model_validator(mode="after")
    def _is_possible(self) -> Kinship:
        if not 12 <= self.youngest.value < self.oldest.value <= 60:
            raise ValueError("youngest and oldest: must be 12 to 60 years, the youngest first")
        if self.close.value + self.abroad.value > 1:
            raise ValueError("close and abroad: must not add up to more than 1")
        return self


class Meeting(Record):
    """Where a person who looks for a friend meets others, and whom of them the person chooses.

    - `seek`: monthly probability to look for a friend, per free place in the person's row of ties.
    - `friends`, `foci`, `anybody`: shares of meetings with friends of friends; at work or at school (colleagues of the
      same firm, or schoolmates: people born within six months in the same catchment); and with anybody. The others, and
      those of people without work or school, are with neighbours: one of the `near` people next to one's home.
    - `catchment`: number of neighbours from whom a school draws its pupils.
    - `met`: number of people met, of whom one is chosen with probability in proportion to the weight of the pair.
    - `from_age`, `to_age`: years at school. `newborn`: places in the row of ties of people born during a run.
      `catchment`, `met` and `newborn` are rounded to whole numbers.
    """

    seek: Share
    friends: Share
    foci: Share
    anybody: Share
    catchment: Amount
    met: Amount
    from_age: Amount
    to_age: Amount
    newborn: Amount

    @model_validator(mode="after")
    def _is_possible(self) -> Meeting:
        if self.friends.value + self.foci.value + self.anybody.value > 1:
            raise ValueError("friends, foci and anybody: must not add up to more than 1")
        for key, low, high in (("met", 1, MOST_MET), ("catchment", 32, 4096), ("newborn", 1, 64)):
            if not low <= getattr(self, key).value <= high:
                raise ValueError(f"{key}: must be {low} to {high}")
        if not self.from_age.value < self.to_age.value <= 30:
            raise ValueError("from_age and to_age: must be years of age up to 30, the earlier first")
        return self


class TiesSpec(Record):
    """Strong ties: how many, and between whom.

    The probability that a pair is tied decreases

    - by the factor e for every `reach` people between them (near ties only; members of a household are neighbours),
    - by the factor e for every `age` years and every `income` units of log income between them,
    - by e**`minority` or e**`region` if they differ in minority status or in region.

    `mean`: ties per person. `far`: share of ties that do not depend on where people live. `gregarious`: standard
    deviation of the logarithm of a person's propensity to form ties, which follows sociability.

    Over time, each person reviews ties once every `turn` months. A person who looks for a friend meets one of `near`
    neighbours (a power of 2). In a month drawn with probability `anybody`, all who look meet somebody from anywhere.

    `similarity`, `kin` and `meeting` are optional: weights that also fall with differences in conduct and taste, kin
    outside the home, and meeting places, which replace `anybody` and the `seek` of the responses.
    """

    mean: Amount
    far: Share
    reach: Amount
    age: Amount
    income: Amount
    minority: Amount
    region: Amount
    gregarious: Amount
    turn: Amount
    near: Amount
    anybody: Share
    similarity: Similarity | None = None
    kin: Kinship | None = None
    meeting: Meeting | None = None

    @model_serializer(mode="wrap")
    def _as_before(self, written: SerializerFunctionWrapHandler) -> dict[str, Any]:
        """Leave out layers that are not declared, so that the content of a file without them does not change."""
        data: dict[str, Any] = written(self)
        return {key: value for key, value in data.items() if key not in _LAYERS or value is not None}

    @model_validator(mode="after")
    def _scales(self) -> TiesSpec:
        for key in ("reach", "age", "income"):
            if getattr(self, key).value < 0.001:
                raise ValueError(f"{key}: must be 0.001 or more")
        if not 0 <= self.mean.value <= 40:
            raise ValueError("mean: must be 0 to 40 ties per person")
        if self.turn.value % 1 or not 1 <= self.turn.value <= 240:
            raise ValueError("turn: must be whole months, 1 to 240")
        if self.near.value not in _POWERS:
            raise ValueError("near: must be a power of 2, from 2 to 4096")
        return self
