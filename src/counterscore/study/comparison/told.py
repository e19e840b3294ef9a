"""A comparison as text and as JSON."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from counterscore.measure.groups import TITLES
from counterscore.study.comparison.beside import Beside
from counterscore.study.comparison.compare import Comparison
from counterscore.study.comparison.findings import findings
from counterscore.study.estimate import Estimate
from counterscore.study.printed import record

_PEOPLE = "share of people"


def byline(found: Comparison) -> str:
    """Return in a sentence what was compared."""
    of = found.scenario
    span = f"{of.months // 12} years" if of.months % 12 == 0 else f"{of.months} months"
    seeds = (
        f"luck seeds {found.seeds[0]} to {found.seeds[-1]}" if len(found.seeds) > 1 else f"luck seed {found.seeds[0]}"
    )
    return (
        f"{of.citizens:,} synthetic citizens of the society {of.society.id}, {span}, the regime {found.first.id} "
        f"beside {found.second.id}: the same people with the same luck. People seed {of.people_seed}, {seeds}."
    )


def text(found: Comparison, beside: Beside | None = None) -> str:
    """Return what was found as lines of text. `beside`: what other studies say of the same effects."""
    lines = [byline(found)]
    for theme, stated in groupby(findings(found, beside), lambda each: each.theme):
        lines += ["", theme.upper()]
        for each in stated:
            lines += [f"{each.words} [{each.tag}]", *([f"    {each.beside}"] if each.beside else [])]
    lines += [] if len(lines) > 1 else ["", "No measure could be taken."]
    return "\n".join([*lines, "", *notes(found), *(beside.notes(found) if beside else [])])


def notes(found: Comparison) -> Iterator[str]:
    """Say what cannot be computed, and who exists in one world only."""
    only = found.unmatched
    if any(only):
        yield (
            f"People who exist in one world only, on average: {only[0]:,.1f} under {found.first.id}, {only[1]:,.1f} "
            f"under {found.second.id}. They are in no figure of a person."
        )
    if len(found.seeds) < 2:
        yield "One luck: there are no intervals and no placebo twins; ask for more with --seeds."
    empty = [
        TITLES[group] for group in TITLES if not any(each.members[list(TITLES).index(group)] for each in found.pairs)
    ]
    if empty:
        yield f"Nobody is in these groups, so there is no figure of them: {', '.join(empty)}."
    for regime in (found.first, found.second):
        late = [phase for phase in regime.file.phases if phase.from_month >= found.scenario.months]
        for phase in late:
            yield (
                f"The phase {phase.id} of {regime.id} begins in month {phase.from_month}, after the end of the "
                f"comparison: it is not in these figures."
            )


def as_json(found: Comparison, beside: Beside | None = None) -> list[dict[str, object]]:
    """Return every figure: the difference of each measure and group, its two levels, who loses and gains, quantiles.

    A figure that cannot be computed has null for its value, and `note` says why. A difference of everybody has `beside`
    where other studies say something of it.
    """
    rows = [*_figures(found, beside), *_sides(found)]
    for id, quantiles in found.quantiles.items():
        name = found.effects[id].about.unit
        rows += [record(f"{id} gain p{percent}", "all", Estimate(value), name) for percent, value in quantiles.items()]
    return rows


def _figures(found: Comparison, beside: Beside | None) -> Iterator[dict[str, object]]:
    for figure in found.figures:
        of, id = figure.measure.about.unit, figure.measure.id
        row = record(id, figure.group, figure.difference, of)
        words = beside.words(id) if beside and figure.group == "all" else ""
        more = {"note": figure.why_none, "beside": words}
        yield row | {key: value for key, value in more.items() if value}
        for regime, level in ((found.first.id, figure.first), (found.second.id, figure.second)):
            if level.value is not None:
                yield record(f"{id} under {regime}", figure.group, level, of)


def _sides(found: Comparison) -> Iterator[dict[str, object]]:
    for (id, group), who in found.sides.items():
        note = {} if who.people else {"note": "it concerns nobody in this group"}
        yield record(f"{id} lose", group, who.lose, _PEOPLE) | note
        yield record(f"{id} gain", group, who.gain, _PEOPLE) | note
