"""The rules of a regime for firms and other legal persons, as a TOML file holds them."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Amount, Figure, Identifier, Record, Share, Words
from counterscore.society.firms_schema import FirmEffect


class FirmDataSource(Record):
    """A watcher of firms.

    What a firm does in a month comes within sight with probability `coverage`, and is then lost with probability
    `missed`. With probability `mistaken` a month, an act is recorded for a firm that has not done it.
    """

    id: Identifier
    title: Words
    sees: list[Identifier] = Field(min_length=1)
    coverage: Share
    missed: Share
    mistaken: Share


class FirmRating(Record):
    """Signed points for a month in which an activity was seen."""

    activity: Identifier
    points: Figure


class FirmScore(Record):
    """The score of a firm, in points. `half_life`: months after which half of the distance to `base` is forgotten."""

    base: float
    lowest: float
    highest: float
    half_life: Amount | None = None


class FirmBand(Record):
    """A part of the firms' scale, from `at_least` points up to the next band."""

    id: Identifier
    title: Words
    at_least: float


class FirmRank(Record):
    """Whether the rank of every firm among all firms is public."""

    public: bool


class FirmListing(Record):
    """A list of firms with a score `below` (or `at_least`) these points.

    Firms stay on it for at least `months`, and as long as the condition holds.
    """

    id: Identifier
    title: Words
    below: float | None = None
    at_least: float | None = None
    months: int = Field(ge=1, le=240)


class FirmGate(Record):
    """What a decision requires of a firm's score, and what a refusal does besides what the society declares.

    Exactly one of `score` (points), `percentile` (of all firms, 0 to 100), `band` (at least this one) or `not_listed`.
    """

    decision: Identifier
    score: Figure | None = None
    percentile: Figure | None = None
    band: Identifier | None = None
    not_listed: list[Identifier] | None = None
    allocate: Literal["incumbent", "rank"] = "incumbent"
    denied: list[FirmEffect] = Field(default_factory=list[FirmEffect], max_length=2)


class Drag(Record):
    """If one is on the list `on` because of its own score, the other is put on the list `onto`."""

    on: Identifier
    onto: Identifier


class Joint(Record):
    """Joint punishment: an owner's list entry affects the firm, or a firm's list entry its owner, or both."""

    source: Words
    owner_to_firm: Drag | None = None
    firm_to_owner: Drag | None = None


class FirmRules(Record):
    """The rules of a regime for firms. Every part is optional."""

    partners: list[FirmDataSource] = Field(default_factory=list[FirmDataSource], max_length=16)
    ratings: list[FirmRating] = Field(default_factory=list[FirmRating], max_length=32)
    score: FirmScore | None = None
    bands: list[FirmBand] = Field(default_factory=list[FirmBand], max_length=16)
    rank: FirmRank | None = None
    lists: list[FirmListing] = Field(default_factory=list[FirmListing], max_length=4)
    gates: list[FirmGate] = Field(default_factory=list[FirmGate], max_length=8)
    joint: Joint | None = None
