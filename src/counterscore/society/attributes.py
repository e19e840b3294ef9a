"""Attributes of each person: correlated latent traits, education, occupation and initial states."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel
from counterscore.chance.normal import normal
from counterscore.chance.purposes import ATTRIBUTE, HOUSEHOLD_STATE, PERSON, TRAIT
from counterscore.society.households import Levels, Months, band, income_word
from counterscore.society.tables import Persons
from counterscore.society.traits import BIT
from counterscore.society.words import words_of

f32, f64, u32, u64 = np.float32, np.float64, np.uint32, np.uint64
_URBAN, _FEMALE, _LABOUR = u32(BIT["urban"]), u32(BIT["female"]), u32(BIT["labour-force"])


@inlined
def _mixed(row: Floats, scores: Floats, last: int) -> f32:
    """Return one row of the Cholesky factor times the independent scores."""
    total = f32(0.0)
    for k in range(last + 1):
        total = total + row[k] * scores[k]
    return total


@inlined
def _group(bits: u32) -> int:
    """Return the group of a person by area and sex: urban + 2 x female."""
    return (1 if bits & _URBAN else 0) + (2 if bits & _FEMALE else 0)


@inlined
def _level(limits: Floats, score: f32) -> int:
    level = 0
    for limit in limits:
        level += int(score >= limit)
    return level


@kernel
def scores(
    first: int, last: int, seed: u64, persons: Persons, born: Months, bits: Words, household: Ints, education: Levels,
    traits: Floats,
) -> None:  # fmt: skip
    """Draw education and latent traits (`traits`: trait x person), correlated with the household's income score."""
    words, independent = np.empty(8, np.uint32), np.empty(8, np.float32)
    for i in range(first, last):
        words[0] = income_word(household[i], seed)
        words[1], words[2], words[3], words[4] = words_of(i, 0, TRAIT, 0, seed)
        words[5], words[6], words[7], _ = words_of(i, 0, TRAIT, 1, seed)
        for k in range(8):
            independent[k] = normal(words[k])
        years = -int(born[i]) // 12
        education[i] = _level(persons.education[_group(bits[i]), years], _mixed(persons.mixing[1], independent, 1))
        for t in range(traits.shape[0]):
            traits[t, i] = _mixed(persons.mixing[t + 2], independent, t + 2)


@inlined
def _holds(s: int, i: int, household: int, region: int, bits: u32, years: int, persons: Persons, seed: u64) -> bool:
    if persons.state_household[s]:
        word = words_of(household, s, HOUSEHOLD_STATE, 0, seed)[0]
    else:
        word = words_of(i, s, ATTRIBUTE, 0, seed)[0]
    return bool(f64(word) < f64(persons.state_chance[s, _group(bits), years]) * f64(persons.state_factor[s, region]))


@kernel
def states(
    first: int, last: int, seed: u64, persons: Persons, born: Months, household: Ints, region: Levels, bits: Words,
    job: Levels,
) -> None:  # fmt: skip
    """Draw the declared initial states in their order, and an occupation for everybody in the labour force."""
    for i in range(first, last):
        held, years = bits[i], -int(born[i]) // 12
        for s in range(len(persons.state_bit)):
            eligible = (held & persons.state_needs[s]) == persons.state_needs[s]
            if eligible and (held & persons.state_excludes[s]) == u32(0):
                held |= (
                    persons.state_bit[s]
                    if _holds(s, i, household[i], region[i], held, years, persons, seed)
                    else u32(0)
                )
        bits[i] = held
        urban = 1 if held & _URBAN else 0
        job[i] = band(persons.jobs[urban], words_of(i, 0, PERSON, 0, seed)[0]) + 1 if held & _LABOUR else 0
