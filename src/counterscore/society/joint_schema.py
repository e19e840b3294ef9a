"""The TOML schema of what makes synthetic people jointly right: published tables, and how regions differ."""

from __future__ import annotations

from pydantic import Field, model_validator

from counterscore.catalogue.figure import Amount, Effect, Identifier, Notes, Record, Share, Words


class JointTables(Record):
    """The published tables that households and education are fitted to, together.

    `published`: a file of published tables. `tables`: those of its tables whose use is `fitted`. Households are taken
    from a pool of `pool` of them of each kind, made by the rules of `population.households`, with weights in which
    every table is met (iterative proportional updating). Tables with `education` are met by iterative proportional
    fitting of its cohorts, with these odds as a start: of one level more of education in urban relative to rural
    areas, and of women relative to men.
    """

    published: str = Field(min_length=1)
    tables: list[Identifier] = Field(min_length=1, max_length=32)
    pool: Amount
    urban_odds: Amount
    female_odds: Amount

    @model_validator(mode="after")
    def _pool_is_possible(self) -> JointTables:
        if self.pool.value % 1 or not 16 <= self.pool.value <= 4096:
            raise ValueError("pool: must be a whole number of households of each kind, 16 to 4096")
        if min(self.urban_odds.value, self.female_odds.value) <= 0:
            raise ValueError("urban_odds, female_odds: odds must be above 0")
        return self


class EarningsByEducation(Record):
    """Log points of earnings of each level of education above primary or less."""

    junior: Effect
    senior: Effect
    tertiary: Effect


class EarningsSpec(Record):
    """Wages of one's own (Mincer 1974), from which the income of a household follows.

    In work, a person of age a earns, a month,

        level * exp(schooling of the level + growth * (a - 40) + curvature * (a - 40)^2 + women * [a woman]
                    + shared * z_household + own * z)

    with `level` one number for `urban` and one for `rural` (yuan a month), and `growth` and `curvature` per year. A
    jobless person has `benefit` of that, a person of 60 or over a pension (yuan a month, by kind of area). Income per
    head is the sum over the household's members plus `support` (yuan a month and head), divided by their number.
    `sources`: where the form and the numbers come from.
    """

    urban: Amount
    rural: Amount
    schooling: EarningsByEducation
    growth: Effect
    curvature: Effect
    women: Effect
    shared: Amount
    own: Amount
    benefit: Share
    urban_pension: Amount
    rural_pension: Amount
    pension_age: Amount
    support: Amount
    sources: Notes = Field(default_factory=list[str])
    title: Words = ""
