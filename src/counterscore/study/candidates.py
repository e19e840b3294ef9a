"""The figures from which a finding may come: those that say what they were set from, or what they were fitted to."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeVar

from counterscore.catalogue.entries import figures, named
from counterscore.catalogue.figure import Figure, Record
from counterscore.catalogue.measures_file import About
from counterscore.catalogue.origins import kinds
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Fault, Problem
from counterscore.catalogue.read import of_data
from counterscore.regime.load import Regime
from counterscore.regime.schema import RegimeFile
from counterscore.society.load import Society
from counterscore.society.schema import SocietyFile

File = TypeVar("File", bound=Record)
Pillar = Literal["society", "regime"]
Sort = Literal["assumed", "fitted"]
# The published figures that a society is checked against are read by no simulation.
_NO_INPUTS = ("targets", "set_aside")


@dataclass(frozen=True)
class Candidate:
    """A figure that can be switched off: its place in the file of its `pillar`, and what it was set from.

    `sort`: what a finding is that goes with it. `off`: the value at which it is off. `kinds`: the kinds of result that
    it was set from. A fitted figure without any is a candidate for every measure. `words`: its source, assumption, or
    what it was fitted to.
    """

    pillar: Pillar
    where: Where
    name: str
    sort: Sort
    off: float
    kinds: frozenset[str]
    words: str

    def about(self, measure: About) -> bool:
        """Return whether a finding on this measure may come from the figure."""
        return measure.sort in self.kinds or (self.sort == "fitted" and not self.kinds)

    @property
    def declared(self) -> str:
        """Return in words what the file declares, on which a recorded study depends."""
        return f"{self.name}: {self.sort}, off at {self.off:g}, set from {', '.join(sorted(self.kinds)) or 'any'}"


def candidates(society: SocietyFile, regime: RegimeFile) -> list[Candidate]:
    """Return the candidates of both files: figures with `set_from`, and fitted figures with `off`.

    A figure that is off already is none.

    >>> from counterscore import Regime, Society
    >>> found = candidates(Society.load("china-2018").file, Regime.load("none").file)
    >>> "society.responses.wary" in [each.name for each in found]
    True
    """
    return [*_of("society", society), *_of("regime", regime)]


def _of(pillar: Pillar, file: Record) -> Iterator[Candidate]:
    for where, figure in figures(file):
        mine = bool(figure.set_from) or (figure.fitted is not None and figure.off is not None)
        off = figure.off or 0.0
        if mine and figure.value != off and where[0] not in _NO_INPUTS:
            sort: Sort = "fitted" if figure.fitted else "assumed"
            yield Candidate(
                pillar=pillar, where=where, name=f"{pillar}.{named(file, where)}", sort=sort, off=off,
                kinds=kinds(figure.set_from),
                words=figure.source or figure.assumption or figure.fitted or "",
            )  # fmt: skip


def switched_off(society: Society, regime: Regime, off: Sequence[Candidate]) -> tuple[Society, Regime]:
    """Return both with these figures switched off. Raises a Problem if a file is not valid then."""
    people = [each for each in off if each.pillar == "society"]
    rules = [each for each in off if each.pillar == "regime"]
    try:
        return (
            Society.of(_without(society.file, people)) if people else society,
            Regime.of(_without(regime.file, rules)) if rules else regime,
        )
    except Problem as problem:
        first, names = problem.faults[0], ", ".join(each.name for each in off)
        message = f"the file is not valid with this figure switched off: {first.key}: {first.message}"
        raise Problem(Fault(message, key=names, allowed="an `off` at which the file is valid")) from problem


def _without(file: File, off: Sequence[Candidate]) -> File:
    data = file.model_dump()
    for each in off:
        *path, last = each.where
        table: Any = data
        for key in path:
            table = table[key]
        table[last] = Figure(value=each.off, assumption="switched off", range=(each.off, each.off)).model_dump()
    return of_data(data, type(file))
