"""The tables of an attribution: for each measure the parts of the regime, and the parts for each group of people."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.measure.groups import TITLES
from counterscore.measure.protocol import Measure
from counterscore.report.attribution.words import share
from counterscore.report.page.model import Table
from counterscore.report.text.effects import INTERVAL, change, change_unit, interval
from counterscore.study.attribute import Attribution
from counterscore.study.division import Division, Part
from counterscore.study.orders import leaves

TOGETHER = "several clauses together"
_WHOLE = "the whole regime"


def tables(result: Attribution, measure: Measure) -> list[Table]:
    """Return the table of a measure, and a second one if several groups were measured."""
    return [_parts(result, measure), *([_groups(result, measure)] if len(result.divisions) > 1 else [])]


def _parts(result: Attribution, measure: Measure) -> Table:
    id, unit, main = measure.id, measure.about.unit, result.main
    rows = [[title, *_cells(part, unit)] for title, part in _rows(result, main, id)]
    if result.method == "leave-one-out":
        rows.append([TOGETHER, change(main.remainder[id], unit), "", ""])
    rows.append([_WHOLE, change(main.whole[id].value, unit), interval(main.whole[id], unit), ""])
    replicates = "pairs of orders" if result.orders else "random seeds"
    return Table(
        title=f"{measure.title}, in {change_unit(unit)}",
        caption=f"{measure.about.definition} Intervals are 95 % intervals over the {replicates}.",
        heads=["clause", "effect", INTERVAL, "share"],
        rows=rows,
        numbers=[1, 2, 3],
    )


def _cells(part: Part, unit: str) -> tuple[str, str, str]:
    return change(part.value, unit), interval(part, unit), share(part)


def _rows(result: Attribution, division: Division, measure: str) -> Iterator[tuple[str, Part]]:
    """Each part in the order of the tree, after the unions that begin with it; then the scheme as such, and pairs."""
    titles = {party.id: party.title for party in result.parties}
    for place in (*result.tree.switches, *leaves(result.tree.tree)):
        for union in result.tree.unions:
            if union.members[0] == place:
                yield f"{union.title}, together", division.unions[measure][union.id]
        party = result.parties[place]
        yield party.title, division.parts[measure][party.id]
    for each in result.tree.scheme:
        yield f"the scheme as such, no part of the sum: {each.title}", division.scheme[measure][each.id]
    for pair in division.interactions.get(measure, ()):
        if pair.clear and not pair.effect.why:
            yield f"beyond the sum of both: {titles[pair.first]} with {titles[pair.second]}", pair.effect


def _groups(result: Attribution, measure: Measure) -> Table:
    """The same parts in columns by group; unclear figures are left out."""
    unit = measure.about.unit
    columns = [dict(_rows(result, each, measure.id)) for each in result.divisions.values()]
    wholes = [each.whole[measure.id] for each in result.divisions.values()]
    rows = [[title, *(_clear(column.get(title), unit) for column in columns)] for title in columns[0]]
    return Table(
        title=f"{measure.title} by group, in {change_unit(unit)}",
        caption="Only effects whose 95 % interval excludes 0.",
        heads=["clause", *(TITLES[group] for group in result.divisions)],
        rows=[*rows, [_WHOLE, *(change(each.value, unit) for each in wholes)]],
        numbers=list(range(1, len(columns) + 1)),
    )


def _clear(part: Part | None, unit: str) -> str:
    return change(part.value, unit) if part and part.sure else ""
