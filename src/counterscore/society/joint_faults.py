"""Checks of the published tables that a population names."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from counterscore.catalogue.find import names
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.society.joint_schema import JointTables
from counterscore.society.population_schema import Population
from counterscore.society.published import PublishedTable, published

_WHERE: Where = ("population", "joint")
_OF_HOUSEHOLDS = {"size", "area"}
_OF_PEOPLE = {"age", "sex", "area", "education"}


def joint_complaints(population: Population) -> Iterator[Complaint]:
    """Yield tables that do not exist, that are not there to be fitted, or that no household can meet."""
    joint = population.joint
    if joint is None:
        return
    if not joint.published.endswith(".toml") and joint.published not in names("published"):
        known = tuple(names("published"))
        message = "there is no file of published tables with this name"
        yield Complaint((*_WHERE, "published"), message, ", ".join(known) + ", or a path that ends in .toml", known)
        return
    by_id = {table.id: table for table in published(joint.published).tables}
    fitted = tuple(name for name, table in by_id.items() if table.use == "fitted")
    for place, name in enumerate(joint.tables):
        if name not in fitted:
            yield Complaint((*_WHERE, "tables", place), _why_not(name, by_id), ", ".join(fitted), fitted)
        elif fault := _impossible(by_id[name], population):
            yield Complaint((*_WHERE, "tables", place), fault, "a table that these households can meet")
    yield from _twice(joint)


def _why_not(name: str, by_id: dict[str, PublishedTable]) -> str:
    if name not in by_id:
        return "there is no published table with this id"
    return f"this table is {by_id[name].use}, so nobody is fitted to it"


def _impossible(table: PublishedTable, population: Population) -> str:
    """Return why people cannot be fitted to a table; nothing if they can."""
    known = _OF_HOUSEHOLDS if table.of == "households" else _OF_PEOPLE
    if unknown := [name for name in table.by if name not in known]:
        return f"{table.of} are not drawn by {', '.join(unknown)}"
    if "size" not in table.by:
        return ""
    sizes, limits = {len(kind.members) for kind in population.households}, [*table.groups["size"], 1000]
    missing = [str(low) for low, high in pairwise(limits) if not any(low <= size < high for size in sizes)]
    return f"no kind of household has {', '.join(missing)} people" if missing else ""


def _twice(joint: JointTables) -> Iterator[Complaint]:
    for place, name in enumerate(joint.tables):
        if name in joint.tables[:place]:
            yield Complaint((*_WHERE, "tables", place), "this table is named twice", "each table once")
