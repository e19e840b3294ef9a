"""Deciders who learn: a regression of the outcomes of approved applicants on the signs that deciders see."""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import Field

from counterscore.catalogue.figure import Amount, Record
from counterscore.society.traits import Bit

# What deciders can see of an applicant, apart from a score. `region` becomes one sign for each region.
Sign = Literal[
    "age", "income", "wealth", "education", "history", "region",
    "female", "urban", "minority", "employed", "ill", "partnered", "home-owner", "strained", "defaulter",
]  # fmt: skip
SIGNS: tuple[Sign, ...] = get_args(Sign)


class Interview(Record):
    """An assessment of each applicant: the probability of a bad outcome, plus a normal error.

    `error`: its standard deviation, as a probability; `group_error`: that for people with the state `group`.
    """

    error: Amount
    group: Bit | None = None
    group_error: Amount | None = None


class LearningDeciders(Record):
    """Deciders refit a linear regression of bad outcomes every `every` months, and rank or price applicants by it.

    They know the outcomes of people whom they approved, not of others. Half of what they know counts no more after
    `memory` months. `prior`: the weight, in cases, of their first belief that all applicants are alike, with the
    outcome's `ill_rate`. `signs`: what they see. They also see the score, if a gate or an operator of the regime
    applies to the decision. `by`: a state by which they keep separate regressions. Source: Phelps 1972.
    """

    every: Amount
    memory: Amount
    prior: Amount
    signs: list[Sign] = Field(min_length=1)
    by: Bit | None = None
    interview: Interview | None = None
