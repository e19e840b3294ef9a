"""What a comparison found: a sentence each, with its figure and interval, the tag of how it came about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from counterscore.catalogue.measures_file import families
from counterscore.measure.groups import TITLES
from counterscore.report.comparison.context import Beside
from counterscore.report.comparison.fairness import UNSTUDIED, unequal
from counterscore.report.page.themes import Said
from counterscore.report.text.effects import interval, number, unit
from counterscore.report.text.numbers import percent
from counterscore.study.comparison.compare import Comparison, Figure
from counterscore.study.comparison.losses import Sides
from counterscore.study.estimate import Estimate
from counterscore.study.headlines import FACTS, LIVES

HARMED = "Who is harmed"
_LEAST = 0.005
# What somebody does who loses by a measure.
LOSERS = {
    "granted": "are granted less of what they ask for", "refused": "are refused more often",
    "work": "lose time in work", "income": "lose income", "home": "lose time in a home of their own",
    "papers": "lose time with papers in order", "strain": "are longer in money troubles",
    "partnered": "are longer without a partner", "protected-acts": "give up protected acts", "friends": "lose friends",
}  # fmt: skip


@dataclass(frozen=True)
class Finding(Said):
    """What is said about a `measure`, under a `theme`. `weight`: the share of people hit, or 0.

    `doubtful`: luck alone may explain it.
    """

    measure: str = field(kw_only=True)
    theme: str = field(kw_only=True)
    weight: float = field(default=0.0, kw_only=True)
    doubtful: bool = field(default=False, kw_only=True)

    @property
    def words(self) -> str:
        """Return the sentence."""
        return self.head + self.rest

    @property
    def beside(self) -> str:
        """Return what is known beside it."""
        return " ".join(filter(None, (self.clause, self.fares)))


def findings(found: Comparison, beside: Beside | None = None) -> list[Finding]:
    """Return what was found, theme by theme: who is harmed, then the families of measures in their order.

    In each, what luck may explain or is known to fail under other assumptions comes last, and before it the losses that
    hit most people come first. What was not measured is left out. `beside`: what other studies say of the same effects.
    """
    order = [HARMED, *(family.title for family in families().values())]
    stated = [*_losses(found), *_facts(found), *_fairness(found)]
    known = [_with(each, beside) for each in stated] if beside else stated
    return sorted(
        known, key=lambda each: (order.index(each.theme), each.doubtful or each.robust is False, -each.weight)
    )


def _with(finding: Finding, beside: Beside) -> Finding:
    headline = beside.headline(finding.measure)
    robust = headline.robust if headline else None
    fares = beside.fares(finding.measure) or finding.fares
    return replace(finding, clause=beside.carried(finding.measure), fares=fares, robust=robust)


def _losses(found: Comparison) -> Iterator[Finding]:
    for id in LIVES:
        who = found.sides.get((id, "all"))
        if who is None or who.lose.value is None or who.lose.value < _LEAST:
            continue
        head, rest = _lost(id, who)
        rest, tag = f"{rest}{_hardest(found, id)}.", found.effects[id].about.tag
        yield Finding(head, rest, tag, measure=id, theme=HARMED, weight=who.lose.value)


def _lost(id: str, who: Sides) -> tuple[str, str]:
    """How many lose by a measure, and how many gain, in words."""
    lose, gain = percent(who.lose.value or 0.0), percent(who.gain.value or 0.0)
    other = f"{between(who.lose)}; for {gain} it is the other way round{between(who.gain)}"
    return f"{lose} of people {LOSERS[id]}", other


def between(share: Estimate) -> str:
    """Return the interval of a share, in brackets.

    >>> between(Estimate(0.1, 0.05, 0.15)), between(Estimate(0.1))
    (' (5.0 % to 15 %)', '')
    """
    if share.low is None or share.high is None:
        return ""
    return f" ({percent(max(share.low, 0.0))} to {percent(max(share.high, 0.0))})"


def _hardest(found: Comparison, id: str) -> str:
    """Where more are hit than elsewhere, if the intervals of the two ends part."""
    poor, rich = (found.sides[id, group].lose for group in ("income-1", "income-5"))
    if poor.value is None or rich.value is None or poor.low is None or rich.low is None:
        return ""
    if poor.high is None or rich.high is None or (poor.low <= rich.high and rich.low <= poor.high):
        return ""
    return f"; of the poorest fifth {percent(poor.value)}, of the richest {percent(rich.value)}"


def _facts(found: Comparison) -> Iterator[Finding]:
    themes = {about.id: family.title for family in families().values() for about in family.measures}
    for id in FACTS:
        theme = themes[id]
        for figure in found.figures:
            rest = _fact(found, figure) if figure.measure.about.id == id and figure.group == "all" else None
            if rest:
                title, tag = figure.measure.title, figure.measure.about.tag
                doubt, whose = _doubtful(figure.difference), figure.measure.id
                yield Finding(title, f": {rest}.", tag, measure=whose, theme=theme, doubtful=doubt)


def _fairness(found: Comparison) -> Iterator[Finding]:
    for figure, more in unequal(found):
        head, tag = f"{figure.measure.title}, {TITLES[figure.group]}", figure.measure.about.tag
        theme = families()["fairness"].title
        rest = f": {_fact(found, figure)}{more}."
        yield Finding(head, rest, tag, fares=UNSTUDIED, measure=figure.measure.id, theme=theme)


def _fact(found: Comparison, figure: Figure) -> str | None:
    of = figure.measure.about.unit
    first, second, difference = figure.first, figure.second, figure.difference
    if difference.value is not None and second.value is not None and first.value is not None:
        sure = ", which luck alone may explain" if _doubtful(difference) else ""
        return (
            f"{level(first.value, of)} under {found.first.id}, {level(second.value, of)} under "
            f"{found.second.id}: {number(difference.value, of)} {unit(of)} {interval(difference, of)}{sure}"
        )
    if difference.value is not None:
        return f"{level(difference.value, of)}{ends(difference, of)}"
    worlds = ((found.first, first), (found.second, second))
    known = [
        f"{level(each.value, of)}{ends(each, of)} under {world.id}" for world, each in worlds if each.value is not None
    ]
    return ", ".join(known) or None


def _doubtful(difference: Estimate) -> bool:
    return difference.low is not None and not difference.sure


def ends(found: Estimate, name: str) -> str:
    """Return the interval of a level, in brackets; nothing if there is none."""
    if found.low is None or found.high is None:
        return ""
    return f" ({level(found.low, name).removesuffix(f' {name}')} to {level(found.high, name).removesuffix(f' {name}')})"


def level(value: float, name: str) -> str:
    """Return a level, not a change, with its unit.

    >>> level(0.123, "share"), level(1234.5, "yuan"), level(-0.5, "correlation")
    ('12 %', '1,234 yuan', '−0.50')
    """
    if unit(name) == "%-points":
        return percent(value) if value >= 0 else f"\N{MINUS SIGN}{percent(-value)}"
    written = number(value, name).lstrip("+")
    return written if name in ("correlation", "slope", "index") else f"{written} {name}"
