"""What every rule of a gate says of itself, and the three forms that a rule can take for the month.

A rule is `Fixed` (lines that the file states), `Listed` (lists that must not hold a person) or `Compared` (lines that
depend on everybody, drawn in the course of the months). The engine knows these forms and no rule, so a new rule is a
new file here and its line in `kinds.py`.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, ClassVar, Generic, Literal, NamedTuple, Protocol, Self, TypeVar

from counterscore.catalogue.figure import Identifier, Record
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint

if TYPE_CHECKING:
    from counterscore.regime.schema import Gate, RegimeFile
    from counterscore.society.schema import SocietyFile

Value = TypeVar("Value")
Goal = Literal["profit", "equal-selection", "equal-true-positives"]
# Of those exactly on a line the share let through is a whole number of so many.
ALL_ON_THE_LINE = 1 << 16


class Head(Record):
    """What comes first in the table of a gate."""

    decision: Identifier
    operator: Identifier | None = None


class DrawnLine(NamedTuple):
    """The rung from which a part of people is let through, and of those exactly on it the share, in 2**-16."""

    rung: int
    margin: int = ALL_ON_THE_LINE


class Prospect(NamedTuple):
    """What lines are chosen for: `gain` by a grant that goes well, `loss` by any other, and what must be equal."""

    goal: Goal
    gain: float
    loss: float
    randomised: bool


class Census(Protocol):
    """Everybody who has a score, as a rule sees them when it draws its lines."""

    @property
    def scored(self) -> int:
        """How many have a score."""
        ...

    def at(self, below: int) -> int:
        """Return the lowest rung such that more than `below` people stand on it or lower."""
        ...

    def best_lines(self, prospect: Prospect) -> tuple[DrawnLine, ...]:
        """Return the best line for each part of people, and record how it was chosen."""
        ...


@dataclass(frozen=True)
class Fixed:
    """Lines in points, one for each part of people; `margins`: of those exactly on a line the share that passes."""

    points: tuple[float, ...]
    margins: tuple[float, ...]


@dataclass(frozen=True)
class Listed:
    """The gate refuses those on one of these lists."""

    names: tuple[str, ...]


class Comparing(Protocol):
    """A rule whose lines depend on everybody, drawn every so many months."""

    @property
    def every(self) -> int:
        """Months from one drawing to the next."""
        ...

    def draw(self, people: Census) -> tuple[DrawnLine, ...]:
        """Return the line for each part of people."""
        ...


@dataclass(frozen=True)
class Compared:
    """Lines that `rule` draws."""

    rule: Comparing


Form = Fixed | Listed | Compared


class Reading(NamedTuple):
    """What a gate looks at: the score or the rank, or the band or list of this `name`; `said` in words, and the key."""

    kind: Literal["score", "rank", "band", "list"]
    said: str
    key: str
    name: str = ""


@dataclass(frozen=True)
class GateRule(ABC, Generic[Value]):
    """One rule of one gate: the `value` of its key, and the `division` of the gate.

    `divides`: whether it tells the parts of a division apart.
    """

    value: Value
    division: str | None

    key: ClassVar[str]
    divides: ClassVar[bool] = False

    @classmethod
    def of(cls, gate: Gate) -> Self | None:
        """Return this rule of a gate, None where the gate does not have it."""
        value: Any = getattr(gate, cls.key)
        return None if value is None else cls(value, gate.division)

    @abstractmethod
    def form(self, file: RegimeFile, parts: tuple[str, ...]) -> Form:
        """Return whom the rule lets through; `parts`: the names of the parts of people, in their order."""

    @abstractmethod
    def sentence(self) -> str:
        """Return whom the rule lets through, in words."""

    @abstractmethod
    def readings(self, file: RegimeFile) -> Iterator[Reading]:
        """Give what the gate looks at."""

    def complaints(self, here: Where, file: RegimeFile) -> Iterator[Complaint]:
        """Give what is wrong with the rule in its file; `here`: the place of the gate."""
        return iter(())

    def mismatches(
        self, here: Where, decision: str, parts: tuple[str, ...], society: SocietyFile
    ) -> Iterator[Complaint]:
        """Give what in the rule this society does not have; `parts`: those of the gate's division there."""
        return iter(())

    def levels(self, here: Where) -> Iterator[tuple[Where, float]]:
        """Give the thresholds in points that the rule states, each with its place."""
        return iter(())

    def points(self, file: RegimeFile) -> list[float]:
        """Return the thresholds in points, of the gate or of its lists, that refuse: those known from the file."""
        return []

    def safe(self, file: RegimeFile) -> float | None:
        """Return from how many points on the gate refuses nobody, None where people reckon with no such points."""
        return max(self.points(file), default=None)

    def left(self, lists: Collection[str]) -> Value:
        """Return the value of the key where only these lists are left."""
        return self.value
