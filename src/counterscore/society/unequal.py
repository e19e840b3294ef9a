"""Regions and the minority: who belongs to the minority where, and what it does to income and education at the start.

A change of what `draw` has drawn, from the same random words, for societies that declare any of it.
"""

from __future__ import annotations

from decimal import Decimal
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel
from counterscore.chance.normal import normal
from counterscore.chance.purposes import HOUSEHOLD_STATE, TRAIT
from counterscore.society.attributes import education_level, group_of
from counterscore.society.households import Levels, Months, income_word
from counterscore.society.places import levels, minority_by_place, minority_incomes, minority_share
from counterscore.society.population_schema import Population
from counterscore.society.tables import Persons, word
from counterscore.society.traits import BIT
from counterscore.society.words import words_of

f32, u32, u64 = np.float32, np.uint32, np.uint64
_URBAN, _MINORITY = u32(BIT["urban"]), u32(BIT["minority"])


class Differences(NamedTuple):
    """By place, unless noted: the chance of a household to belong to the minority, as the threshold of a word, and the
    factors on income.

    `state`: the place of `minority` among the states, -1 if its share is the same everywhere. `schooling`: what is
    added to the score of education of the majority and of the minority; its mean over people is 0.
    """

    state: int
    chance: Words
    majority: Floats
    minority: Floats
    schooling: tuple[np.float32, np.float32]


class Drawn(NamedTuple):
    """The columns that differences between regions and groups change."""

    born: Months
    bits: Words
    region: Levels
    education: Levels
    household: Ints
    wage: Floats
    wealth: Floats


def differences(population: Population) -> Differences | None:
    """Return what differs between regions and groups at the start, or None if nothing does."""
    minority, level = population.minority, levels(population)
    if minority is None and all(each == 1 for each in level):
        return None
    shares, factor = [Decimal(0)] * len(level) * 2, minority_incomes(population)
    if minority:
        whole = Decimal(minority_share(population))
        shares = [min(whole * each, Decimal(1)) for each in minority_by_place(population)]
    return Differences(
        state=next((k for k, each in enumerate(population.states) if each.bit == "minority"), -1) if minority else -1,
        chance=np.array([word(float(share)) for share in shares], np.uint32),
        majority=np.array([float(each * factor[0]) for each in level for _ in range(2)], np.float32),
        minority=np.array([float(each * factor[1]) for each in level for _ in range(2)], np.float32),
        schooling=_schooling(population),
    )


def _schooling(population: Population) -> tuple[np.float32, np.float32]:
    if population.minority is None:
        return f32(0.0), f32(0.0)
    gap, share = population.minority.schooling.value, minority_share(population)
    return f32(-share * gap), f32((1 - share) * gap)


def apply(population: Population, persons: Persons, columns: dict[str, NDArray[Any]], seed: u64) -> None:
    """Change minority membership, income, wealth and education by what the population declares, if anything."""
    if found := differences(population):
        drawn = Drawn(**{name: columns[name] for name in Drawn._fields})
        _differ(found, persons, drawn, seed)


@inlined
def _schooled(persons: Persons, i: int, household: int, group: int, years: int, shift: f32, seed: u64) -> int:
    """Return the level of education with a score changed by `shift`, from the words by which it was drawn."""
    first, second = normal(income_word(household, seed)), normal(words_of(i, 0, TRAIT, 0, seed)[0])
    row = persons.mixing[1]
    return education_level(persons.education[group, years], row[0] * first + row[1] * second + shift)


@kernel
def _differ(found: Differences, persons: Persons, drawn: Drawn, seed: u64) -> None:
    for i in range(drawn.born.shape[0]):
        place = 2 * int(drawn.region[i]) + (1 if drawn.bits[i] & _URBAN else 0)
        home = int(drawn.household[i])
        if found.state >= 0:
            chosen = words_of(home, found.state, HOUSEHOLD_STATE, 0, seed)[0] < found.chance[place]
            drawn.bits[i] = u32((drawn.bits[i] & ~_MINORITY) | (_MINORITY if chosen else u32(0)))
        among = drawn.bits[i] & _MINORITY
        factor = found.minority[place] if among else found.majority[place]
        drawn.wage[i] = drawn.wage[i] * factor
        drawn.wealth[i] = drawn.wealth[i] * factor
        shift = found.schooling[1] if among else found.schooling[0]
        if shift != f32(0.0):
            years = -int(drawn.born[i]) // 12
            drawn.education[i] = _schooled(persons, i, home, group_of(drawn.bits[i]), years, shift, seed)
