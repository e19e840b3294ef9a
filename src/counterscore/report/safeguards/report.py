"""The report of safeguards: what each one improves and worsens, and how much harm remains."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterscore.measure.protocol import Measure
from counterscore.report.charts.heatmap import HeatCell, heat
from counterscore.report.page.model import Page, Paragraph, Picture, Reproduction, Swatch, Table
from counterscore.report.text.effects import INTERVAL, change, change_unit, effect, interval, record, short
from counterscore.report.text.numbers import listing, percent
from counterscore.report.text.regimes import name
from counterscore.report.text.studies import byline, command, python, scope
from counterscore.study.mend import Mended, Mending

_HOW = (
    "Remaining harm is averaged over the measures in which the regime clearly does harm: 100 % is the unchanged "
    "regime, 0 % is no harm. Only clear effects are listed: those whose 95 % interval over the replicates excludes "
    "zero."
)


@dataclass(frozen=True)
class SafeguardsReport:
    """What safeguards do to a regime: as text, as JSON, or as a page with a picture of safeguards by measures."""

    result: Mending

    def text(self) -> str:
        """Return what each safeguard improves and worsens, the one that leaves least harm first."""
        result = self.result
        lines = [byline(result.study), _HOW]
        for each in ranked(result):
            lines += ["", f"{each.title}: {_remaining(result, each)}.", *_clear_effects(result, each)]
        if result.path:
            lines += [
                "",
                "Added one at a time, each time the one that leaves least harm; the harm that remains after each, "
                f"among {_size(result)}:",
                *_steps(result),
            ]
        lines += ["", f"All together: {_remaining(result, result.together)}.", *_clear_effects(result, result.together)]
        if result.idle:
            lines += ["", f"No effect on this regime: {', '.join(result.idle)}."]
        return "\n".join(lines)

    def json(self) -> dict[str, object]:
        """Return the change that each safeguard makes in each measure, and the harm that remains."""
        result = self.result
        of = result.study.scenario
        return {
            "citizens": of.citizens,
            "years": of.months // 12,
            "alone": [_record(result, each) for each in ranked(result)],
            "added": [_record(result, each) for each in result.path],
            "together": _record(result, result.together),
            "idle": list(result.idle),
        }

    def page(self) -> Page:
        """Return the page of the study."""
        result, study = self.result, self.result.study
        best = ranked(result)[0]
        return Page(
            title=f"What would reduce the harm of {name(study.scenario.regime)}",
            byline=byline(study),
            words=[
                Paragraph(f"The single safeguard that leaves least harm: {best.title} ({_remaining(result, best)})."),
                *map(Paragraph, _combined(result)),
                Paragraph(_HOW),
            ],
            pictures=[_picture(result)],
            tables=[_table(result, measure) for measure in study.asked.measures],
            reproduction=Reproduction(command=command("mend", study), python=python("mend", study)),
        )


def ranked(result: Mending) -> list[Mended]:
    """Return the safeguards alone, the one that leaves least harm first."""
    return sorted(result.alone, key=lambda each: (1.0 if each.left is None else each.left, each.id))


def _remaining(result: Mending, each: Mended) -> str:
    found = "no clear harm to reduce" if each.left is None else f"{_share(each)} of the harm remains"
    return f"{found} among {_size(result)}"


def _size(result: Mending) -> str:
    return scope(result.study.scenario)


def _share(each: Mended) -> str:
    return percent(max(each.left or 0.0, 0.0))


def _clear_effects(result: Mending, each: Mended) -> Iterator[str]:
    measures = {measure.id: measure for measure in result.study.asked.measures}
    better, worse = each.buys(result.harms), each.costs(result.harms)
    neutral = [id for id in measures if id not in result.harms and each.change[id].sure]
    for verb, ids in (("improves", better), ("worsens", worse), ("changes", neutral)):
        for id in ids:
            yield f"  {verb:<8}  {measures[id].title}: {effect(each.change[id], measures[id].about.unit)}"


def _steps(result: Mending) -> Iterator[str]:
    """What each step adds, and the harm that remains after it."""
    before: set[str] = set()
    titles = {each.id: each.title for each in result.alone}
    for step in result.path:
        added = [titles[id] for id in step.safeguards if id not in before]
        before |= set(step.safeguards)
        yield f"  {_share(step):>6}  {' + '.join(added)}"


def _record(result: Mending, each: Mended) -> dict[str, object]:
    group = result.study.asked.group
    changes = [
        record(measure.id, group, each.change[measure.id], measure.about.unit)
        for measure in result.study.asked.measures
    ]  # fmt: skip
    bill = {"buys": each.buys(result.harms), "costs": each.costs(result.harms)}
    return {"safeguards": list(each.safeguards), "harm_left": each.left, **bill, "changes": changes}


def _combined(result: Mending) -> Iterator[str]:
    if len(result.path) > 1:
        last = result.path[-1]
        titles = {each.id: each.title for each in result.alone}
        added = listing([titles[id] for id in last.safeguards])
        yield f"Added one at a time, these leave {_share(last)} of the harm among {_size(result)}: {added}."
    yield f"All {len(result.together.safeguards)} safeguards together: {_remaining(result, result.together)}."


def _picture(result: Mending) -> Picture:
    measures = [each for each in result.study.asked.measures if result.whole[each.id].value is not None]
    rows = [*ranked(result), result.together]
    names = {each.id: each.title if each is not result.together else "all of them" for each in rows}
    cells = [
        HeatCell(names[each.id], measure.title, *_shown(result, each, measure)) for each in rows for measure in measures
    ]
    return Picture(
        name="safeguards",
        finding="What each safeguard improves and worsens",
        legend=(
            "Change in each measure. ", Swatch("cool", "less harm"), ", ", Swatch("accent", "more harm"),
            "; where neither direction is better: less, more. Empty cells: no clear effect.",
        ),
        caption=f"The regime with one safeguard, compared with the unchanged regime, among {_size(result)}.",
        description="A table of safeguards by measures; the tables below give the same figures.",
        charts=lambda width: heat(cells, list(names.values()), [each.title for each in measures], width),
    )  # fmt: skip


def _shown(result: Mending, each: Mended, measure: Measure) -> tuple[str, float]:
    """What is written in a cell, and its weight."""
    found = each.change[measure.id]
    if not found.sure:
        return "", 0.0
    way = result.harms.get(measure.id, 1.0)
    largest = max(abs(other.change[measure.id].value or 0.0) for other in (*result.alone, result.together)) or 1.0
    value = found.value or 0.0
    return short(value, measure.about.unit), way * value / largest


def _table(result: Mending, measure: Measure) -> Table:
    unit, id = measure.about.unit, measure.id
    shown = [("the unchanged regime", result.whole[id])]
    shown += [(each.title, each.change[id]) for each in result.alone]
    shown += [("all of them", result.together.change[id])]
    return Table(
        title=f"{measure.title}, in {change_unit(unit)}",
        caption=f"{measure.about.definition} The first row is the effect of the regime, the others how each safeguard "
        f"changes it, among {_size(result)}.",
        heads=["safeguard", "change", INTERVAL],
        rows=[[title, change(each.value, unit), interval(each, unit)] for title, each in shown],
        numbers=[1, 2],
    )
