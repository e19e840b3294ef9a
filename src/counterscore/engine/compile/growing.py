"""Compile coming of age: schooling and income, and the labour force at later ages."""

from __future__ import annotations

from itertools import accumulate

import numpy as np

from counterscore.chance.kernel import Floats
from counterscore.chance.maths import exp
from counterscore.engine.compile.acts import mask
from counterscore.engine.compile.course import home_level, minority_level
from counterscore.engine.compile.numbers import threshold
from counterscore.engine.core.plan import Growing
from counterscore.engine.life.growing import MOST_STATES
from counterscore.society.earnings import Pay, pay_of
from counterscore.society.population_schema import InitialState, Shares
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT

f32 = np.float32
_YEAR = 12
_ON_GROWING_UP = ("internet", "phone", "unmoved")


def growing(society: SocietyFile) -> Growing:
    """Return how children come of age: the society's declaration, and the shares of its population by age."""
    declared, population = society.circumstances.growing, society.population
    grown = int(population.grown_up.value)
    labour = next((state for state in population.states if state.bit == "labour-force"), None)
    ages = [grown, *(below for below in (labour.below if labour else []) if grown < below < society_end(society))]
    drawn = [state for state in population.states if state.bit in _ON_GROWING_UP][:MOST_STATES]
    return Growing(
        at=np.array([age * _YEAR for age in ages], np.int32),
        home=f32(declared.home.value),
        school=f32(declared.school.value),
        patience=f32(declared.patience.value),
        skill=f32(declared.skill.value),
        levels=np.array([level.value for level in declared.levels], np.float32),
        kept=f32(declared.kept.value),
        schooling=f32(declared.schooling.value),
        spread=f32(declared.spread.value),
        pay=first_pay(pay_of(population)),
        joins=_words([[_joins(labour, sex, ages, k) for k in range(len(ages))] for sex in ("male", "female")]),
        leaves=_words([[_leaves(labour, sex, ages, k) for k in range(len(ages))] for sex in ("male", "female")]),
        jobs=_words([_steps(population.jobs[place]) for place in ("rural", "urban")]),
        state_bits=np.array([BIT[state.bit] for state in drawn], np.uint32),
        state_needs=np.array([mask(state.needs) for state in drawn], np.uint32),
        state_excludes=np.array([mask(state.excludes) for state in drawn], np.uint32),
        state_chance=_words(
            [[threshold(share(state, place, grown)) for state in drawn] for place in ("rural", "urban")]
        ),
        minority=f32(declared.minority.value if declared.minority else 0.0),
        level=home_level(society),
        minority_level=minority_level(society),
    )


def first_pay(pay: Pay) -> Floats:
    """Return what a person of mean schooling earns at coming of age, by kind of area."""
    middle = f32(pay.schooling.mean())
    return np.array([level * exp(f32(middle + pay.profile[pay.grown // _YEAR])) for level in pay.level], np.float32)


def society_end(society: SocietyFile) -> int:
    """Return the retirement age in years, from which nobody works."""
    return int(society.circumstances.retires.value)


def share(state: InitialState, part: str, age: int) -> float:
    """Return the share of people who have a state at an age in years, in a `part` such as "urban".

    Without shares for this part, those of everyone are used, or else the mean of the two parts that are given.
    """
    chances = getattr(state, part) or state.everyone
    if chances is None:
        both = [row for row in (state.urban, state.rural, state.male, state.female) if row]
        chances = [sum(pair) / len(pair) for pair in zip(*both, strict=True)]
    return next(chance for below, chance in zip(state.below, chances, strict=True) if age < below)


def _joins(labour: InitialState | None, sex: str, ages: list[int], k: int) -> np.uint32:
    """Return the chance that a person outside the labour force enters it at the age `ages[k]`."""
    if labour is None:
        return threshold(1.0)
    now = share(labour, sex, ages[k])
    before = share(labour, sex, ages[k - 1]) if k else 0.0
    return threshold((now - before) / (1 - before) if now > before else 0.0)


def _leaves(labour: InitialState | None, sex: str, ages: list[int], k: int) -> np.uint32:
    """Return the chance that a person in the labour force leaves it at the age `ages[k]`.

    It is 0 at the first age, coming of age, at which membership is drawn again.
    """
    if labour is None or k == 0:
        return threshold(0.0)
    now, before = share(labour, sex, ages[k]), share(labour, sex, ages[k - 1])
    return threshold(1 - now / before if now < before else 0.0)


def _steps(jobs: Shares) -> list[np.uint32]:
    return [threshold(min(step, 1.0)) for step in accumulate(jobs.shares)]


def _words(rows: list[list[np.uint32]]) -> np.ndarray[tuple[int, int], np.dtype[np.uint32]]:
    return np.array(rows, np.uint32).reshape(len(rows), -1)
