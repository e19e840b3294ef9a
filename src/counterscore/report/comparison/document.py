"""A comparison as rows for JSON: every figure, who loses and gains, quantiles."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.report.comparison import context
from counterscore.report.comparison.pictures import MOST_BY_GROUP, ranked
from counterscore.report.text.effects import record
from counterscore.study.comparison.compare import Comparison
from counterscore.study.comparison.related import RelatedStudies
from counterscore.study.estimate import Estimate

_PEOPLE = "share of people"


def document(comparison: Comparison, related: RelatedStudies | None = None) -> list[dict[str, object]]:
    """Return every figure: the difference of each measure and group, its two levels, who loses and gains, quantiles.

    A figure that cannot be computed has null for its value, and `note` says why. A difference of everybody has `beside`
    if other studies say something about it.
    """
    rows = [*_figures(comparison, related), *_sides(comparison)]
    for id, quantiles in comparison.quantiles.items():
        unit = comparison.effects[id].about.unit
        rows += [record(f"{id} gain p{percent}", "all", Estimate(value), unit) for percent, value in quantiles.items()]
    return rows


def _figures(comparison: Comparison, related: RelatedStudies | None) -> Iterator[dict[str, object]]:
    for figure in comparison.figures:
        unit, id = figure.measure.about.unit, figure.measure.id
        row = record(id, figure.group, figure.difference, unit)
        words = context.beside(related, id) if related and figure.group == "all" else ""
        variation = figure.difference.variation
        more = {
            "sd_seeds": variation.seeds, "sd_populations": variation.populations, "note": figure.why_none,
            "beside": words,
        }  # fmt: skip
        yield row | {key: value for key, value in more.items() if value not in (None, "")}
        for regime, level in ((comparison.first.id, figure.first), (comparison.second.id, figure.second)):
            if level.value is not None:
                yield record(f"{id} under {regime}", figure.group, level, unit)


def _sides(comparison: Comparison) -> Iterator[dict[str, object]]:
    hit = ranked(comparison)[:MOST_BY_GROUP]
    for id, group in comparison.sides:
        if group != "all" and id not in hit:
            continue
        who = comparison.sides[id, group]
        note: dict[str, object] = {"enough_seeds": who.enough}
        if who.seeds_needed is not None:
            note["seeds_needed"] = who.seeds_needed
        if not who.people:
            note["note"] = "this measure applies to nobody in the group"
        elif who.lose.value is None:
            note["note"] = f"too few random seeds for each population: at least {who.seeds_needed} are needed"
        yield record(f"{id} lose", group, who.lose, _PEOPLE) | note
        yield record(f"{id} gain", group, who.gain, _PEOPLE) | note
