"""Other values substituted for assumptions: another society and another regime, both sound."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from counterscore.catalogue.figure import Record
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Fault, Problem
from counterscore.catalogue.source import dotted
from counterscore.regime.faults import complaints as regime_complaints
from counterscore.regime.load import Regime
from counterscore.regime.schema import RegimeFile
from counterscore.society.correlation import cholesky, matrix
from counterscore.society.faults import complaints as society_complaints
from counterscore.society.load import Society
from counterscore.society.population_schema import STATE_GROUPS, Correlation
from counterscore.society.schema import SocietyFile
from counterscore.study.assumptions import Assumption

File = TypeVar("File", bound=Record)
Table = dict[str, Any]
Values = dict[Assumption, float]
# Halvings of the way to the declared value, the last time to that value itself; then all of the table, and so on.
_HALVINGS = 6
_STEPS = 4 * _HALVINGS
_THOUSANDTHS = ("points", "cap", "score")
_WHOLE = ("run_in", "neighbourhood")


def substituted(society: Society, regime: Regime, values: Mapping[Assumption, float]) -> tuple[Society, Regime]:
    """Return society and regime with these values.

    Not every corner of the ranges is a society: correlations that cannot hold together, a rate beyond its limit. Such
    values are pulled half way back to what is declared, until all is sound.
    """
    changed = Society.of(_sound(society.file, "society", values)), Regime.of(_sound(regime.file, "regime", values))
    return changed if values else (society, regime)


def _sound(file: File, pillar: str, values: Mapping[Assumption, float]) -> File:
    mine: Values = {each: _rounded(each, value) for each, value in values.items() if each.pillar == pillar}
    if isinstance(file, SocietyFile):
        mine = _compatible(file, mine)
    found, wrong = _tried(file, mine)
    for step in range(_STEPS):
        if found is not None:
            break
        level, last = divmod(step, _HALVINGS)
        for each in [each for each in mine if any(_meet(each.where, _wider(where, level)) for where in wrong)]:
            back = each.value if last == _HALVINGS - 1 else (mine[each] + each.value) / 2
            mine[each] = _rounded(each, back)
        found, wrong = _tried(file, mine)
    if found is None:
        raise Problem(Fault(f"no {pillar} with such values is sound", key=dotted(wrong[0])))
    return found


def _tried(file: File, values: Values) -> tuple[File | None, list[Where]]:
    """The file with these values, or where it is at fault."""
    data = file.model_dump()
    for each, value in values.items():
        if value != each.value:
            _put(data, each, value)
    try:
        made = type(file).model_validate(data)
    except ValidationError as error:
        return None, [_plain(fault["loc"]) for fault in error.errors(include_url=False, include_input=False)]
    wrong = [complaint.where for complaint in _complaints(made)]
    return (None, wrong) if wrong else (made, [])


def _complaints(file: Record) -> Iterator[Any]:
    if isinstance(file, SocietyFile):
        yield from society_complaints(file)
    elif isinstance(file, RegimeFile):
        yield from regime_complaints(file)


def _plain(where: tuple[str | int, ...]) -> Where:
    return tuple(part for part in where if part != "[key]")


def _meet(where: Where, fault: Where) -> bool:
    """Whether a fault lies within what stands at `where`, or the other way round."""
    return all(a == b for a, b in zip(where, fault, strict=False))


def _wider(where: Where, levels: int) -> Where:
    """The table so many levels above a fault: figures that are sound alone may not be so together."""
    return where[: max(len(where) - levels, 1)]


def _rounded(assumption: Assumption, value: float) -> float:
    """Scores are whole thousandths of a point, and some figures are counts."""
    last = assumption.where[-1]
    if assumption.pillar == "regime" and last in _THOUSANDTHS:
        return round(value, 3)
    return float(round(value)) if last in _WHOLE else value


def _put(data: Table, assumption: Assumption, value: float) -> None:
    place: Any = data
    *path, last = assumption.where
    for part in path:
        place = place[part]
    if assumption.forms:
        place[last] = assumption.forms[int(value)]
    elif assumption.factor:
        _multiply(place[last], value)
    else:
        place[last]["value"] = value


def _multiply(numbers: Table, factor: float) -> None:
    """Multiply the numbers of one assumption together, each kind in its own way.

    Chances stop at 1. Of shares that add up to 1 the first is multiplied, and the others make room. Ages of a household
    are stretched from the lowest on.
    """
    if "shares" in numbers:
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
    """Pull all correlations back together until they can hold together; the declared ones can."""
    mine = [each for each in values if "correlations" in each.where]
    pairs = file.population.correlations
    for step in range(2 * _HALVINGS):
        share = 0.5**step
        tried = {each: each.value + share * (values[each] - each.value) for each in mine}
        if _hold_together(pairs, {cast(int, each.where[2]): value for each, value in tried.items()}):
            return {**values, **tried}
    return {**values, **{each: each.value for each in mine}}


def _hold_together(pairs: Sequence[Correlation], values: Mapping[int, float]) -> bool:
    try:
        cholesky(matrix({pair.of: values.get(place, pair.value.value) for place, pair in enumerate(pairs)}))
    except ValueError:
        return False
    return True
