"""Decisions: what people apply for, how it is decided without a score, and what the answer changes."""

from __future__ import annotations

from operator import not_
from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Amount, Effect, Identifier, Record, Share, Words
from counterscore.society.credit import Credit
from counterscore.society.labour import Matching
from counterscore.society.learning import LearningDeciders
from counterscore.society.traits import Bit, Granted, Predictor


class PersonEffect(Record):
    """One change to a person.

    A state is set `to` 0 or 1; wealth changes `by` months of income; the wage changes `by` a share of itself.
    """

    changes: Granted | Literal["wealth", "wage"]
    to: Literal[0, 1] | None = None
    by: Effect | None = None


class Incumbent(Record):
    """How places are allocated without a score: by a weighted index, the highest first.

    Each input ranges from 0 to 255: `income` and `collateral` (wealth) on a logarithmic scale, `history` in months of
    work, `seniority` by age, and `lottery` at random (see `IndexScales`). Only the ratios of the weights matter.
    """

    income: Amount | None = None
    collateral: Amount | None = None
    history: Amount | None = None
    seniority: Amount | None = None
    lottery: Amount | None = None


class IndexScales(Record):
    """The scales of the incumbents' index.

    Wage and wealth count from `from_yuan` on and add `doubling` steps for each doubling; age adds one step for every
    `seniority` months.
    """

    from_yuan: Amount
    doubling: Amount
    seniority: Amount


class Hindered(Record):
    """People without the state `lacks` apply with probability `demand` instead."""

    lacks: Bit
    demand: Share


class Pairing(Record):
    """An approval joins two applicants: a woman and a man of one region, at most `apart` years apart in age.

    In the order of the queue, each considers up to `offers` people a month and accepts the first who also accepts.
    """

    apart: Amount
    offers: Amount


class Outcome(Record):
    """The outcome of an approval: good (named by `well`) or bad (named by `ill`), for every applicant, approved or not.

    Only the simulation knows what the outcome of a refused application would have been. `ill_rate`: probability of the
    bad outcome for a person with every predictor at 0; `effects` add to its log-odds, by predictor. `spoilt`: what a
    bad outcome changes. `table`: in a society with aggregate tables, the probability is read off the table of the
    person's group instead, at the current `score` or at that of the `start`, interpolated linearly. People in no table
    keep the probability of `ill_rate`.
    """

    well: Words
    ill: Words
    ill_rate: Share
    effects: dict[Predictor, Effect] = Field(default_factory=dict[Predictor, Effect])
    spoilt: list[PersonEffect] = Field(default_factory=list[PersonEffect], max_length=4)
    table: Literal["start", "score"] | None = None


class Decision(Record):
    """A decision that people apply for.

    A person with every state in `needs` and none in `excludes` applies with probability `demand` a month. After a
    refusal, the person waits at least `wait` months and then applies with probability `again`, if that is given, until
    approved. `places` are open each month per thousand residents, or `matching` decides how many there are; without
    either, places are unlimited. They are allocated by the `incumbent` index unless a regime's gate sets other rules.
    `credit`: a credit market decides in place of `places`. `learning`: deciders learn from outcomes whom to prefer, in
    place of the index. `granted`, `denied`: what an answer changes. `outcome`: what becomes of an approval, if that is
    modelled.
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
    matching: Matching | None = Field(default=None, exclude_if=not_)
    pairing: Pairing | None = None
    credit: Credit | None = Field(default=None, exclude_if=not_)
    learning: LearningDeciders | None = Field(default=None, exclude_if=not_)
    incumbent: Incumbent
    granted: list[PersonEffect] = Field(default_factory=list[PersonEffect], max_length=4)
    denied: list[PersonEffect] = Field(default_factory=list[PersonEffect], max_length=4)
    outcome: Outcome | None = None
