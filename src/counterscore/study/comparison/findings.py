"""What a comparison found: a sentence each, with its figure and interval, the tag of how it came about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from counterscore.report.words import percent
from counterscore.study.comparison.beside import Beside
from counterscore.study.comparison.compare import Comparison, Figure
from counterscore.study.comparison.losses import Sides
from counterscore.study.estimate import Estimate
from counterscore.study.headlines import FACTS, LIVES
from counterscore.study.printed import interval, number, unit

_LEAST = 0.005
# What somebody does who loses by a measure.
LOSERS = {
    "granted": "are granted less of what they ask for", "refused": "are refused more often",
    "work": "lose time in work", "income": "lose income", "home": "lose time in a home of their own",
    "papers": "lose time with papers in order", "strain": "are longer in money troubles",
    "partnered": "are longer without a partner", "protected-acts": "give up protected acts", "friends": "lose friends",
}  # fmt: skip


@dataclass(frozen=True)
class Finding:
    """A sentence about a measure. `weight` orders them: the share of people hit, or 0.

    `beside`: which clause carries most of it and how it fares under other assumptions, where that is known.
    """

    measure: str
    words: str
    tag: str
    weight: float = 0.0
    beside: str = ""


def findings(found: Comparison, beside: Beside | None = None) -> list[Finding]:
    """Return what was found, the losses that hit most people first; what was not measured is left out.

    `beside`: what other studies say of the same effects.
    """
    stated = [*sorted(_losses(found), key=lambda each: -each.weight), *_facts(found)]
    return [replace(each, beside=beside.words(each.measure)) for each in stated] if beside else stated


def _losses(found: Comparison) -> Iterator[Finding]:
    for id in LIVES:
        who = found.sides.get((id, "all"))
        if who is None or who.lose.value is None or who.lose.value < _LEAST:
            continue
        words = f"{lost(id, who)}{_hardest(found, id)}."
        yield Finding(id, words, found.effects[id].about.tag, who.lose.value)


def lost(id: str, who: Sides) -> str:
    """Return how many lose by a measure, and how many gain, in words."""
    lose, gain = percent(who.lose.value or 0.0), percent(who.gain.value or 0.0)
    return f"{lose} of people {LOSERS[id]}{between(who.lose)}; for {gain} it is the other way round{between(who.gain)}"


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
    for id in FACTS:
        for figure in found.figures:
            words = _fact(found, figure) if figure.measure.about.id == id and figure.group == "all" else None
            if words:
                yield Finding(figure.measure.id, words, figure.measure.about.tag)


def _fact(found: Comparison, figure: Figure) -> str | None:
    title, of = figure.measure.title, figure.measure.about.unit
    first, second, difference = figure.first, figure.second, figure.difference
    if difference.value is not None and second.value is not None and first.value is not None:
        sure = "" if difference.sure or difference.low is None else ", which luck alone may explain"
        return (
            f"{title}: {level(first.value, of)} under {found.first.id}, {level(second.value, of)} under "
            f"{found.second.id}: {number(difference.value, of)} {unit(of)} {interval(difference, of)}{sure}."
        )
    if difference.value is not None:
        return f"{title}: {level(difference.value, of)}{ends(difference, of)}."
    worlds = ((found.first, first), (found.second, second))
    known = [
        f"{level(each.value, of)}{ends(each, of)} under {world.id}" for world, each in worlds if each.value is not None
    ]
    return f"{title}: {', '.join(known)}." if known else None


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
    if unit(name) == "%-points" and not name.startswith("ratio"):
        return percent(value) if value >= 0 else f"\N{MINUS SIGN}{percent(-value)}"
    written = number(value, name).lstrip("+")
    return written if name in ("correlation", "slope", "index", "ratio") else f"{written} {name}"
