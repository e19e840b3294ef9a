"""The measures as their files declare them: what each is, its unit, and how large a loss must be to count."""

from __future__ import annotations

from functools import cache
from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Amount, Identifier, Record
from counterscore.catalogue.find import FOLDER
from counterscore.catalogue.problem import Fault, Problem, nearest
from counterscore.catalogue.read import read

FAMILIES = ("benefits", "validity", "fairness", "stratification", "freedom", "opinions", "ties", "privacy")
_DEPENDS = {"people": "the number of people simulated", "months": "the length of the run"}


class Defined(Record):
    """What is measured: `definition`, `formula`, `unit`, `range`, and the `source` of the method.

    `depends_on`: what of how a study is run changes the expected value, and why: the number of `people` simulated, or
    the length of the run in `months`. What is not named must not change it, which tests/measure/sizes.py checks for
    people.
    """

    title: str
    definition: str
    formula: str
    unit: str
    range: str
    source: str
    depends_on: dict[Literal["people", "months"], str] = Field(default_factory=dict[Literal["people", "months"], str])

    @property
    def dependence(self) -> str:
        """Return on what of a study the expected value depends, and why, in words; empty if it depends on neither."""
        words = (f"{_DEPENDS[each]}: {why}" for each, why in self.depends_on.items())
        return "; and on ".join(words)


class About(Defined):
    """What a measure is.

    `reads`: the measure has one value per `person` (a group's value is the mean), one per `world` and group, or one
    per pair of `twins` and group. `of`: it is about people's `lives`, the `score` itself, or the `watching`. `each`: it
    is measured separately for every decision, every decision with an outcome, or every act that the law protects.
    `groups`: it is defined for everyone together only, or also by group. `better`: whether more of it, less of it, or
    neither is good for the person. `threshold`: the smallest loss that counts as a loss. `undefined`: why there is no
    value, where there is none. `needs`: another world that must be simulated for it, so that it is taken only if it is
    named: `unresponsive` is the same world in which nobody responds to a score. `kind`: measures of one kind
    say the same in other words; by default a measure is the only one of its kind. `scaled_by`: the declared judgement
    by which all of it is multiplied. `part`: the table that a society must declare for it; other societies do not have
    the measure.
    """

    id: Identifier
    reads: Literal["person", "world", "twins"]
    of: Literal["lives", "score", "watching"]
    better: Literal["more", "less", "neither"]
    each: Literal["decision", "outcome", "protected"] | None = None
    groups: Literal["all", "every"] = "every"
    threshold: Amount | None = None
    undefined: str | None = None
    needs: Literal["unresponsive"] | None = None
    kind: Identifier | None = None
    scaled_by: str | None = None
    part: Literal["opinions"] | None = None

    @property
    def sort(self) -> str:
        """Return the kind of result that the measure is."""
        return self.kind or self.id


class MeasureFile(Record):
    """One family of measures."""

    title: str
    measures: list[About] = Field(min_length=1)


class EvidenceSpec(Defined):
    """A piece of legal evidence: its number, and what it measures."""

    number: str = Field(pattern=r"^M([1-9]|1[0-5])$")


class EvidenceFile(Record):
    """The file of the legal evidence."""

    title: str
    evidence: list[EvidenceSpec] = Field(min_length=1)


@cache
def shown() -> EvidenceFile:
    """Return the pieces of legal evidence, in the order of their numbers.

    >>> shown().evidence[0].number
    'M1'
    """
    return read(FOLDER / "measures" / "evidence.toml", EvidenceFile)


@cache
def families() -> dict[str, MeasureFile]:
    """Return every family of measures by its name, in the order in which they are presented."""
    return {family: read(FOLDER / "measures" / f"{family}.toml", MeasureFile) for family in FAMILIES}


@cache
def abouts() -> dict[str, About]:
    """Return the description of every measure, by id.

    >>> abouts()["gini-wealth"].unit
    'share'
    """
    return {about.id: about for family in families().values() for about in family.measures}


def known(id: str) -> About:
    """Return the description of a measure; raise a Problem that suggests the nearest name if there is none."""
    found = abouts().get(id.split(":")[0])
    if found is None:
        allowed = "one of those that `counterscore list measures` shows"
        raise Problem(Fault("there is no measure with this name", "measure", id, allowed, nearest(id, abouts())))
    return found
