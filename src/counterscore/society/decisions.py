"""What people ask for, how it is decided without any score, and what the answer does to a life."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Amount, Figure, Identifier, Record, Share
from counterscore.society.traits import Bit


class Effect(Record):
    """One change to a life: a state set (`to` 0 or 1), or wealth moved `by` so many months of income."""

    changes: Literal["employed", "home-owner", "partnered", "papers", "schooled", "wealth"]
    to: Literal[0, 1] | None = None
    by: Figure | None = None


class Incumbent(Record):
    """How the places go without a score: a weighted index, the highest first.

    Each input runs from 0 to 255: `income` and `collateral` (wealth) on a logarithmic scale, `history` months in work,
    `seniority` age, `lottery` a draw. Weights are relative to one another.
    """

    income: Amount | None = None
    collateral: Amount | None = None
    history: Amount | None = None
    seniority: Amount | None = None
    lottery: Amount | None = None


class Decision(Record):
    """A decision that people face.

    Somebody with every bit of `needs` and none of `excludes` asks with chance `demand` in a month. `places` are
    open each month for a thousand residents; without it there is room for all. They go by the incumbent's index,
    unless a regime's gate says otherwise.
    """

    id: Identifier
    title: str
    needs: list[Bit] = Field(min_length=1)
    excludes: list[Bit] = Field(default_factory=list[Bit])
    demand: Share
    places: Amount | None = None
    incumbent: Incumbent
    granted: list[Effect] = Field(default_factory=list[Effect], max_length=4)
    denied: list[Effect] = Field(default_factory=list[Effect], max_length=4)
