"""What a society file says of its people, their ties, and the published figures that they are held against."""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from counterscore.catalogue.figure import Amount, Figure, Identifier, Pair, Record, Share, Words
from counterscore.society.correlation import CORRELATED, cholesky, matrix
from counterscore.society.traits import Bit

MAX_AGE = 128
MAX_MEMBERS = 8
_POWERS = {2**bits for bits in range(1, 13)}
MeasureName = Literal["share", "household-size", "mean-income", "median-income", "quintile-income"]
Probability = Annotated[float, Field(ge=0, le=1)]


class Numbers(Record):
    """Numbers that share one origin: a `source`, an `assumption` with a `range`, or what they were `fitted` to.

    `range` is what all the numbers of an assumption may be multiplied by together.
    """

    source: Words | None = None
    assumption: Words | None = None
    fitted: Words | None = None
    range: Pair[float] | None = None

    @model_validator(mode="after")
    def _has_one_origin(self) -> Numbers:
        if sum(bool(text) for text in (self.source, self.assumption, self.fitted)) != 1:
            raise ValueError("numbers state exactly one of source, assumption, fitted")
        if self.assumption and self.range is None:
            raise ValueError("an assumption states its plausible range = [low, high], factors on its numbers")
        return self


class Shares(Numbers):
    """Shares of a whole, in order; they add up to 1."""

    shares: list[Probability] = Field(min_length=1, max_length=32)

    @model_validator(mode="after")
    def _add_up(self) -> Shares:
        if abs(sum(self.shares) - 1) > 1e-6:
            raise ValueError(f"shares add up to {sum(self.shares):.6f}, not to 1")
        return self


class Member(Record):
    """One person of a household: how many years `older` than its reference age (uniform), and of which sex.

    `either`: one or the other alike; `other`: the sex that the member before has not, and the two are partnered;
    `child`, `lone`, `widowed`: male with the share of that name in `population.male`.
    """

    older: Pair[float]
    sex: Literal["either", "other", "child", "lone", "widowed"]


class HouseholdType(Numbers):
    """A kind of household: its `weight` among households, and its members, the first a grown-up.

    `reference`: quantiles, equally far apart, of the household's reference age in years (straight between them).
    """

    id: Identifier
    title: Words
    weight: Amount
    reference: list[float] = Field(min_length=2, max_length=16)
    members: list[Member] = Field(min_length=1, max_length=MAX_MEMBERS)

    @model_validator(mode="after")
    def _ages_are_possible(self) -> HouseholdType:
        if any(a > b for a, b in pairwise(self.reference)):
            raise ValueError("reference: quantiles never fall")
        for member in self.members:
            low, high = member.older
            if not 0 <= self.reference[0] + low <= self.reference[-1] + high < MAX_AGE or low > high:
                raise ValueError(f"older = [{low}, {high}] leads outside the ages 0 to {MAX_AGE}")
        if self.members[0].sex == "other":
            raise ValueError("the first member has nobody before it to be of the other sex of")
        return self


class Curve(Numbers):
    """A quantile function of yearly income per head: log yuan `log_income` at shares `at`, linear."""

    at: list[Probability] = Field(min_length=2, max_length=32)
    log_income: list[Annotated[float, Field(ge=0, le=20)]] = Field(min_length=2, max_length=32)

    @model_validator(mode="after")
    def _rises(self) -> Curve:
        if len(self.at) != len(self.log_income):
            raise ValueError("at and log_income are equally long")
        if self.at[0] != 0 or self.at[-1] != 1 or any(a >= b for a, b in pairwise(self.at)):
            raise ValueError("at rises from 0 to 1")
        if any(a > b for a, b in pairwise(self.log_income)):
            raise ValueError("log_income never falls")
        return self


class Cohort(Shares):
    """Shares of the four levels of education among people younger than `below` years, and not in an earlier cohort."""

    below: int = Field(ge=1, le=200)


class InitialState(Numbers):
    """A chance that `bit` holds at the start, by age and by one more division.

    `below` lists the upper age limits in years, the last one 200. The chances stand under `everyone`, or under
    `urban` and `rural`, or under `male` and `female`. Only those with every bit of `needs` and none of `excludes`
    are asked; states are drawn in their order. A `household` state takes one draw a household.
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
        named = {n for n in ("everyone", "urban", "rural", "male", "female") if getattr(self, n) is not None}
        if named not in ({"everyone"}, {"urban", "rural"}, {"male", "female"}):
            raise ValueError("chances stand under everyone, or under urban and rural, or under male and female")
        if any(len(getattr(self, name)) != len(self.below) for name in named):
            raise ValueError("below and its chances are equally long")
        if self.below[-1] != 200 or any(a >= b for a, b in pairwise(self.below)):
            raise ValueError("below rises to 200")
        return self


class Wealth(Record):
    """Wealth of a household per head: `months` of income (median), and the standard deviation of its logarithm."""

    months: Amount
    spread: Amount


class Correlation(Record):
    """The correlation of two standard normal scores."""

    of: Pair[str]
    value: Figure

    @model_validator(mode="after")
    def _names_two(self) -> Correlation:
        unknown = [name for name in self.of if name not in CORRELATED]
        if unknown or self.of[0] == self.of[1]:
            raise ValueError(f"of = {list(self.of)}: two of {', '.join(CORRELATED)}")
        if not -1 < self.value.value < 1:
            raise ValueError(f"a correlation lies between -1 and 1, not {self.value.value}")
        return self


class CheckSettings(Record):
    """The people that `check` draws: how many, and from which people seed."""

    citizens: int = Field(ge=100, le=100_000_000)
    seed: int = Field(ge=0, lt=2**64)


class Population(Record):
    """How the people are drawn, household by household.

    - `neighbourhood`: households side by side that share region and urban or rural.
    - `urban`: share of neighbourhoods; `regions`: shares of the abstract regions, from 0.
    - `households`: the kinds of household; `male`: share of boys among children, of men among those who live alone
      or are widowed.
    - `grown_up`: years from which one answers for oneself.
    - `income`: yearly income per head, one curve for `urban` and one for `rural`.
    - `education`, `jobs`, `states`, `wealth`: see their classes. `correlations` not listed are 0.
    """

    check: CheckSettings
    neighbourhood: Amount
    urban: Share
    regions: Shares
    grown_up: Amount
    male: dict[Literal["child", "lone", "widowed"], Share]
    households: list[HouseholdType] = Field(min_length=1, max_length=32)
    income: dict[Literal["urban", "rural"], Curve]
    wealth: Wealth
    education: list[Cohort] = Field(min_length=1, max_length=16)
    jobs: dict[Literal["urban", "rural"], Shares]
    states: list[InitialState] = Field(max_length=32)
    correlations: list[Correlation] = Field(default_factory=list[Correlation])

    @model_validator(mode="after")
    def _is_complete(self) -> Population:
        for key, count in (("male", 3), ("income", 2), ("jobs", 2)):
            if len(getattr(self, key)) != count:
                raise ValueError(f"{key}: all {count} of its keys are needed")
        if any(len(cohort.shares) != 4 for cohort in self.education) or self.education[-1].below != 200:
            raise ValueError("education: four shares a cohort, the last cohort below 200")
        if self.neighbourhood.value < 1 or self.neighbourhood.value % 1:
            raise ValueError("neighbourhood: a whole number of households, 1 or more")
        if not sum(kind.weight.value for kind in self.households) > 0:
            raise ValueError("households: at least one weight above 0")
        cholesky(matrix(self.correlation_of()))
        return self

    @model_validator(mode="after")
    def _heads_are_grown_up(self) -> Population:
        for kind in self.households:
            if kind.reference[0] + kind.members[0].older[0] < self.grown_up.value:
                raise ValueError(f"households, {kind.id}: the first member is always a grown-up")
        return self

    def correlation_of(self) -> dict[tuple[str, str], float]:
        """Return the declared correlations by pair of names."""
        return {pair.of: pair.value.value for pair in self.correlations}


class TiesSpec(Record):
    """Strong ties: how many, and between whom. A pair's chance falls by the factor e for

    - each `reach` numbers between them (near ties; households stand side by side),
    - each `age` years, each `income` units of log income, between them;
    - and by `minority` and `region` powers of e if they differ in these.

    `mean`: ties a person; `far`: the share of them without regard to where one lives; `gregarious`: standard
    deviation of the logarithm of a person's readiness, which follows sociability.

    Over time: everybody's ties come up once in `turn` months. Who looks for a friend meets somebody among `near`
    neighbours (a power of 2), or with chance `anybody` a month, in which all do, somebody anywhere.
    """

    mean: Amount
    far: Share
    reach: Amount
    age: Amount
    income: Amount
    minority: Amount
    region: Amount
    gregarious: Amount
    turn: Amount
    near: Amount
    anybody: Share

    @model_validator(mode="after")
    def _scales(self) -> TiesSpec:
        for key in ("reach", "age", "income"):
            if getattr(self, key).value < 0.001:
                raise ValueError(f"{key}: 0.001 or more")
        if not 0 <= self.mean.value <= 40:
            raise ValueError("mean: from 0 to 40 ties a person")
        if self.turn.value % 1 or not 1 <= self.turn.value <= 240:
            raise ValueError("turn: whole months, 1 to 240")
        if self.near.value not in _POWERS:
            raise ValueError("near: a power of 2, from 2 to 4096")
        return self


class Target(Record):
    """A published figure that the synthetic population is held against.

    `measure`: a name in `counterscore.society.measures.MEASURES`. `among`, `among_not`: bits of those whom the figure
    is about; `having`, `lacking`, `ages` (years, the upper limit excluded): of those who count. `part`: which fifth,
    or other detail, that the measure asks for.
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


class SetAside(Record):
    """A published figure that is not a target, and why. `measure`: what targets imply of it, if that can be said."""

    id: Identifier
    title: Words
    value: Figure
    reason: Words
    measure: Literal["mean-income", "gini"] | None = None
