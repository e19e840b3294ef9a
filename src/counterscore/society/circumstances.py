"""What happens to people by itself, the same in every twin world."""

from __future__ import annotations

from pydantic import Field

from counterscore.catalogue.figure import Amount, Record, Share
from counterscore.society.coming_of_age import ComingOfAge
from counterscore.society.traits import Granted


class ByAge(Record):
    """A monthly chance by age: `below` lists the upper age limits in years, the last one 200."""

    below: list[int] = Field(min_length=1, max_length=16)
    chance: list[Share] = Field(min_length=1, max_length=16)


class Lapse(Record):
    """A state that ends by itself, with so much of a chance in a month: a contract that runs out, a loan paid back."""

    ends: Granted
    chance: Share


class Circumstances(Record):
    """Monthly chances and sizes of luck, good and bad, and the household budget.

    - `job_loss`: chance that a job ends, for each of the four levels of education.
    - `illness`: chance to fall ill, by age; `recovery`: chance that an illness ends.
    - `windfall`: chance; `windfall_months`: its size in months of income.
    - `births`: chance that a woman bears a child, by age; `deaths`: by age.
    - `saved`: share of income put aside in a month of work; `benefit`: income without work, as a share of the wage.
    - `living_cost`: yuan a month that nobody can go below; `illness_cost`: yuan a month while ill.
    - `median_income`: yuan a year a head, and `mean_education`: level; predictors are measured from these.
    - `retires`: age in years at which work ends; `school_ages`: the two ages, in years, at which school places are due.
    - `covered`: share of the cost of an illness that an insurance pays; `premium`: its price, yuan a month.
    - `smoothed`: share of lost income and of the cost of an illness that a running loan spreads; `instalment`: its
      price, a share of the wage each month.
    - `lapses`: states that end by themselves; `growing`: how a child becomes a grown-up.
    - `strained_below`: somebody whose wealth is below so many months of living cost is strained.
    """

    job_loss: list[Share] = Field(min_length=4, max_length=4)
    illness: ByAge
    recovery: Share
    windfall: Share
    windfall_months: Amount
    births: ByAge
    deaths: ByAge
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
