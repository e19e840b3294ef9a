"""The report of an attribution: how much of each effect each clause of a regime causes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterscore.catalogue.measures_file import About
from counterscore.measure.protocol import Measure
from counterscore.report.attribution.picture import picture
from counterscore.report.attribution.ranking import strongest
from counterscore.report.page.model import Page, Paragraph, Reproduction, Table
from counterscore.report.text.effects import INTERVAL, change, change_unit, effect, interval, record
from counterscore.report.text.numbers import listing
from counterscore.report.text.regimes import name
from counterscore.report.text.studies import byline, command, python
from counterscore.study.attribute import Attribution
from counterscore.study.estimate import Estimate
from counterscore.study.headlines import harm

SHOWN = 8
TOGETHER = "several clauses together"
_HOW = {
    "leave-one-out": (
        "The effect of a clause is the effect of the whole regime minus that of the regime without the clause. What is "
        f"left over is caused by {TOGETHER} and by none of them alone."
    ),
    "shapley": (
        "The effect of a clause is what it adds when clauses come into force one after the other, averaged over "
        "sampled orders (Shapley values)."
    ),
}


@dataclass(frozen=True)
class AttributionReport:
    """What each clause causes: as text, as JSON, or as a page with a picture of clauses by measures."""

    result: Attribution

    def text(self) -> str:
        """Return the effects of the clauses, the largest first, measure by measure."""
        result, study = self.result, self.result.study
        lines = [byline(study), _HOW[result.method]]
        unclear = [each for each in study.asked.measures if not study.named and _unclear(result.whole[each.id])]
        for measure in study.asked.measures:
            lines += [] if measure in unclear else ["", *_measure(result, measure)]
        if unclear:
            lines += ["", f"No clear effect: {'; '.join(each.title for each in unclear)}."]
        return "\n".join(lines)

    def json(self) -> list[dict[str, object]]:
        """Return one entry for the whole regime, for each clause, and for what is left over, measure by measure."""
        result, entries = self.result, list[dict[str, object]]()
        group = result.study.asked.group
        for measure in result.study.asked.measures:
            id, unit, parts = measure.id, measure.about.unit, result.parts[measure.id]
            entries.append(record(id, group, result.whole[id], unit, clause="whole"))
            entries += [record(id, group, parts[each.id], unit, clause=each.id) for each in result.parties]
            entries.append(record(id, group, Estimate(result.remainder[id]), unit, clause="remainder"))
        return entries

    def page(self) -> Page:
        """Return the page of the attribution."""
        result, study = self.result, self.result.study
        options: dict[str, object] = {"method": result.method, "ratings": result.ratings, "parts": result.by}
        options |= {"orders": result.orders} if result.orders else {}
        return Page(
            title=f"Which clause of {name(study.scenario.regime)} causes what",
            byline=byline(study),
            words=[Paragraph(_HOW[result.method]), *map(Paragraph, _sentences(result))],
            pictures=[picture(result)],
            tables=[_table(result, measure) for measure in study.asked.measures],
            reproduction=Reproduction(
                command=command("attribute", study, **options), python=python("attribute", study, **options)
            ),
        )


def _unclear(whole: Estimate) -> bool:
    return whole.low is not None and not whole.sure


def _measure(result: Attribution, measure: Measure) -> Iterator[str]:
    id, unit = measure.id, measure.about.unit
    yield f"{measure.title}: {effect(result.whole[id], unit)}"
    if result.whole[id].value is None:
        return
    yield _line("effect", INTERVAL, "clause")
    for party, part in strongest(result, id)[:SHOWN]:
        yield _line(change(part.value, unit), interval(part, unit), party.title)
    if result.method == "leave-one-out":
        yield _line(change(result.remainder[id], unit), "", TOGETHER)


def _line(value: str, ends: str, clause: str) -> str:
    return f"  {value:>8}  {ends:<20}  {clause}"


def _sentences(result: Attribution) -> Iterator[str]:
    """A sentence for each harm that the regime clearly does: how much, and which clauses cause most of it."""
    for measure in result.study.asked.measures:
        whole = result.whole[measure.id]
        done = harm(measure.about, whole.value or 0.0)
        if done is None or done <= 0 or not whole.sure:
            continue
        causes = [party.title for party, part in strongest(result, measure.id) if _adds(measure.about, part)][:2]
        most = f"Most of it comes from {listing(causes)}." if causes else "No single clause can be singled out."
        yield f"{measure.title}: {effect(whole, measure.about.unit)}. {most}"


def _adds(about: About, part: Estimate) -> bool:
    return part.sure and (harm(about, part.value or 0.0) or 0.0) > 0


def _table(result: Attribution, measure: Measure) -> Table:
    id, unit, parts = measure.id, measure.about.unit, result.parts[measure.id]
    rows = [[each.title, change(parts[each.id].value, unit), interval(parts[each.id], unit)] for each in result.parties]
    rows.append([TOGETHER, change(result.remainder[id], unit), ""])
    rows.append(["the whole regime", change(result.whole[id].value, unit), interval(result.whole[id], unit)])
    return Table(
        title=f"{measure.title}, in {change_unit(unit)}",
        caption=f"{measure.about.definition} Intervals are 95 % intervals over the random seeds.",
        heads=["clause", "effect", INTERVAL],
        rows=rows,
        numbers=[1, 2],
    )
