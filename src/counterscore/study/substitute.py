"""Substitutes other values for assumptions, and returns a valid society and regime."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence, Set
from copy import deepcopy
from functools import reduce
from itertools import pairwise
from operator import getitem
from typing import Any, Generic, TypeVar, cast

from pydantic import ValidationError

from counterscore.catalogue.figure import Record
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Fault, Problem
from counterscore.catalogue.source import dotted
from counterscore.regime.faults import faults_of_values as regime_faults
from counterscore.regime.load import Regime
from counterscore.regime.schema import RegimeFile
from counterscore.society.correlation import cholesky, matrix
from counterscore.society.faults import faults_of_values as society_faults
from counterscore.society.load import Society
from counterscore.society.population_schema import STATE_GROUPS, Correlation, Numbers
from counterscore.society.schema import SocietyFile
from counterscore.study.assumptions import Assumption

File = TypeVar("File", bound=Record)
Table = dict[str, Any]
Values = dict[Assumption, float]
# An invalid value is moved halfway towards the declared one, five times, then all the way; then so is its whole table.
_HALVINGS = 6
_STEPS = 4 * _HALVINGS
_THOUSANDTHS = ("points", "cap", "score")
_WHOLE = ("run_in", "neighbourhood", "pool")


def substituted(society: Society, regime: Regime, values: Mapping[Assumption, float]) -> tuple[Society, Regime]:
    """Return the society and the regime with these values in place of the declared ones.

    Not all combinations of values are valid: correlations may be inconsistent, or a rate beyond its limit. Such values
    are moved halfway back towards the declared ones until both files are valid.
    """
    changed = Society.of(_valid(society.file, "society", values)), Regime.of(_valid(regime.file, "regime", values))
    return changed if values else (society, regime)


def _valid(file: File, pillar: str, values: Mapping[Assumption, float]) -> File:
    mine: Values = {each: _rounded(each, value) for each, value in values.items() if each.pillar == pillar}
    if isinstance(file, SocietyFile):
        mine = _compatible(file, mine)
    tries = _Tries(file)
    for each, value in mine.items():
        tries.put(each, value)
    found, wrong = tries.next()
    for step in range(_STEPS):
        if found is not None:
            break
        level, last = divmod(step, _HALVINGS)
        near = _near({_wider(where, level) for where in wrong})
        for each in [each for each in mine if near(each.where)]:
            back = each.value if last == _HALVINGS - 1 else (mine[each] + each.value) / 2
            mine[each] = _rounded(each, back)
            tries.put(each, mine[each])
        found, wrong = tries.next()
    if found is None:
        raise Problem(Fault(f"no {pillar} with values like these is valid", key=dotted(wrong[0])))
    return found


class _Tries(Generic[File]):
    """Tries other values in a file. Most tables stay as they are between two tries, and are not validated again.

    `sound`: a file each of whose tables is valid. `changed`: the tables that have other data since. `suspect`: those
    that the last try found invalid, with those changed since it.
    """

    def __init__(self, file: File) -> None:
        self.sound = file
        self.declared, self.data = file.model_dump(), file.model_dump()
        self.changed: set[str] = set()
        self.suspect: set[str] = set()

    def put(self, assumption: Assumption, value: float) -> None:
        """Write one value, whatever was written there before."""
        _put(self.data, self.declared, assumption, value)
        self.changed.add(str(assumption.where[0]))
        self.suspect.add(str(assumption.where[0]))

    def next(self) -> tuple[File | None, list[Where]]:
        """Return the file with these data, or None and the places of its faults."""
        try:
            if self.suspect != self.changed:
                self._validated(self.suspect)
            self.sound = self._validated(self.changed)
        except ValidationError as error:
            wrong = [_plain(fault["loc"]) for fault in error.errors(include_url=False, include_input=False)]
            self.suspect = {str(where[0]) for where in wrong}
            return None, wrong
        self.changed, self.suspect = set(), set()
        wrong = [complaint.where for complaint in _complaints(self.sound)]
        return (None, wrong) if wrong else (self.sound, [])

    def _validated(self, changed: Set[str]) -> File:
        tables = {key: table if key in changed else getattr(self.sound, key) for key, table in self.data.items()}
        return type(self.sound).model_validate(tables)


def _complaints(file: Record) -> Iterator[Any]:
    if isinstance(file, SocietyFile):
        yield from society_faults(file)
    elif isinstance(file, RegimeFile):
        yield from regime_faults(file)


def _plain(where: tuple[str | int, ...]) -> Where:
    return tuple(part for part in where if part != "[key]")


def _near(faults: Set[Where]) -> Callable[[Where], bool]:
    """Return whether a path begins with the place of a fault, or the place of a fault with the path."""
    tables = {fault[:end] for fault in faults for end in range(len(fault) + 1)}
    return lambda where: where in tables or any(where[:end] in faults for end in range(len(where)))


def _wider(where: Where, levels: int) -> Where:
    """The table so many levels above a fault: figures that are valid alone may not be valid together."""
    return where[: max(len(where) - levels, 1)]


def _rounded(assumption: Assumption, value: float) -> float:
    """Round scores to thousandths of a point, and counts to whole numbers."""
    last = assumption.where[-1]
    if assumption.pillar == "regime" and last in _THOUSANDTHS:
        return round(value, 3)
    return float(round(value)) if last in _WHOLE else value


def _put(data: Table, declared: Table, assumption: Assumption, value: float) -> None:
    """Write one value, whatever was written there before."""
    *path, last = assumption.where
    place = _at(data, path)
    if value == assumption.value:
        place[last] = deepcopy(_at(declared, assumption.where))
    elif assumption.forms:
        place[last] = assumption.forms[int(value)]
    elif assumption.factor:
        place[last] = deepcopy(_at(declared, assumption.where))
        _multiply(place[last], value)
    else:
        place[last]["value"] = value


def _at(data: Any, path: Sequence[str | int]) -> Any:
    return reduce(getitem, path, data)


def scaled(numbers: Numbers, assumption: Assumption) -> set[str]:
    """Return the fields of the numbers of one assumption that change with its factor."""
    declared, changed = numbers.model_dump(), set[str]()
    for factor in (assumption.low, assumption.high):
        other = deepcopy(declared)
        _multiply(other, factor)
        changed |= {key for key, value in declared.items() if other[key] != value}
    return changed


def _multiply(numbers: Table, factor: float) -> None:
    """Multiply all numbers of one assumption.

    Probabilities are capped at 1. Of shares that add up to 1, the first is multiplied and the others are rescaled. The
    age gaps of a household are multiplied, starting from the lowest age.
    """
    if numbers.get("shares") is not None:
        numbers["shares"] = _shares(numbers["shares"], factor)
    elif "members" in numbers:
        _stretch(numbers, factor)
    else:
        for key in STATE_GROUPS:
            if numbers.get(key) is not None:
                numbers[key] = [min(chance * factor, 1.0) for chance in numbers[key]]


def _shares(shares: Sequence[float], factor: float) -> list[float]:
    first, rest = min(shares[0] * factor, 1.0), sum(shares[1:])
    if not rest:
        return list(shares)
    return [first, *(share * (1 - first) / rest for share in shares[1:])]


def _stretch(household: Table, factor: float) -> None:
    ages: list[float] = household["reference"]
    gaps = [(b - a) * factor for a, b in pairwise(ages)]
    household["reference"] = [ages[0] + sum(gaps[:k]) for k in range(len(ages))]
    for member in household["members"][1:]:
        low, high = member["older"]
        member["older"] = (low, low + (high - low) * factor)


def _compatible(file: SocietyFile, values: Values) -> Values:
    """Move all correlations back towards the declared ones until they are consistent."""
    mine = [each for each in values if "correlations" in each.where]
    pairs = file.population.correlations
    for step in range(2 * _HALVINGS):
        share = 0.5**step
        tried = {each: each.value + share * (values[each] - each.value) for each in mine}
        if _consistent(pairs, {cast(int, each.where[2]): value for each, value in tried.items()}):
            return {**values, **tried}
    return {**values, **{each: each.value for each in mine}}


def _consistent(pairs: Sequence[Correlation], values: Mapping[int, float]) -> bool:
    try:
        cholesky(matrix({pair.of: values.get(place, pair.value.value) for place, pair in enumerate(pairs)}))
    except ValueError:
        return False
    return True
