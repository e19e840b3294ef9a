"""How a child becomes a grown-up: schooling, work and income, from home, school, traits and luck."""

from __future__ import annotations

from pydantic import Field

from counterscore.catalogue.figure import Amount, Figure, Record, Share


class ComingOfAge(Record):
    """What is settled in the month in which somebody grows up.

    Education, from a score in standard deviations of luck,

        home * (the guardian's education - the mean) + school * [went to a good school]
        + patience * patience + skill * skill + luck

    is the number of `levels` (three, rising) that the score reaches. Income, with the guardian's wage w in medians:

        median * exp(kept * ln w + schooling * (education - the mean) + spread * luck)

    Phone, internet, occupation and labour force follow the shares of that age in `population`; people also join and
    leave the labour force at the later ages at which those shares change.
    """

    home: Figure
    school: Figure
    patience: Figure
    skill: Figure
    levels: list[Figure] = Field(min_length=3, max_length=3)
    kept: Share
    schooling: Figure
    spread: Amount
