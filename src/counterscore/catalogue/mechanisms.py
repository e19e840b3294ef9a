"""The mechanisms of the model: what is assumed, what is fitted, and what emerges.

`mechanisms.toml` lists them; `poverty-trap.toml` declares the regions of parameters in which a poverty trap emerges.
"""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from counterscore.catalogue.figure import Amount, Figure, Identifier, Record, Share
from counterscore.catalogue.find import FOLDER
from counterscore.catalogue.read import read

Tag = Literal["assumed", "fitted", "emergent"]
_PLACE = FOLDER / "mechanisms"


class MechanismNote(Record):
    """What a report says about a mechanism: `score` only if there is a score, `free` only if people may stay out."""

    title: str
    words: str
    score: bool = False
    free: bool = False


class Mechanism(Record):
    """One mechanism of the model. `where`: the file in the package that declares it or in which it emerges."""

    id: Identifier
    title: str
    tag: Tag
    where: str
    told: MechanismNote | None = None


class Mechanisms(Record):
    """All mechanisms of the model."""

    mechanisms: list[Mechanism]


class Trap(Record):
    """How a poverty trap is measured: how many people and months, and the differences that count; see the file."""

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
    """A region of parameters: each key of `values` may take any value in its range; the rules in `without` are dropped.

    A key is a path through the tables of a shipped file, such as `regime.gates.job.score`. Entries of a list are named
    by their id, activity or decision; perks cannot be named.
    """

    id: Identifier
    title: str
    trap: bool
    without: list[str] = Field(default_factory=list[str])
    values: dict[str, Figure]


class PovertyTrap(Record):
    """The content of `poverty-trap.toml`."""

    trap: Trap
    regions: list[Region]


def mechanisms() -> list[Mechanism]:
    """Return all mechanisms.

    >>> {mechanism.tag for mechanism in mechanisms()} == {"assumed", "fitted", "emergent"}
    True
    """
    return read(_PLACE / "mechanisms.toml", Mechanisms).mechanisms


def poverty_trap() -> PovertyTrap:
    """Return the regions in which a poverty trap emerges, and those in which it does not.

    >>> [region.id for region in poverty_trap().regions if region.trap]
    ['strict-and-poor']
    """
    return read(_PLACE / "poverty-trap.toml", PovertyTrap)
