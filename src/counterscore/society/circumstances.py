"""Circumstances: what happens to people independently of any score, the same in every twin world."""

from __future__ import annotations

from operator import not_

from pydantic import Field

from counterscore.catalogue.figure import Amount, Record, Share
from counterscore.society.coming_of_age import ComingOfAge
from counterscore.society.life_course import Births, ByAge, Deaths, Moves, Separation
from counterscore.society.traits import Granted


class Lapse(Record):
    """A state that ends by itself with a monthly probability, such as a contract that expires or a loan repaid."""

    ends: Granted
    chance: Share


class Circumstances(Record):
    """Random events, good and bad, and the household budget. Probabilities are per month.

    - `job_loss`: probability of losing a job, for each of the four levels of education.
    - `illness`: probability of falling ill, by age; `recovery`: of recovering.
    - `windfall`: probability; `windfall_months`: its size in months of income.
    - `births`, `deaths`, and optionally `separation` and `moves`: see their classes.
    - `saved`: share of income saved in a month of work; `benefit`: income out of work, as a share of the wage.
    - `living_cost`: minimum cost of living, yuan a month; `illness_cost`: yuan a month while ill.
    - `median_income`: yuan a year per head, and `mean_education`: level; the zero points of these two predictors.
    - `retires`: retirement age in years; `school_ages`: the two ages in years at which people apply for school places.
    - `covered`: share of the cost of illness that insurance pays; `premium`: its price, yuan a month.
    - `smoothed`: share of lost income and of the cost of illness that a running loan covers; `instalment`: its monthly
      price, as a share of the wage, where no credit market sets the price of a loan.
    - `lapses`: states that end by themselves; `growing`: how a child becomes an adult.
    - `strained_below`: a person is financially strained if wealth is below this many months of living cost.
    """

    job_loss: list[Share] = Field(min_length=4, max_length=4)
    illness: ByAge
    recovery: Share
    windfall: Share
    windfall_months: Amount
    births: Births
    deaths: Deaths
    saved: Share
    benefit: Share
    living_cost: Amount
    illness_cost: Amount
    median_income: Amount
    mean_education: Amount
    strained_below: Amount
    retires: Amount
    school_ages: list[Amount] = Field(min_length=2, max_length=2)
    covered: Share
    premium: Amount
    smoothed: Share
    instalment: Share
    lapses: list[Lapse] = Field(default_factory=list[Lapse], max_length=8)
    growing: ComingOfAge
    separation: Separation | None = Field(default=None, exclude_if=not_)
    moves: Moves | None = Field(default=None, exclude_if=not_)
