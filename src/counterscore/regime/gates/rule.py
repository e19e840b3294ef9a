"""The interface of a gate's rule, and the three forms in which a rule reaches the engine.

A rule is `Fixed` (thresholds stated in the file), `Listed` (people on certain lists fail) or `Compared` (thresholds
that depend on everybody, drawn during the simulation). The engine knows these forms but no rule, so a new rule is a new
file here and an entry in `kinds.py`.
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
# The share of people exactly on a threshold who pass is a whole number of parts of this.
ALL_ON_THE_LINE = 1 << 16


class Head(Record):
    """The first keys in the table of a gate."""

    decision: Identifier
    operator: Identifier | None = None


class DrawnLine(NamedTuple):
    """The threshold of a group: a rung, and the share of people exactly on it who pass, in units of 2**-16."""

    rung: int
    margin: int = ALL_ON_THE_LINE


class Prospect(NamedTuple):
    """What thresholds are chosen for: `gain` from an approval that goes well, `loss` from others, and the goal."""

    goal: Goal
    gain: float
    loss: float
    randomised: bool


class Census(Protocol):
    """Everybody with a score, as a rule reads them when it draws its thresholds."""

    @property
    def scored(self) -> int:
        """Return how many people have a score."""
        ...

    def at(self, below: int) -> int:
        """Return the lowest rung with more than `below` people on it or lower."""
        ...

    def best_lines(self, prospect: Prospect) -> tuple[DrawnLine, ...]:
        """Return the best threshold for each group, and record how it was chosen."""
        ...


@dataclass(frozen=True)
class Fixed:
    """Thresholds in points, one per group; `margins`: the share of people exactly on a threshold who pass."""

    points: tuple[float, ...]
    margins: tuple[float, ...]


@dataclass(frozen=True)
class Listed:
    """The gate refuses people on any of these lists."""

    names: tuple[str, ...]


class Comparing(Protocol):
    """A rule whose thresholds depend on everybody and are drawn every so many months."""

    @property
    def every(self) -> int:
        """Return the months from one draw to the next."""
        ...

    def draw(self, people: Census) -> tuple[DrawnLine, ...]:
        """Return the threshold of each group."""
        ...


@dataclass(frozen=True)
class Compared:
    """Thresholds that `rule` draws."""

    rule: Comparing


Form = Fixed | Listed | Compared


class Reading(NamedTuple):
    """What a gate reads: the score, the rank, or the band or list `name`. `said`: in words; `key`: that of the rule."""

    kind: Literal["score", "rank", "band", "list"]
    said: str
    key: str
    name: str = ""


@dataclass(frozen=True)
class GateRule(ABC, Generic[Value]):
    """One rule of one gate: the `value` of its key, and the `division` of the gate.

    `divides`: whether it sets a threshold for each group of a division.
    """

    value: Value
    division: str | None

    key: ClassVar[str]
    divides: ClassVar[bool] = False

    @classmethod
    def of(cls, gate: Gate) -> Self | None:
        """Return this rule of a gate; None if the gate does not have it."""
        value: Any = getattr(gate, cls.key)
        return None if value is None else cls(value, gate.division)

    @abstractmethod
    def form(self, file: RegimeFile, parts: tuple[str, ...]) -> Form:
        """Return the form of the rule for the engine; `parts`: the names of the groups, in their order."""

    @abstractmethod
    def sentence(self) -> str:
        """Return whom the rule lets through, in words."""

    @abstractmethod
    def readings(self, file: RegimeFile) -> Iterator[Reading]:
        """Yield what the gate reads."""

    def complaints(self, here: Where, file: RegimeFile) -> Iterator[Complaint]:
        """Yield the faults of the rule in the regime by itself; `here`: the place of the gate."""
        return iter(())

    def mismatches(
        self, here: Where, decision: str, parts: tuple[str, ...], society: SocietyFile
    ) -> Iterator[Complaint]:
        """Yield everything in the rule that the society does not have; `parts`: the groups of the gate's division."""
        return iter(())

    def levels(self, here: Where) -> Iterator[tuple[Where, float]]:
        """Yield the thresholds in points that the rule states, each with its place."""
        return iter(())

    def points(self, file: RegimeFile) -> list[float]:
        """Return the thresholds in points, of the gate or of its lists, that are known from the file."""
        return []

    def safe(self, file: RegimeFile) -> float | None:
        """Return the points from which on people expect no refusal by the gate; None if there are none."""
        return max(self.points(file), default=None)

    def left(self, lists: Collection[str]) -> Value:
        """Return the value of the key if only these lists are left."""
        return self.value
