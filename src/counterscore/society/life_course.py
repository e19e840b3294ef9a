"""How births, deaths, separations and moves depend on people. What a society does not declare does not happen."""

from __future__ import annotations

from operator import not_

from pydantic import Field

from counterscore.catalogue.figure import Amount, Effect, Record, Share


class ByAge(Record):
    """A monthly probability by age. `below`: upper age limits in years, the last one 200."""

    below: list[int] = Field(min_length=1, max_length=32)
    chance: list[Share] = Field(min_length=1, max_length=32)


class Births(ByAge):
    """The monthly probability that a woman has a child, by age.

    `single`: that of women without a partner, by the same ages; `chance` is then that of women with one. `schooling`:
    factors on both for the four levels of education.
    """

    single: list[Share] | None = Field(default=None, exclude_if=not_, max_length=32)
    schooling: list[Amount] | None = Field(default=None, exclude_if=not_, min_length=4, max_length=4)


class Deaths(ByAge):
    """The monthly probability of dying, by age. `female`: that of women; `chance` is then that of men."""

    female: list[Share] | None = Field(default=None, exclude_if=not_, max_length=32)


class Separation(ByAge):
    """The monthly probability that a couple separates, by the age of the woman, and what becomes of the household.

    - `man_leaves`: probability that he moves out, if both or neither own a home; otherwise the one without a home does.
    - `mother_keeps`: probability that the children stay with her.
    - `pooled`: share of the wealth of both that is added up and halved; each keeps the rest.
    """

    man_leaves: Share
    mother_keeps: Share
    pooled: Share


class Moves(ByAge):
    """Moves to another region, and between country and town.

    A place is a region and a kind of area, urban or rural. The monthly probability that an adult moves is

        chance[age] * schooling[education] * (jobless if jobless else 1) * sum over places of
            share of the people who live there * (income there / income here)**gain * (away if in another region else 1)

    and the places are chosen in proportion to their terms. Expected incomes are the median of the curve of the kind of
    area times the income level of the region (`population.regions.income`).

    - `family`: probability that an adult with a partner takes the partner and their children along.
    - `realised`: the mover's income is multiplied by (income there / income here)**realised.
    """

    schooling: list[Amount] = Field(min_length=4, max_length=4)
    jobless: Amount
    gain: Effect
    away: Amount
    family: Share
    realised: Effect
