"""The registry of measures: their descriptions from the catalogue and their functions."""

from __future__ import annotations

from collections.abc import Sequence

from counterscore.catalogue.measures_file import About, abouts, known
from counterscore.catalogue.problem import Fault, Problem, nearest
from counterscore.measure import benefits, fairness, freedom, opinions, privacy, stratification, ties, validity
from counterscore.measure.protocol import Function, Measure, bound
from counterscore.society.schema import SocietyFile

FUNCTIONS: dict[str, Function] = {
    **benefits.MEASURES, **validity.MEASURES, **fairness.MEASURES, **stratification.MEASURES, **freedom.MEASURES,
    **opinions.MEASURES, **ties.MEASURES, **privacy.MEASURES,
}  # fmt: skip


def measures(society: SocietyFile, chosen: Sequence[str] | None = None) -> list[Measure]:
    """Return the measures that apply to a society, in the order of the catalogue.

    `chosen`: ids, alone or followed by a colon and a decision or act; by default all but those that need another world.
    Raises a Problem for an unknown one.
    """
    names = [known(name) and name for name in chosen] if chosen is not None else None
    found = [measure for about in abouts().values() for measure in bound(about, _function(about), society)]
    if names is None:
        return [measure for measure in found if measure.about.needs is None]
    for name in names:
        if not any(name in (measure.id, measure.about.id) for measure in found):
            of = [measure.id for measure in found if measure.about.id == name.split(":")[0]]
            close = nearest(name, of or [measure.id for measure in found])
            raise Problem(Fault("this society has no such measure", "measure", name, ", ".join(of), close))
    return [measure for measure in found if measure.id in names or measure.about.id in names]


def has(society: SocietyFile, id: str) -> bool:
    """Return whether a society has a measure: it declares the table that the measure needs, if it needs one."""
    part = known(id).part
    return part is None or getattr(society, part) is not None


def _function(about: About) -> Function:
    return FUNCTIONS[about.id]
