"""The TOML schema of a society's people, and the published figures they are compared with."""

from __future__ import annotations

from itertools import pairwise
from operator import not_
from typing import Annotated, Literal

from pydantic import Field, model_validator

from counterscore.catalogue.figure import Amount, Effect, Figure, Identifier, Pair, Record, Share, Words
from counterscore.society.correlation import CORRELATED, cholesky, matrix
from counterscore.society.joint_schema import EarningsSpec, JointTables
from counterscore.society.traits import Bit

MAX_AGE = 128
MAX_MEMBERS = 8
MeasureName = Literal["share", "household-size", "mean-income", "median-income", "quintile-income"]
Sex = Literal["either", "other", "child", "lone", "widowed"]
STATE_GROUPS = ("everyone", "urban", "rural", "male", "female")
Probability = Annotated[float, Field(ge=0, le=1)]


class Numbers(Record):
    """Numbers with one common origin: a `source`, an `assumption` with a `range`, or what they were `fitted` to.

    `range`: lowest and highest factor by which all numbers of an assumption can be multiplied.
    """

    source: Words | None = None
    assumption: Words | None = None
    fitted: Words | None = None
    range: Pair[float] | None = None

    @model_validator(mode="after")
    def _has_one_origin(self) -> Numbers:
        if sum(bool(text) for text in (self.source, self.assumption, self.fitted)) != 1:
            raise ValueError("numbers need exactly one of source, assumption, fitted")
        if self.assumption and self.range is None:
            raise ValueError("an assumption needs its plausible range = [low, high], as factors on its numbers")
        return self


class Shares(Numbers):
    """Shares of a whole, in order, which add up to 1."""

    shares: list[Probability] = Field(min_length=1, max_length=32)

    @model_validator(mode="after")
    def _add_up(self) -> Shares:
        if abs(sum(self.shares) - 1) > 1e-6:
            raise ValueError(f"shares must add up to 1, not to {sum(self.shares):.6f}")
        return self


class Regions(Shares):
    """The shares of the abstract regions, from 0, and how they differ; a column that is absent is 1 everywhere.

    - `income`: level of incomes relative to the mean over regions; `urban`: share of urban people, likewise.
    - `zeal`: how much of their work officials do, relative to the mean: the factor on the probability that a data
      source with `facts.collected_by = "public-body"` sees an act, and that a gate of the state is applied.
    - `coverage`: how many of a regime's data sources are in force, relative to the mean: the factor on the probability
      that any data source sees an act.
    """

    income: list[Amount] | None = Field(default=None, exclude_if=not_, max_length=32)
    urban: list[Amount] | None = Field(default=None, exclude_if=not_, max_length=32)
    zeal: list[Amount] | None = Field(default=None, exclude_if=not_, max_length=32)
    coverage: list[Amount] | None = Field(default=None, exclude_if=not_, max_length=32)

    @model_validator(mode="after")
    def _has_one_row_each(self) -> Regions:
        for key in ("income", "urban", "zeal", "coverage"):
            column = getattr(self, key)
            if column and len(column) != len(self.shares):
                raise ValueError(f"{key}: {len(column)} values for {len(self.shares)} regions")
        for key in ("income", "urban"):
            if any(level.value <= 0 for level in getattr(self, key) or ()):
                raise ValueError(f"{key}: levels must be above 0")
        return self


class Minority(Record):
    """Where the minority lives, and how it differs from the majority of the same place.

    The share of the state `minority` is multiplied by a factor of the place, such that the mean stays the same.

    - `regions`: how common it is by region; `urban`: how common among urban people, with 1 among rural people.
    - `income`: difference in the logarithm of income; it is kept from one generation to the next.
    - `schooling`: difference in the score of education at the start, in standard deviations. The effect of the language
      of schooling on children is in `circumstances.growing.minority`.
    """

    regions: list[Amount] = Field(min_length=1, max_length=32)
    urban: Amount
    income: Effect
    schooling: Effect


class Member(Record):
    """One member of a household.

    `older`: age difference from the household's reference age in years, uniform between two limits. `sex`: `either`
    with equal probability; `other` than the previous member, whose spouse or partner this one is; or, for `child`,
    `lone` and `widowed`, male with the share of that name in `population.male`.
    """

    older: Pair[float]
    sex: Sex


class HouseholdType(Numbers):
    """A kind of household: its `weight` among households, and its members, the first of whom is an adult.

    `reference`: equally spaced quantiles of the household's reference age in years, interpolated linearly.
    """

    id: Identifier
    title: Words
    weight: Amount
    reference: list[float] = Field(min_length=2, max_length=16)
    members: list[Member] = Field(min_length=1, max_length=MAX_MEMBERS)

    @model_validator(mode="after")
    def _ages_are_possible(self) -> HouseholdType:
        if any(a > b for a, b in pairwise(self.reference)):
            raise ValueError("reference: quantiles must not decrease")
        for member in self.members:
            low, high = member.older
            if not 0 <= self.reference[0] + low <= self.reference[-1] + high < MAX_AGE or low > high:
                raise ValueError(
                    f"older = [{low}, {high}] gives ages outside 0 to {MAX_AGE}, or is not in increasing order"
                )
        if self.members[0].sex == "other":
            raise ValueError('the first member cannot have sex = "other", as there is no previous member')
        return self


class Curve(Numbers):
    """A piecewise linear quantile function of yearly income per head: natural log of yuan at shares `at`."""

    at: list[Probability] = Field(min_length=2, max_length=32)
    log_income: list[Annotated[float, Field(ge=0, le=20)]] = Field(min_length=2, max_length=32)

    @model_validator(mode="after")
    def _rises(self) -> Curve:
        if len(self.at) != len(self.log_income):
            raise ValueError("at and log_income must have the same length")
        if self.at[0] != 0 or self.at[-1] != 1 or any(a >= b for a, b in pairwise(self.at)):
            raise ValueError("at must increase from 0 to 1")
        if any(a > b for a, b in pairwise(self.log_income)):
            raise ValueError("log_income must not decrease")
        return self


class Cohort(Shares):
    """Shares of the four levels of education among people below the age of `below` who are in no earlier cohort."""

    below: int = Field(ge=1, le=200)


class InitialState(Numbers):
    """The probability that the state `bit` holds at the start, by age and by one more division.

    `below`: upper age limits in years, the last one 200. Probabilities are given as `everyone`, or as `urban` and
    `rural`, or as `male` and `female`. Only people with every state in `needs` and none in `excludes` can have it;
    states are drawn in the order of the file. A `household` state is drawn once per household.
    """

    bit: Bit
    household: bool = False
    needs: list[Bit] = Field(default_factory=list[Bit])
    excludes: list[Bit] = Field(default_factory=list[Bit])
    below: list[int] = Field(min_length=1, max_length=24)
    everyone: list[Probability] | None = None
    urban: list[Probability] | None = None
    rural: list[Probability] | None = None
    male: list[Probability] | None = None
    female: list[Probability] | None = None

    @model_validator(mode="after")
    def _is_one_division(self) -> InitialState:
        named = {n for n in STATE_GROUPS if getattr(self, n) is not None}
        if named not in ({"everyone"}, {"urban", "rural"}, {"male", "female"}):
            raise ValueError("chances are given as everyone, as urban and rural, or as male and female")
        if any(len(getattr(self, name)) != len(self.below) for name in named):
            raise ValueError("below and its chances must have the same length")
        if self.below[-1] != 200 or any(a >= b for a, b in pairwise(self.below)):
            raise ValueError("below must increase and end with 200")
        return self


class Wealth(Record):
    """Household wealth per head: median in `months` of income, and `spread`, the standard deviation of its log."""

    months: Amount
    spread: Amount


class Correlation(Record):
    """The correlation of two standard normal scores."""

    of: Pair[str]
    value: Effect

    @model_validator(mode="after")
    def _names_two(self) -> Correlation:
        unknown = [name for name in self.of if name not in CORRELATED]
        if unknown or self.of[0] == self.of[1]:
            raise ValueError(f"of = {list(self.of)}: must be two different names of {', '.join(CORRELATED)}")
        if not -1 < self.value.value < 1:
            raise ValueError(f"a correlation must lie strictly between -1 and 1, not {self.value.value}")
        return self


class CheckSettings(Record):
    """The people that `check` draws: how many, and with which people seed."""

    citizens: int = Field(ge=100, le=100_000_000)
    seed: int = Field(ge=0, lt=2**64)


class Population(Record):
    """How people are drawn, household by household.

    - `neighbourhood`: number of neighbouring households in the same region and the same kind of area.
    - `urban`: share of urban neighbourhoods; `regions`, `minority`: see their classes.
    - `households`: the kinds of household; `male`: share of males among children, people living alone and the widowed.
    - `grown_up`: age of majority in years.
    - `income`: yearly income per head, one curve for `urban` and one for `rural`.
    - `education`, `jobs`, `states`, `wealth`: see their classes. `correlations` that are not listed are 0.
    - `joint`: the published tables that are met together; `earnings`: wages of one's own. Without them people are drawn
      by their margins, and income is the household's.
    """

    check: CheckSettings
    neighbourhood: Amount
    urban: Share
    regions: Regions
    minority: Minority | None = Field(default=None, exclude_if=not_)
    grown_up: Amount
    male: dict[Literal["child", "lone", "widowed"], Share]
    households: list[HouseholdType] = Field(min_length=1, max_length=32)
    income: dict[Literal["urban", "rural"], Curve]
    wealth: Wealth
    education: list[Cohort] = Field(min_length=1, max_length=16)
    jobs: dict[Literal["urban", "rural"], Shares]
    states: list[InitialState] = Field(max_length=32)
    correlations: list[Correlation] = Field(default_factory=list[Correlation])
    joint: JointTables | None = Field(default=None, exclude_if=not_)
    earnings: EarningsSpec | None = Field(default=None, exclude_if=not_)

    @model_validator(mode="after")
    def _is_complete(self) -> Population:
        for key, count in (("male", 3), ("income", 2), ("jobs", 2)):
            if len(getattr(self, key)) != count:
                raise ValueError(f"{key}: all {count} keys are required")
        if any(len(cohort.shares) != 4 for cohort in self.education) or self.education[-1].below != 200:
            raise ValueError("education: each cohort needs four shares, and the last cohort below = 200")
        if self.neighbourhood.value < 1 or self.neighbourhood.value % 1:
            raise ValueError("neighbourhood: must be a whole number of households, 1 or more")
        if not sum(kind.weight.value for kind in self.households) > 0:
            raise ValueError("households: at least one weight must be above 0")
        if self.minority and len(self.minority.regions) != len(self.regions.shares):
            raise ValueError(f"minority: regions needs {len(self.regions.shares)} values")
        cholesky(matrix(self.correlation_of()))
        return self

    @model_validator(mode="after")
    def _heads_are_grown_up(self) -> Population:
        for kind in self.households:
            if kind.reference[0] + kind.members[0].older[0] < self.grown_up.value:
                raise ValueError(f"households, {kind.id}: the first member must always be an adult")
        return self

    def correlation_of(self) -> dict[tuple[str, str], float]:
        """Return the declared correlations by pair of names."""
        return {pair.of: pair.value.value for pair in self.correlations}


class Target(Record):
    """A published figure that the synthetic population must match.

    `measure`: a name in `counterscore.society.measures.MEASURES`. `among`, `among_not`: states that define the
    population of the figure. `having`, `lacking`, `ages` (years, upper limit excluded): who is counted in it. `part`:
    the fifth, for measures of fifths. `within`: the relative error tolerated, 2 % if it is not given.
    """

    id: Identifier
    title: Words
    measure: MeasureName
    value: Figure
    among: list[Bit] = Field(default_factory=list[Bit])
    among_not: list[Bit] = Field(default_factory=list[Bit])
    having: list[Bit] = Field(default_factory=list[Bit])
    lacking: list[Bit] = Field(default_factory=list[Bit])
    ages: Pair[int] | None = None
    part: str | None = None
    within: float | None = Field(default=None, gt=0, le=0.5, exclude_if=not_)


class SetAside(Record):
    """A published figure that is not a target, and why. `measure`: lets `check` compare it with the targets."""

    id: Identifier
    title: Words
    value: Figure
    reason: Words
    measure: Literal["mean-income", "gini"] | None = None
