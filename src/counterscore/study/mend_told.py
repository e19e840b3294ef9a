"""What safeguards buy and cost, as text, as JSON and as a page."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.measure.protocol import Measure
from counterscore.report.words import listing, percent
from counterscore.study.again import command, python
from counterscore.study.charts import Cell, heat
from counterscore.study.mend import Mended, Mending
from counterscore.study.page import Figure, Page, Table
from counterscore.study.printed import interval, number, record, short, unit, whole


def text(found: Mending) -> str:
    """Return in words what each safeguard buys and costs, the one that leaves least harm first."""
    lines = [found.study.byline, _plain(found)]
    for each in ranked(found):
        lines += ["", *_said(found, each)]
    if found.path:
        lines += ["", "Added one by one, each time the one that leaves least harm:"]
        lines += [f"  {_left(each):<28} {each.title}" for each in found.path]
    lines += ["", f"All together: {_left(found.together)}.", *(f"  {line}" for line in _bill(found, found.together))]
    if found.idle:
        lines += ["", f"Changes nothing in this regime: {', '.join(found.idle)}."]
    return "\n".join(lines)


def _plain(found: Mending) -> str:
    return (
        "Harm left: of the harm that the regime surely does, a mean over those measures; 100 % is the regime as it "
        "stands, 0 % no harm. Intervals are 95 % over luck; what luck could explain is not listed."
    )


def ranked(found: Mending) -> list[Mended]:
    """Return the safeguards alone, the one that leaves least harm first."""
    return sorted(found.alone, key=lambda each: (1.0 if each.left is None else each.left, each.id))


def _said(found: Mending, each: Mended) -> Iterator[str]:
    yield f"{each.title}: {_left(each)}"
    yield from (f"  {line}" for line in _bill(found, each))


def _left(each: Mended) -> str:
    return "no sure harm to lessen" if each.left is None else f"{percent(max(each.left, 0.0))} of the harm left"


def _bill(found: Mending, each: Mended) -> Iterator[str]:
    measures = {measure.id: measure for measure in found.study.asked.measures}
    bought, paid = each.buys(found.harms), each.costs(found.harms)
    for word, names in (("buys ", bought), ("costs", paid)):
        for name in names:
            yield f"{word} {measures[name].title}: {whole(each.change[name], measures[name].about.unit)}"
    for name, measure in measures.items():
        if name not in found.harms and each.change[name].sure:
            yield f"moves {measure.title}: {whole(each.change[name], measure.about.unit)}"


def as_json(found: Mending) -> dict[str, object]:
    """Return the change that each safeguard makes in each measure, and the harm left."""
    return {
        "alone": [_record(found, each) for each in ranked(found)],
        "added": [_record(found, each) for each in found.path],
        "together": _record(found, found.together),
        "idle": list(found.idle),
    }


def _record(found: Mending, each: Mended) -> dict[str, object]:
    group = found.study.asked.group
    changes = [
        record(measure.id, group, each.change[measure.id], measure.about.unit) for measure in found.study.asked.measures
    ]
    bill = {"buys": each.buys(found.harms), "costs": each.costs(found.harms)}
    return {"safeguards": list(each.safeguards), "harm_left": each.left, **bill, "changes": changes}


def page(found: Mending) -> Page:
    """Return the page of a mending."""
    study = found.study
    best = ranked(found)[0]
    return Page(
        title=f"What would mend {study.scenario.regime.id}",
        byline=study.byline,
        words=[f"Alone, most harm goes where {best.title}: {_left(best)}.", *_path(found), _plain(found)],
        figures=[_picture(found)],
        tables=[_table(found, measure) for measure in study.asked.measures],
        command=command("mend", study),
        python=python("mend", study),
    )


def _path(found: Mending) -> Iterator[str]:
    if len(found.path) > 1:
        last = found.path[-1]
        added = listing([each.split("+")[-1] for each in last.safeguards])
        yield f"Added one by one, {added} leave {percent(max(last.left or 0.0, 0.0))} of the harm."
    yield f"All {len(found.together.safeguards)} together: {_left(found.together)}."


def _picture(found: Mending) -> Figure:
    measures = [each for each in found.study.asked.measures if found.whole[each.id].value is not None]
    rows = [*ranked(found), found.together]
    names = {each.id: each.title if each is not found.together else "all of them" for each in rows}
    cells = [
        Cell(names[each.id], measure.title, *_shown(found, each, measure)) for each in rows for measure in measures
    ]
    key = (
        'Change in each measure. <span><i class="swatch-cool"></i>less harm</span>, '
        '<span><i class="swatch-accent"></i>more harm</span>; where neither is better: less, more. Empty: luck could '
        "explain it."
    )
    return Figure(
        "safeguards", "What each safeguard buys and costs", key,
        "The regime with one safeguard in place, beside the regime as it stands.",
        "A table of safeguards by measures; the same figures stand in the tables below.",
        lambda width: heat(cells, list(names.values()), [each.title for each in measures], width),
    )  # fmt: skip


def _shown(found: Mending, each: Mended, measure: Measure) -> tuple[str, float]:
    change = each.change[measure.id]
    if not change.sure:
        return "", 0.0
    way = found.harms.get(measure.id, 1.0)
    largest = max(abs(other.change[measure.id].value or 0.0) for other in (*found.alone, found.together)) or 1.0
    value = change.value or 0.0
    return short(value, measure.about.unit), way * value / largest


def _table(found: Mending, measure: Measure) -> Table:
    of, name = measure.about.unit, measure.id
    rows = [["the regime as it stands", number(found.whole[name].value, of), interval(found.whole[name], of)]]
    rows += [[each.title, number(each.change[name].value, of), interval(each.change[name], of)] for each in found.alone]
    together = found.together.change[name]
    rows.append(["all of them", number(together.value, of), interval(together, of)])
    caption = f"{measure.about.definition} First the effect of the regime, then the change that each safeguard makes."
    return Table(f"{measure.title}, in {unit(of)}", caption, ["safeguard", "change", "interval"], rows, [1, 2])
