"""Wages of one's own (Mincer 1974), and the income of a household as the sum over its members."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words, kernel, no_alloc
from counterscore.chance.maths import exp
from counterscore.chance.normal import normal
from counterscore.chance.purposes import EARNINGS
from counterscore.society.households import Levels, Months, income_word
from counterscore.society.places import levels, minority_incomes
from counterscore.society.traits import BIT
from counterscore.society.words import words_of

if TYPE_CHECKING:
    from counterscore.society.joint_schema import EarningsSpec
    from counterscore.society.population_schema import Population

f32, i32, i64, u32, u64 = np.float32, np.int32, np.int64, np.uint32, np.uint64
_ALIVE, _FEMALE, _URBAN = u32(BIT["alive"]), u32(BIT["female"]), u32(BIT["urban"])
_LABOUR, _EMPLOYED, _MINORITY = u32(BIT["labour-force"]), u32(BIT["employed"]), u32(BIT["minority"])
_NONE = u32(0)
_YEAR = 12
_MIDDLE = 40
_AGES = 128
_BLOCK = 1024
_EVER = i32(1 << 20) * i32(12)  # months: more than between any two births, and whole years
Longs = NDArray[np.int64]


class Pay(NamedTuple):
    """What people earn or receive a month, in yuan. Pairs are of rural and urban areas; ages are in months.

    `step`: the factor on earnings at each birthday. `factor`: by region; `group`: of the majority and the minority.
    `on`: false without wages of one's own.
    """

    on: bool
    level: Floats
    schooling: Floats
    profile: Floats
    step: Floats
    women: f32
    shared: f32
    own: f32
    factor: Floats
    group: Floats
    benefit: f32
    pension: Floats
    retires: int
    grown: int
    support: f32


class Earners(NamedTuple):
    """The columns that earnings are drawn from, one entry per person."""

    born: Months
    bits: Words
    region: Levels
    household: Ints
    education: Levels


class Budgets(NamedTuple):
    """The columns that income per head is computed from: `wage`, yuan a month and head, is written."""

    born: Months
    bits: Words
    household: Ints
    earnings: Floats
    wage: Floats


def pay_of(population: Population) -> Pay:
    """Return the arrays for wages of one's own; `on` is false if the population does not declare them."""
    if population.earnings is None:
        return _NO_PAY
    it, grown = population.earnings, int(population.grown_up.value * _YEAR)
    profile = np.array([_profile(it, years) for years in range(_AGES)], np.float32)
    growth = [float(exp(f32(b - a))) for a, b in pairwise(profile)]
    return Pay(
        on=True, level=np.array([it.rural.value, it.urban.value], np.float32), schooling=np.array([0.0,
        *(getattr(it.schooling, k).value for k in ("junior", "senior", "tertiary"))], np.float32), profile=profile,
        step=np.array([1.0, *growth], np.float32), women=f32(it.women.value), shared=f32(it.shared.value),
        own=f32(it.own.value), factor=np.array(levels(population), np.float32),
        group=np.array(minority_incomes(population), np.float32),
        benefit=f32(it.benefit.value), pension=np.array([it.rural_pension.value, it.urban_pension.value], np.float32),
        retires=int(it.pension_age.value * _YEAR), grown=grown, support=f32(it.support.value),
    )  # fmt: skip


def _profile(it: EarningsSpec, years: int) -> float:
    """Return the log of earnings at an age, relative to those at 40."""
    apart = years - _MIDDLE
    return it.growth.value * apart + it.curvature.value * apart * apart


_NO_PAY = Pay(
    on=False,
    level=np.zeros(2, np.float32),
    schooling=np.zeros(4, np.float32),
    profile=np.zeros(_AGES, np.float32),
    step=np.ones(_AGES, np.float32),
    women=f32(0),
    shared=f32(0),
    own=f32(0),
    factor=np.ones(1, np.float32),
    group=np.ones(2, np.float32),
    benefit=f32(0),
    pension=np.zeros(2, np.float32),
    retires=0,
    grown=0,
    support=f32(0),
)


@kernel
def earn(first: int, last: int, seed: u64, pay: Pay, who: Earners, earnings: Floats) -> None:
    """Draw what each adult from `first` to `last` - 1 earns in work, in yuan a month; children earn nothing."""
    for i in range(first, last):
        months = -int(who.born[i])
        earnings[i] = f32(0.0)
        if months >= pay.grown:
            shared = normal(income_word(who.household[i], seed))
            own = normal(words_of(i, 0, EARNINGS, 0, seed)[0])
            points = pay.schooling[who.education[i]] + pay.profile[months // _YEAR]
            points = points + (pay.women if who.bits[i] & _FEMALE else f32(0.0))
            points = points + pay.shared * shared + pay.own * own
            area = 1 if who.bits[i] & _URBAN else 0
            group = 1 if who.bits[i] & _MINORITY else 0
            earnings[i] = pay.level[area] * pay.factor[who.region[i]] * pay.group[group] * exp(points)


@no_alloc
def write_incomes(month: int, pay: Pay, born: Months, bits: Words, earnings: Floats, incomes: Longs) -> None:
    """Write what each person brings to the household, in whole yuan: wage, benefit or pension; the dead bring nothing.

    Every case is computed for everybody and one of them kept, so that the loop vectorises.
    """
    now, retires, grown, benefit = i32(month), i32(pay.retires), i32(pay.grown), pay.benefit
    rural, urban = pay.pension[0], pay.pension[1]
    for j in range(incomes.shape[0]):
        b, months = bits[j], now - i32(born[j])
        looking = ((b & _LABOUR) != _NONE) & (months >= grown)
        working = earnings[j] if (b & _EMPLOYED) != _NONE else (benefit * earnings[j] if looking else f32(0.0))
        pension = urban if (b & _URBAN) != _NONE else rural
        income = pension if months >= retires else working
        incomes[j] = i64(income if (b & _ALIVE) != _NONE else f32(0.0))


@kernel
def share_out(month: int, pay: Pay, own: Budgets, total: Longs, heads: Ints) -> None:
    """Write each person's income per head of the household. `total`, `heads`: zeros, one for each household.

    Totals are whole numbers, so that neither order nor grouping matters.
    """
    people, incomes = own.born.shape[0], np.empty(_BLOCK, np.int64)
    for lo in range(0, people, _BLOCK):
        hi = min(lo + _BLOCK, people)
        write_incomes(month, pay, own.born[lo:hi], own.bits[lo:hi], own.earnings[lo:hi], incomes[: hi - lo])
        for j in range(hi - lo):
            home = u32(own.household[lo + j])
            total[home] += incomes[j]
            heads[home] += i32((own.bits[lo + j] & _ALIVE) != _NONE)
    for i in range(people):
        if (own.bits[i] & _ALIVE) != _NONE:
            home = u32(own.household[i])
            own.wage[i] = f32(total[home]) / f32(heads[home]) + pay.support


@kernel
def grow_with_age(month: int, pay: Pay, own: Budgets) -> None:
    """Multiply the earnings of those who have a birthday this month by the factor of their age."""
    birthday, which = np.empty(_BLOCK, np.bool_), np.empty(_BLOCK + 1, np.int32)
    for lo in range(0, own.born.shape[0], _BLOCK):
        born = own.born[lo : lo + _BLOCK]
        for j in range(born.shape[0]):  # a remainder of positive numbers, so that the loop vectorises
            birthday[j] = u32(i32(month) - i32(born[j]) + _EVER) % u32(_YEAR) == _NONE
        count = 0
        for j in range(born.shape[0]):
            which[count] = i32(lo + j)
            count += int(birthday[j])
        for i in which[:count]:
            months = month - int(own.born[i])
            if pay.grown < months < pay.retires:
                own.earnings[i] = own.earnings[i] * pay.step[months // _YEAR]
