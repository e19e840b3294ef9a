"""The report of an attribution: how much of each effect each clause of a regime causes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterscore.measure.groups import TITLES
from counterscore.measure.protocol import Measure
from counterscore.report.attribution.entries import entries
from counterscore.report.attribution.picture import picture
from counterscore.report.attribution.ranking import strongest
from counterscore.report.attribution.tables import TOGETHER, tables
from counterscore.report.attribution.words import causes, made_from, pairs, scheme, share
from counterscore.report.page.model import Page, Paragraph, Reproduction
from counterscore.report.text.effects import INTERVAL, change, effect, interval
from counterscore.report.text.numbers import listing
from counterscore.report.text.regimes import name
from counterscore.report.text.studies import command, python
from counterscore.study.attribute import Attribution
from counterscore.study.division import Part
from counterscore.study.estimate import Estimate
from counterscore.study.headlines import harm

SHOWN = 8
_SCHEME = "The scheme as such, which is no part of the sum"
_HOW = {
    "owen": (
        "The effect of a clause is what it adds when clauses come into force one after the other, averaged over "
        "sampled orders in which clauses of a kind stay together (Owen values). That everybody has to take part is in "
        "force from the start, and what it does is reported apart."
    ),
    "shapley": (
        "The effect of a clause is what it adds when clauses come into force one after the other, averaged over "
        "sampled orders (Shapley values)."
    ),
    "leave-one-out": (
        "The effect of a clause is the effect of the whole regime minus that of the regime without the clause. What is "
        f"left over is caused by {TOGETHER} and by none of them alone."
    ),
}


@dataclass(frozen=True)
class AttributionReport:
    """What each clause causes: as text, as JSON, or as a page with a picture of clauses by measures."""

    result: Attribution

    def text(self) -> str:
        """Return the effects of the clauses, the largest first, measure by measure."""
        result, study = self.result, self.result.study
        lines = [made_from(result), _HOW[result.method]]
        unclear = [each for each in study.asked.measures if not study.named and _unclear(result.whole[each.id])]
        for measure in study.asked.measures:
            lines += [] if measure in unclear else ["", *_measure(result, measure)]
        if unclear:
            lines += ["", f"No clear effect: {'; '.join(each.title for each in unclear)}."]
        return "\n".join(lines)

    def json(self) -> list[dict[str, object]]:
        """Return an entry for each measure, group, and part of the regime, its kind named by `of`."""
        return entries(self.result)

    def page(self) -> Page:
        """Return the page of the attribution."""
        result, study = self.result, self.result.study
        options: dict[str, object] = {"method": result.method, "ratings": result.ratings, "parts": result.by}
        options |= {"orders": result.orders, "pairs": result.pairs} if result.orders else {}
        return Page(
            title=f"Which clause of {name(study.scenario.regime)} causes what",
            byline=made_from(result),
            words=[Paragraph(_HOW[result.method]), *map(Paragraph, _sentences(result))],
            pictures=[picture(result)],
            tables=[each for measure in study.asked.measures for each in tables(result, measure)],
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
    if result.remainder[id] is None:
        yield "  No clause has a figure: without some of the clauses there is nobody to measure."
        return
    yield _line("effect", INTERVAL, "share", "clause")
    for union in result.tree.unions:
        yield _part(result.main.unions[id][union.id], unit, f"{union.title}, together")
    for party, part in strongest(result, id)[:SHOWN]:
        yield _part(part, unit, party.title)
    if result.method == "leave-one-out":
        yield _line(change(result.remainder[id], unit), "", "", TOGETHER)
    yield from _more(result, measure)


def _more(result: Attribution, measure: Measure) -> Iterator[str]:
    """The pairs of clauses, the scheme as such, and other groups."""
    id, unit = measure.id, measure.about.unit
    yield from (f"  Together, {each}." for each in pairs(result, id, unit))
    yield from (f"  {_SCHEME}: {each}." for each in scheme(result, id, unit))
    for group in result.study.asked.groups[1:]:
        whole = result.divisions[group].whole[id]
        yield f"  Among {TITLES[group]}: {effect(whole, unit)}. {causes(result, id, group)}".rstrip()


def _part(part: Part, unit: str, title: str) -> str:
    return _line(change(part.value, unit), interval(part, unit), "" if part.why else share(part), _titled(title, part))


def _titled(title: str, part: Part) -> str:
    return f"{title} ({share(part)})" if part.why else title


def _line(value: str, ends: str, share: str, clause: str) -> str:
    return f"  {value:>8}  {ends:<20}  {share:<22}  {clause}"


def _sentences(result: Attribution) -> Iterator[str]:
    """A sentence for each harm that the regime clearly does: how much, which clauses cause it, and which pairs."""
    for measure in result.study.asked.measures:
        whole, id, unit = result.whole[measure.id], measure.id, measure.about.unit
        done = harm(measure.about, whole.value or 0.0)
        if done is None or done <= 0 or not whole.sure:
            continue
        both = pairs(result, id, unit)
        together = f" Together, {listing(both)}." if both else ""
        yield f"{measure.title}: {effect(whole, unit)}. {causes(result, id)}{together}"
