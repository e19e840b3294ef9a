"""The measures as their files declare them: what each is, in what unit, and how large a loss counts as one."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Amount, Identifier, Record
from counterscore.catalogue.find import FOLDER
from counterscore.catalogue.problem import Fault, Problem, nearest
from counterscore.catalogue.read import read

FAMILIES = ("benefits", "validity", "fairness", "stratification", "freedom", "ties", "privacy")


class Defined(Record):
    """What is measured, in words: `definition`, `formula`, and the `source` of the method; in what unit and range."""

    title: str
    definition: str
    formula: str
    unit: str
    range: str
    source: str


class About(Defined):
    """What a measure is.

    `reads`: one figure a `person`, whose mean is a group's; one a `world` and group; or one of two `twins` and group.
    `of`: people's `lives`, the `score` itself, or the `watching`. `each`: measured once for every decision, every
    decision with an outcome, every act that the law protects. `groups`: of everybody together only, or by group.
    `better`: more of it, less, or neither is good for the person. `threshold`: the least loss that counts as one.
    """

    id: Identifier
    reads: Literal["person", "world", "twins"]
    of: Literal["lives", "score", "watching"]
    better: Literal["more", "less", "neither"]
    tag: Literal["assumed", "fitted", "emergent", "held-out"] = "emergent"
    each: Literal["decision", "outcome", "protected"] | None = None
    groups: Literal["all", "every"] = "every"
    threshold: Amount | None = None


class MeasureFile(Record):
    """One family of measures."""

    title: str
    measures: list[About] = Field(min_length=1)


class Shown(Defined):
    """A piece of the law's evidence: its number, and what it is."""

    number: str = Field(pattern=r"^M([1-9]|1[0-5])$")


class EvidenceFile(Record):
    """The law's evidence."""

    title: str
    evidence: list[Shown] = Field(min_length=1)


@cache
def shown() -> EvidenceFile:
    """Return what each piece of the law's evidence is, in the order of the numbers.

    >>> shown().evidence[0].number
    'M1'
    """
    return read(FOLDER / "measures" / "evidence.toml", EvidenceFile)


@cache
def families() -> dict[str, MeasureFile]:
    """Return every family by its name, in the order in which they are presented."""
    return {family: read(FOLDER / "measures" / f"{family}.toml", MeasureFile) for family in FAMILIES}


@cache
def abouts() -> dict[str, About]:
    """Return what every measure is, by id.

    >>> abouts()["gini-wealth"].unit
    'share'
    """
    return {about.id: about for family in families().values() for about in family.measures}


def known(id: str) -> About:
    """Return what a measure is; raise a Problem with the nearest name if there is none."""
    found = abouts().get(id.split(":")[0])
    if found is None:
        allowed = "see counterscore list measures"
        raise Problem(Fault("there is no measure of this name", "measure", id, allowed, nearest(id, abouts())))
    return found
