"""Coming of age: education, work and income from home, school, traits and chance."""

from __future__ import annotations

from operator import not_

from pydantic import Field

from counterscore.catalogue.figure import Amount, Effect, Figure, Record, Share


class ComingOfAge(Record):
    """What is determined in the month in which a person comes of age.

    Education is the number of `levels` (three, increasing) that this score reaches; `e` is standard normal:

        home * (guardian's education - mean education) + school * [went to a good school]
        + patience * (person's patience) + skill * (person's skill) + minority * [of the minority] + e

    Income, with the guardian's wage w as a multiple of the median and another standard normal `e`, is:

        median * exp(kept * ln w + schooling * (education - mean education) + (1 - kept) * l + spread * e)

    where l is the logarithm of the income level of the region plus, for the minority, its difference in income: both
    stay from one generation to the next. Each is 0 unless the population declares it.

    Phone, internet, occupation and labour-force status follow the shares of that age in `population`. People also
    enter and leave the labour force at later ages at which those shares change.
    """

    home: Effect
    school: Effect
    patience: Effect
    skill: Effect
    levels: list[Figure] = Field(min_length=3, max_length=3)
    kept: Share
    schooling: Effect
    spread: Amount
    minority: Effect | None = Field(default=None, exclude_if=not_)
