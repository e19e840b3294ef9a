"""An attribution as text, as JSON and as a page with the picture of clauses by harms."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.catalogue.measures_file import About
from counterscore.measure.protocol import Measure
from counterscore.report.words import listing
from counterscore.study.again import command, python
from counterscore.study.attribute import Attribution
from counterscore.study.charts import Cell, heat
from counterscore.study.estimate import Estimate
from counterscore.study.headlines import HEADLINES, harm
from counterscore.study.page import Figure, Page, Table
from counterscore.study.parties import Party
from counterscore.study.printed import interval, number, record, short, unit, whole

SHOWN = 8
TOGETHER = "what comes of clauses only together"
_HOW = {
    "leave-one-out": "What a clause carries is the effect of the whole regime less that of the regime without it.",
    "shapley": "What a clause carries is what it adds, averaged over sampled orders of coming into force (Shapley).",
}


def text(found: Attribution) -> str:
    """Return an attribution in words and lines, the parts that carry most first."""
    lines = [found.study.byline, _HOW[found.method]]
    unsure = [each for each in found.study.asked.measures if not found.study.named and _by_luck(found.whole[each.id])]
    for measure in found.study.asked.measures:
        lines += [] if measure in unsure else ["", *_measure(found, measure)]
    if unsure:
        lines += ["", f"Luck could explain the whole of {listing([each.title.lower() for each in unsure])}."]
    return "\n".join(lines)


def _by_luck(whole: Estimate) -> bool:
    return whole.low is not None and not whole.sure


def _measure(found: Attribution, measure: Measure) -> Iterator[str]:
    name, of = measure.id, measure.about.unit
    yield f"{measure.title}: {whole(found.whole[name], of)}"
    if found.whole[name].value is None:
        return
    for party, part in strongest(found, name)[:SHOWN]:
        yield f"  {number(part.value, of):>8} {interval(part, of):<22} {party.title}"
    if found.method == "leave-one-out":
        yield f"  {number(found.remainder[name], of):>8} {'':<22} {TOGETHER}"


def strongest(found: Attribution, name: str) -> list[tuple[Party, Estimate]]:
    """Return the parts of a measure with what they carry, the largest first, those that carry nothing left out."""
    carried = [(party, found.parts[name][party.id]) for party in found.parties]
    return sorted((each for each in carried if each[1].value), key=lambda each: -abs(each[1].value or 0.0))


def as_json(found: Attribution) -> list[dict[str, object]]:
    """Return one entry for the whole of each measure, for each part, and for what is left between them."""
    entries: list[dict[str, object]] = []
    group = found.study.asked.group
    for measure in found.study.asked.measures:
        name, of = measure.id, measure.about.unit
        entries.append(record(name, group, found.whole[name], of, clause="whole"))
        entries += [record(name, group, found.parts[name][each.id], of, clause=each.id) for each in found.parties]
        entries.append(record(name, group, Estimate(found.remainder[name]), of, clause="remainder"))
    return entries


def page(found: Attribution) -> Page:
    """Return the page of an attribution."""
    study = found.study
    options: dict[str, object] = {"method": found.method, "ratings": found.ratings, "parts": found.by}
    options |= {"orders": found.orders} if found.orders else {}
    return Page(
        title=f"Which clause of {study.scenario.regime.id} does what",
        byline=study.byline,
        words=[_HOW[found.method], *_sentences(found)],
        figures=[_picture(found)],
        tables=[_table(found, measure) for measure in study.asked.measures],
        command=command("attribute", study, **options),
        python=python("attribute", study, **options),
    )


def _sentences(found: Attribution) -> Iterator[str]:
    """A sentence for each harm that the regime surely does: how much, and what carries most of it."""
    for measure in found.study.asked.measures:
        effect = found.whole[measure.id]
        done = harm(measure.about, effect.value or 0.0)
        if done is None or done <= 0 or not effect.sure:
            continue
        carriers = [party.title for party, part in strongest(found, measure.id) if _adds(measure.about, part)][:2]
        most = f" Most of it is carried by {listing(carriers)}." if carriers else " No single clause surely carries it."
        yield f"{measure.title}: {whole(effect, measure.about.unit)}.{most}"


def _adds(about: About, part: Estimate) -> bool:
    return part.sure and (harm(about, part.value or 0.0) or 0.0) > 0


def _picture(found: Attribution) -> Figure:
    measures = [each for each in found.study.asked.measures if found.whole[each.id].value is not None]
    if not found.study.named:  # all that a comparison states is more than a picture has room for
        measures = [each for each in measures if each.id in HEADLINES]
    cells = [cell for measure in measures for cell in _column(found, measure)]
    parts = [party.title for party in found.parties]
    harms = [measure.title for measure in measures]
    key = (
        'Each column a measure. <span><i class="swatch-accent"></i>the clause adds to the harm</span>, '
        '<span><i class="swatch-cool"></i>it lessens it</span>; where neither is better: more, less. Deeper is more, '
        "beside the largest of the column; the sign in the cell is that of the effect. Empty: luck could explain it."
    )
    return Figure(
        "clauses", "What each clause carries of each effect", key, _caption(found),
        "A table of clauses by measures; the same figures stand in the tables below.",
        lambda width: heat(cells, parts, harms, width),
    )  # fmt: skip


def _caption(found: Attribution) -> str:
    if found.method == "shapley":
        return (
            f"Shapley values over {found.orders} sampled orders; in each order the parts add up to the whole exactly."
        )
    return "One world without each clause. Parts need not add up: what is left over comes of clauses only together."


def _column(found: Attribution, measure: Measure) -> Iterator[Cell]:
    parts = found.parts[measure.id]
    clear = {name: part.value or 0.0 for name, part in parts.items() if part.sure or part.low is None}
    largest = max(map(abs, clear.values()), default=0.0) or 1.0
    for party in found.parties:
        value = clear.get(party.id, 0.0)
        way = harm(measure.about, value)
        weight = (value if way is None else way) / largest
        written = short(value, measure.about.unit) if abs(weight) >= 0.1 else ""
        yield Cell(party.title, measure.title, written, weight)


def _table(found: Attribution, measure: Measure) -> Table:
    name, of = measure.id, measure.about.unit
    rows = [
        [party.title, number(found.parts[name][party.id].value, of), interval(found.parts[name][party.id], of)]
        for party in found.parties
    ]
    rows.append([TOGETHER, number(found.remainder[name], of), ""])
    rows.append(["the whole regime", number(found.whole[name].value, of), interval(found.whole[name], of)])
    return Table(
        f"{measure.title}, in {unit(of)}", f"{measure.about.definition} 95 % intervals over luck.",
        ["clause", "carries", "interval"], rows, [1, 2],
    )  # fmt: skip
