"""What a comparison found: a sentence each, with its figure and interval, the tag of how it came about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from counterscore.catalogue.measures_file import families
from counterscore.measure.groups import TITLES
from counterscore.report.comparison import context, tags
from counterscore.report.comparison.fairness import UNSTUDIED, most_unequal
from counterscore.report.page.model import Statement
from counterscore.report.text.effects import (
    INTERVAL,
    change,
    change_unit,
    interval,
    is_share,
    level,
    level_interval,
    share_interval,
    size,
)
from counterscore.report.text.numbers import percent
from counterscore.report.text.regimes import names, under
from counterscore.study.comparison.compare import Comparison, GroupFigure
from counterscore.study.comparison.losses import Sides
from counterscore.study.comparison.related import RelatedStudies
from counterscore.study.estimate import Estimate
from counterscore.study.headlines import FACTS, LIVES

HARMED = "Who is harmed"
_LEAST = 0.005
# What happens to people who lose by a measure, and to people who gain.
LOSERS = {
    "granted": "are approved less often", "refused": "are refused more often", "work": "spend less time in work",
    "income": "have a lower income", "home": "spend less time in a home of their own",
    "papers": "have their papers in order for a shorter time", "strain": "have money troubles for longer",
    "partnered": "spend less time with a partner", "protected-acts": "do fewer protected acts",
    "friends": "have fewer friends",
}  # fmt: skip
_GAINERS = {
    "granted": "more often", "refused": "less often", "work": "more", "income": "a higher one", "home": "more",
    "papers": "for a longer time", "strain": "for a shorter time", "partnered": "more", "protected-acts": "more",
    "friends": "more",
}  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class ComparisonFinding(Statement):
    """What is said about a `measure`, under a `theme`. `weight`: the share of people who lose, or 0.

    `size`: from 0 to 1, how large the effect is: the share of people who lose, the change of a share, or a change
    relative to the level in the second world. `brief`: the effect in as few words as a title has room for. `unclear`:
    the interval of the effect includes zero, or there is none.
    """

    measure: str
    theme: str
    weight: float = field(default=0.0)
    size: float = field(default=0.0)
    brief: str = field(default="")
    unclear: bool = field(default=False)

    @property
    def words(self) -> str:
        """Return the sentence."""
        return self.head + self.rest

    @property
    def beside(self) -> str:
        """Return how far it varies, and what other studies found about it."""
        varies = [f"Other {what}: {words}" for what, words in self._varies() if words]
        return " ".join(filter(None, (self.clause, *varies, self.assumptions, self.origin)))

    def _varies(self) -> list[tuple[str, str]]:
        return [("random seeds", self.seeds), ("populations", self.populations)]


def findings(comparison: Comparison, related: RelatedStudies | None = None) -> list[ComparisonFinding]:
    """Return what was found, theme by theme: who is harmed, then the families of measures in their order.

    In each theme the losses that affect most people come first, and unclear or fragile effects last. What was not
    measured is left out. `related`: what other studies found about the same effects.
    """
    order = [HARMED, *(family.title for family in families().values())]
    stated = [*_losses(comparison), *_facts(comparison), *_fairness(comparison)]
    known = [_with(each, related) for each in stated] if related else stated
    return sorted(known, key=lambda each: (order.index(each.theme), each.unclear or each.robust is False, -each.weight))


def _with(finding: ComparisonFinding, related: RelatedStudies) -> ComparisonFinding:
    headline = related.headline(finding.measure)
    derived = None if finding.unclear else related.tag(finding.measure)
    return replace(
        finding,
        clause=context.clause(related, finding.measure),
        assumptions=context.assumptions(related, finding.measure) or finding.assumptions,
        robust=headline.robust if headline else None,
        tag=tags.word(derived),
        origin=tags.words(derived),
    )


def _losses(comparison: Comparison) -> Iterator[ComparisonFinding]:
    for id in LIVES:
        who = comparison.sides.get((id, "all"))
        if who is None or not who.people:
            continue
        if not who.enough:
            yield from _stated(comparison, comparison.figure[id, "all"], HARMED)
        elif who.lose.value is not None and who.lose.value >= _LEAST:
            yield ComparisonFinding(
                head=f"{percent(who.lose.value)} of people {LOSERS[id]}",
                rest=f"{share_interval(who.lose)}{_gainers(id, who)}.{_hardest(comparison, id)}",
                tag=tags.NOT_DERIVED, measure=id, theme=HARMED, weight=who.lose.value, size=who.lose.value,
                unclear=not clearly_lost(who),
            )  # fmt: skip


def clearly_lost(who: Sides) -> bool:
    """Return whether the random seeds suffice to say that somebody loses: the interval of the share excludes zero."""
    return who.enough and clear(who.lose)


def clear(share: Estimate) -> bool:
    """Return whether the interval of a share of people excludes zero."""
    return share.low is not None and share.low > 0


def gainers(id: str, who: Sides) -> str:
    """Return how many people gain by a measure, to end the sentence on those who lose; empty if nobody gains."""
    return f" and {percent(who.gain.value)} {_GAINERS[id]}" if clear(who.gain) and who.gain.value else ""


def _gainers(id: str, who: Sides) -> str:
    words = gainers(id, who)
    return f"{words}{share_interval(who.gain)}" if words else ""


def _hardest(comparison: Comparison, id: str) -> str:
    """Which end of incomes loses more often, if the intervals of the two ends do not overlap."""
    poor, rich = (comparison.sides[id, group].lose for group in ("income-1", "income-5"))
    if poor.value is None or rich.value is None or poor.low is None or rich.low is None:
        return ""
    if poor.high is None or rich.high is None or (poor.low <= rich.high and rich.low <= poor.high):
        return ""
    return f" In the poorest fifth {percent(poor.value)} lose, in the richest {percent(rich.value)}."


def _facts(comparison: Comparison) -> Iterator[ComparisonFinding]:
    themes = {about.id: family.title for family in families().values() for about in family.measures}
    for id in FACTS:
        for figure in comparison.figures:
            if figure.measure.about.id == id and figure.group == "all":
                yield from _stated(comparison, figure, themes[id])


def _stated(comparison: Comparison, figure: GroupFigure, theme: str) -> Iterator[ComparisonFinding]:
    """The figure of everybody as a finding, unless there is none."""
    rest, unit, varies = _fact(comparison, figure), figure.measure.about.unit, figure.difference.variation
    if rest:
        yield ComparisonFinding(
            head=figure.measure.title, rest=f": {rest}", tag=tags.NOT_DERIVED, measure=figure.measure.id, theme=theme,
            brief=_brief(figure.difference, unit), unclear=_unclear(figure.difference), size=_size(figure),
            seeds=_deviation(varies.seeds, unit), populations=_deviation(varies.populations, unit),
        )  # fmt: skip


def _brief(difference: Estimate, unit: str) -> str:
    return "" if difference.value is None else f"{change(difference.value, unit)} {change_unit(unit)}"


def _size(figure: GroupFigure) -> float:
    """How large an effect is, from 0 to 1."""
    effect = abs(figure.difference.value or 0.0)
    if is_share(figure.measure.about.unit):
        return min(effect, 1.0)
    level = abs(figure.second.value or 0.0)
    return min(effect / level, 1.0) if level else float(effect > 0)


def _deviation(deviation: float | None, unit: str) -> str:
    return f"\N{PLUS-MINUS SIGN} {size(deviation, unit)} (one standard deviation)." if deviation else ""


def _fairness(comparison: Comparison) -> Iterator[ComparisonFinding]:
    for figure, more in most_unequal(comparison):
        yield ComparisonFinding(
            head=f"{figure.measure.title}, {TITLES[figure.group]}", rest=f": {_fact(comparison, figure)} {more}",
            tag=tags.NOT_DERIVED, assumptions=UNSTUDIED, measure=figure.measure.id, size=_size(figure),
            theme=families()["fairness"].title,
        )  # fmt: skip


def _fact(comparison: Comparison, figure: GroupFigure) -> str | None:
    """The figure of both worlds with the effect, the effect alone, or the figure of the one world that has it."""
    unit, difference = figure.measure.about.unit, figure.difference
    worlds = list(zip(names(comparison.first, comparison.second), (figure.first, figure.second), strict=True))
    if difference.value is not None and figure.first.value is not None and figure.second.value is not None:
        levels = ", ".join(f"{level(each.value or 0.0, unit)} {under(world)}" for world, each in worlds)
        return f"{levels}. {_effect(difference, unit)}"
    if difference.value is not None:
        return f"{level(difference.value, unit)}{level_interval(difference, unit)}."
    known = [
        f"{level(each.value, unit)}{level_interval(each, unit)} {under(world)}"
        for world, each in worlds
        if each.value is not None
    ]
    return f"{', '.join(known)}." if known else None


def _effect(difference: Estimate, unit: str) -> str:
    """The effect as a sentence of its own; a difference of exactly nothing needs no interval."""
    if not difference.value and not difference.low and not difference.high:
        return "No difference."
    value = f"{change(difference.value, unit)} {change_unit(unit)}"
    if difference.low is None:
        return f"Effect: {value} ({interval(difference, unit)})."
    words = "No clear effect" if _unclear(difference) else "Effect"
    return f"{words}: {value} ({INTERVAL} {interval(difference, unit)})."


def _unclear(difference: Estimate) -> bool:
    return difference.value is not None and not difference.sure
