"""Every assumption of a society and a regime: its place in the file, its declared value, and its range."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import BaseModel

from counterscore.catalogue.entries import called, parts
from counterscore.catalogue.figure import Figure
from counterscore.catalogue.positions import Where
from counterscore.regime.schema import RegimeFile
from counterscore.society.population_schema import Numbers
from counterscore.society.schema import SocietyFile
from counterscore.society.structure import FORMS

Pillar = Literal["society", "regime"]
# The published figures that a society is checked against are read by no simulation.
_NO_INPUTS = ("targets", "set_aside")
# Activities and decisions hold figures of different kinds, so each kind is screened as a group of its own.
_KINDS = {
    "effects": "effects",
    "incumbent": "incumbent",
    "granted": "consequences of the answer",
    "denied": "consequences of the answer",
}


@dataclass(frozen=True)
class Assumption:
    """One declared assumption: its readable `name`, its path `where` in the file of its `pillar`, value and range.

    `value` is what is declared, `low` and `high` are the ends of the range, and `words` says what is assumed. With
    `factor`, the assumption is shared by a list of numbers: they are all multiplied by the value, which is declared
    as 1. `forms` lists the alternative forms of a rule; the value is then the index of one of them.
    """

    pillar: Pillar
    where: Where
    name: str
    group: str
    value: float
    low: float
    high: float
    words: str
    factor: bool = False
    forms: tuple[str, ...] = ()

    def at(self, share: float) -> float:
        """Return the value at a share of the range, 0 to 1.

        Shares of 0, 0.5 and 1 give the low end, the declared value and the high end; values between are interpolated
        linearly. If the declared value is an end itself, one line leads from end to end. Each alternative form of a
        rule has an equal part of the range.

        >>> Assumption("society", (), "", "", 1.0, 0.0, 4.0, "").at(0.75)
        2.5
        """
        if self.forms:
            return float(min(int(share * len(self.forms)), len(self.forms) - 1))
        if self.value in (self.low, self.high):
            return self.low + share * (self.high - self.low)
        if share < 0.5:
            return self.low + 2 * share * (self.value - self.low)
        return self.value + (2 * share - 1) * (self.high - self.value)


def assumptions(society: SocietyFile, regime: RegimeFile) -> list[Assumption]:
    """Return all assumptions that can vary: the society's, the regime's, then the alternative forms of rules.

    >>> from counterscore import Regime, Society
    >>> found = assumptions(Society.load("china-2018").file, Regime.load("citizen-score").file)
    >>> "society.responses.censor" in [each.name for each in found]
    True
    """
    return [*_of("society", society), *_of("regime", regime), *_choices(society)]


def at_path(file: BaseModel, where: Sequence[str | int]) -> Any:
    """Return what is at a path in a file."""
    found: Any = file
    for key in where:
        found = getattr(found, str(key)) if isinstance(found, BaseModel) else found[key]
    return found


def _of(pillar: Pillar, file: SocietyFile | RegimeFile) -> Iterator[Assumption]:
    for key in type(file).model_fields:
        if key not in _NO_INPUTS:
            yield from _walk(pillar, getattr(file, key), (key,), f"{pillar}.{key}")


def _choices(society: SocietyFile) -> Iterator[Assumption]:
    for rule, forms in FORMS.items():
        if rule == "response" and society.responses.threshold is None:
            continue
        declared = forms.index(getattr(society.structure, rule))
        name, words = f"society.structure.{rule}", "alternative forms of the rule: " + ", ".join(forms)
        last = len(forms) - 1
        yield Assumption(
            "society", ("structure", rule), name, "forms of rules", declared, 0, last, words, forms=forms
        )  # fmt: skip


def _walk(pillar: Pillar, thing: Any, where: Where, name: str) -> Iterator[Assumption]:
    if isinstance(thing, Figure):
        if thing.assumption and thing.range and thing.range[0] < thing.range[1]:
            low, high = thing.range
            yield Assumption(pillar, where, name, group(pillar, where), thing.value, low, high, thing.assumption)
        return
    if isinstance(thing, Numbers) and thing.assumption and thing.range and thing.range[0] < thing.range[1]:
        low, high = thing.range
        words = thing.assumption
        yield Assumption(pillar, where, name, group(pillar, where), 1.0, low, high, words, factor=True)
    for key, part in parts(thing):
        yield from _walk(pillar, part, (*where, key), f"{name}.{called(part, key)}")


def group(pillar: Pillar, where: Where) -> str:
    """Return the group in which an assumption is screened: its table, for activities and decisions also its kind.

    >>> group("society", ("activities", 3, "effects", "age"))
    'society: activities, effects'
    """
    table = str(where[0])
    if table in ("activities", "decisions"):
        kind = next((_KINDS[key] for key in where if key in _KINDS), str(where[2]))
        return f"{pillar}: {table}, {kind}"
    if table in ("partners", "ratings"):
        return f"{pillar}: {table}, {where[2]}"
    return f"{pillar}: {table}"
