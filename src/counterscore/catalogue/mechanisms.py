"""What is put into the model, what is fitted, and what comes out of it: the mechanisms as their files declare them.

`mechanisms.toml` lists them; `poverty-trap.toml` declares where in the space of parameters a poverty trap arises.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Amount, Figure, Identifier, Record, Share
from counterscore.catalogue.find import FOLDER
from counterscore.catalogue.read import read

Tag = Literal["assumed", "fitted", "emergent"]
_PLACE = FOLDER / "mechanisms"


class Told(Record):
    """How a report tells a mechanism: `score` only where there is a score, `free` only where one may stay out."""

    title: str
    words: str
    score: bool = False
    free: bool = False


class Mechanism(Record):
    """One thing that happens in the model. `where`: the file of the package that declares it or in which it arises."""

    id: Identifier
    title: str
    tag: Tag
    where: str
    told: Told | None = None


class Mechanisms(Record):
    """All mechanisms of the model."""

    mechanisms: list[Mechanism]


class Trap(Record):
    """What is measured, on how many people and months, and from what difference on it counts; see the file."""

    title: str
    tag: Literal["emergent"]
    society: Identifier
    regime: Identifier
    phase: Identifier
    citizens: int = Field(ge=100)
    months: int = Field(ge=1)
    spell: Amount
    cut: list[str]
    least: Share
    most: Share


class Region(Record):
    """A box of parameters: each key of `values` may take any value of its range; the rules in `without` are left out.

    A key leads through the tables of a shipped file, such as `regime.gates.job.score`; the entries of a list are named
    by their id, activity or decision; perks have no name here.
    """

    id: Identifier
    title: str
    trap: bool
    without: list[str] = Field(default_factory=list[str])
    values: dict[str, Figure]


class PovertyTrap(Record):
    """The file `poverty-trap.toml`."""

    trap: Trap
    regions: list[Region]


def mechanisms() -> list[Mechanism]:
    """Return all mechanisms.

    >>> {mechanism.tag for mechanism in mechanisms()} == {"assumed", "fitted", "emergent"}
    True
    """
    return read(_PLACE / "mechanisms.toml", Mechanisms).mechanisms


def poverty_trap() -> PovertyTrap:
    """Return where a poverty trap arises.

    >>> [region.id for region in poverty_trap().regions if region.trap]
    ['strict-and-poor']
    """
    return read(_PLACE / "poverty-trap.toml", PovertyTrap)
