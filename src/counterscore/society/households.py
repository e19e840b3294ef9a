"""Households: place, members with age and sex, income and wealth.

Everything is a function of the people seed and the number of the household, so that drawing more people changes nobody.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel
from counterscore.chance.maths import exp, unit
from counterscore.chance.normal import normal
from counterscore.chance.purposes import HOUSEHOLD, INCOME, NEIGHBOURHOOD, TEMPLATE
from counterscore.society.tables import Homes
from counterscore.society.traits import BIT
from counterscore.society.words import words_of

f32, u32, u64 = np.float32, np.uint32, np.uint64
Months = NDArray[np.int16]
Levels = NDArray[np.uint8]

# Steps of the two-dimensional quasi-random sequence of Roberts (2018): 2**64 over the plastic number and its square.
_STEP_URBAN, _STEP_REGION = u64(13925035116211876495), u64(10511698010929265437)
_HIGH = u64(32)
_ALIVE, FEMALE, _URBAN, _PARTNERED = u32(BIT["alive"]), u32(BIT["female"]), u32(BIT["urban"]), u32(BIT["partnered"])
_YEAR = f32(12.0)
_OTHER = 1


class Pool(NamedTuple):
    """Households to choose from, one row each: kind, and by member age in months and sex (1 for women).

    `choice`: by kind of area, rural and urban, thresholds of the random word that chooses; no columns if households
    are drawn member by member.
    """

    kind: Levels
    months: Ints
    female: Levels
    choice: Words


class Places(NamedTuple):
    """Where households live: neighbourhoods (`urban`, `region`), and each household's `kind` and first id, `start`.

    `template`: the household of the pool that each is like; empty if households are drawn member by member.
    """

    urban: Levels
    region: Levels
    kind: Levels
    start: Ints
    template: Ints


class Members(NamedTuple):
    """The columns that a household determines for its members, one entry per person."""

    born: Months
    bits: Words
    region: Levels
    household: Ints
    guardian: Ints
    wage: Floats
    wealth: Floats


@inlined
def band(thresholds: Words, word: u32) -> int:
    """Return the index of the first threshold above `word`; the last index if there is none."""
    index = 0
    while index < len(thresholds) - 1 and word >= thresholds[index]:
        index += 1
    return index


@kernel
def sizes(first: int, seed: u64, homes: Homes, kind: Ints, size: Ints) -> None:
    """Write kind and size of the households from `first` on, one per entry of `kind`."""
    for h in range(len(kind)):
        kind[h] = band(homes.kinds, words_of(first + h, 0, HOUSEHOLD, 0, seed)[0])
        size[h] = homes.sizes[kind[h]]


@kernel
def choose(first: int, seed: u64, homes: Homes, pool: Pool, urban: Levels, template: Ints, size: Ints) -> None:
    """Write the household of the pool that each household from `first` on is like, and its size.

    `urban`: by neighbourhood, from 0 on.
    """
    for h in range(len(template)):
        word = words_of(first + h, 0, TEMPLATE, 0, seed)[0]
        row = pool.choice[urban[(first + h) // homes.neighbourhood]]
        low, high = 0, len(row) - 1
        while low < high:
            middle = (low + high) // 2
            low, high = (low, middle) if word < row[middle] else (middle + 1, high)
        template[h] = low
        size[h] = homes.sizes[pool.kind[low]]


@inlined
def income_word(household: int, seed: u64) -> u32:
    """Return the random word that determines a household's income rank in its kind of area, urban or rural."""
    return words_of(household, 0, INCOME, 0, seed)[0]


@inlined
def _interpolated(at: Floats, value: Floats, x: f32) -> f32:
    """Return `value` at `x`, interpolated linearly between the points `at`, which increase from 0 to 1."""
    i = 0
    while at[i + 1] < x:
        i += 1
    return value[i] + (value[i + 1] - value[i]) * ((x - at[i]) / (at[i + 1] - at[i]))


@inlined
def interpolated_evenly(value: Floats, x: f32) -> f32:
    """Return `value` at `x` in [0, 1), interpolated linearly between equally spaced points."""
    position = x * f32(len(value) - 1)
    i = min(int(position), len(value) - 2)
    return value[i] + (value[i + 1] - value[i]) * (position - f32(i))


@kernel
def areas(first: int, seed: u64, homes: Homes, urban: Levels, region: Levels) -> None:
    """Write whether each neighbourhood from `first` on is urban, and its region; both are spread evenly."""
    words = words_of(0, 0, NEIGHBOURHOOD, 0, seed)
    for a in range(len(urban)):
        number = u64(first + a)
        point = number * _STEP_REGION + (u64(words[1]) << _HIGH)
        r = 0
        while point > homes.regions[r]:
            r += 1
        urban[a] = number * _STEP_URBAN + (u64(words[0]) << _HIGH) < homes.urban[r]
        region[a] = r


@inlined
def member_age(older: Floats, years: f32, word: u32) -> int:
    """Return an age in whole months, at least 1."""
    drawn = years + older[0] + unit(word) * (older[1] - older[0])
    return max(int(drawn * _YEAR), 1)


@inlined
def is_female(kind: int, before: u32, word: u32, male: Words) -> bool:
    """Return whether a member is a woman, by the rule of its sex and the bits of the previous member."""
    return (before & FEMALE) == u32(0) if kind == _OTHER else word >= male[kind]


@inlined
def _same_age(months: int, word: u32) -> int:
    """Return an age of the same whole years, in a month drawn at random."""
    return (months // 12) * 12 + int(unit(word) * _YEAR)


@kernel
def members(first: int, last: int, seed: u64, homes: Homes, places: Places, pool: Pool, columns: Members) -> None:
    """Write the members of the households from `first` to `last` - 1, up to the length of the columns."""
    urban, born, bits = places.urban, columns.born, columns.bits
    for h in range(first, last):
        area, kind = h // homes.neighbourhood, places.kind[h]
        _, w_age, w_wealth, _ = words_of(h, 0, HOUSEHOLD, 0, seed)
        years = interpolated_evenly(homes.reference[kind], unit(w_age))
        share = unit(income_word(h, seed))
        income = exp(_interpolated(homes.income_at[urban[area]], homes.income[urban[area]], share)) / _YEAR
        owned = income * homes.wealth[0] * exp(homes.wealth[1] * normal(w_wealth))
        held = u32(0)
        size = homes.sizes[kind]
        for m in range(size):
            i = places.start[h] + m
            if i >= len(born):
                break
            w_older, w_sex, _, _ = words_of(h, m + 1, HOUSEHOLD, 0, seed)
            months = member_age(homes.older[kind, m], years, w_older)
            sex = homes.sex[kind, m]
            female = is_female(sex, held, w_sex, homes.male)
            if len(places.template) > 0:
                months = max(_same_age(pool.months[places.template[h], m], w_older), 1)
                female = pool.female[places.template[h], m] == 1
            held = _ALIVE | (_URBAN if urban[area] else u32(0)) | (FEMALE if female else u32(0))
            bits[i] = held
            if sex == _OTHER or (m + 1 < size and homes.sex[kind, m + 1] == _OTHER):
                bits[i] |= _PARTNERED
            born[i], columns.region[i], columns.household[i] = -months, places.region[area], h
            columns.guardian[i] = i if months >= homes.grown_up * 12 else places.start[h]
            columns.wage[i], columns.wealth[i] = income, owned
