"""What people ask for, how it is decided without any score, and what the answer does to a life."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Amount, Figure, Identifier, Record, Share, Words
from counterscore.society.traits import Bit, Granted, Predictor


class PersonEffect(Record):
    """One change to a life.

    A state is set (`to` 0 or 1), wealth is moved `by` so many months of income, the wage `by` a share of itself.
    """

    changes: Granted | Literal["wealth", "wage"]
    to: Literal[0, 1] | None = None
    by: Figure | None = None


class Incumbent(Record):
    """How the places go without a score: a weighted index, the highest first.

    Each input runs from 0 to 255: `income` and `collateral` (wealth) on a logarithmic scale, `history` months in work,
    `seniority` age, `lottery` a draw (see `Index` for the scales). Weights are relative to one another.
    """

    income: Amount | None = None
    collateral: Amount | None = None
    history: Amount | None = None
    seniority: Amount | None = None
    lottery: Amount | None = None


class IndexScales(Record):
    """The scales of the incumbents' index.

    Wage and wealth count from `from_yuan` on, so many steps for each `doubling`; age counts a step for so many months
    of `seniority`.
    """

    from_yuan: Amount
    doubling: Amount
    seniority: Amount


class Hindered(Record):
    """Who `lacks` a state asks with the chance `demand` instead."""

    lacks: Bit
    demand: Share


class Pairing(Record):
    """A grant takes two: a woman and a man of one region, at most `apart` years between them.

    In the order of the queue each looks at up to so many `offers` a month and takes the first that comes about.
    """

    apart: Amount
    offers: Amount


class Outcome(Record):
    """What would come of a grant: it goes `well` or else `ill`, for whoever asks, granted or not.

    `ill_rate` is the chance that it goes ill for somebody with every predictor at 0; `effects` move its log-odds, by
    predictor. Only the simulation knows it of those who were refused. `spoilt`: what a grant that goes ill does to a
    life. `table`: where the society comes from aggregate tables, the chance is instead what the table of the person's
    group has at the `score` that the person has now, or had at the `start`; straight between its rows. Who stands in no
    table has the chance of `ill_rate`.
    """

    well: Words
    ill: Words
    ill_rate: Share
    effects: dict[Predictor, Figure] = Field(default_factory=dict[Predictor, Figure])
    spoilt: list[PersonEffect] = Field(default_factory=list[PersonEffect], max_length=4)
    table: Literal["start", "score"] | None = None


class Decision(Record):
    """A decision that people face.

    Somebody with every bit of `needs` and none of `excludes` asks with chance `demand` in a month; who was refused
    and not granted since, with chance `again` if that is given, and not before `wait` months have passed. `places` are
    open each month for a thousand residents; without it there is room for all. They go by the incumbent's index,
    unless a regime's gate says otherwise. `outcome`: what would come of a grant, where that can be told.
    """

    id: Identifier
    title: Words
    needs: list[Bit] = Field(min_length=1)
    excludes: list[Bit] = Field(default_factory=list[Bit])
    demand: Share
    again: Share | None = None
    wait: Amount | None = None
    hindered: Hindered | None = None
    places: Amount | None = None
    pairing: Pairing | None = None
    incumbent: Incumbent
    granted: list[PersonEffect] = Field(default_factory=list[PersonEffect], max_length=4)
    denied: list[PersonEffect] = Field(default_factory=list[PersonEffect], max_length=4)
    outcome: Outcome | None = None
