"""What an attribution found, in sentences."""

from __future__ import annotations

from counterscore.report.attribution.ranking import clear_pairs, leading, rival
from counterscore.report.text.effects import INTERVAL, change, change_unit, effect, interval, level
from counterscore.report.text.numbers import listing
from counterscore.report.text.regimes import names
from counterscore.report.text.studies import among, byline, population
from counterscore.study.attribute import Attribution
from counterscore.study.division import Interaction, Part
from counterscore.study.estimate import Estimate

NOT_ONE = "No single clause can be singled out."


def made_from(result: Attribution) -> str:
    """Return what was compared, among whom, and with which seeds."""
    study = result.study
    if not result.orders:
        return byline(study)
    first, second = names(study.scenario.regime, study.baseline)
    last, seeds = study.scenario.people_seed + len(study.seeds) - 1, study.seeds
    return (
        f"{population(study.scenario)}: {first} compared with {second}. {result.orders} orders of the clauses. "
        "Each pair of orders has people and a random seed of its own: "
        f"people seeds {study.scenario.people_seed} to {last}, random seeds {seeds[0]} to {seeds[-1]}.{among(study)}"
    )


def causes(result: Attribution, measure: str, group: str | None = None) -> str:
    """Return which clauses cause most of an effect, as far as the study supports it; empty if there is no effect."""
    division = result.main if group is None else result.divisions[group]
    whole = division.whole[measure]
    if not whole.value:
        return ""
    named = leading(result, measure, group) if whole.sure else []
    if not named:
        return NOT_ONE
    party, part = named[0]
    low, size = part.share.low or 0.0, f"{_percent(part.share.value)}, {INTERVAL} {_ends(part.share)}"
    if low >= 1:
        return f"One clause causes it, and others soften it: {party.title}."
    if low >= 0.5:
        return f"One clause causes most of it ({size}): {party.title}."
    if low > rival(result, measure, party, group):
        return f"The clause that contributes most ({size}): {party.title}."
    sure = [f"{each.title} ({_percent(found.share.value)})" for each, found in named[:2]]
    return f"Several clauses contribute, clearly among them: {listing(sure)}."


def share(part: Part) -> str:
    """Return a share in per cent with its interval, or why there is none."""
    if part.share.value is None:
        return f"no share: {part.why}"
    return f"{_percent(part.share.value)} ({_ends(part.share)})"


def _ends(found: Estimate) -> str:
    return " to ".join(map(_percent, (found.low, found.high)))


def _percent(share: float | None) -> str:
    """A share that may be negative, or above 1 where other parts work against it."""
    value = share or 0.0
    return level(value, "share") if abs(value) < 1 else f"{100 * value:.0f} %".replace("-", "\N{MINUS SIGN}")


def pairs(result: Attribution, measure: str, unit: str, group: str | None = None) -> list[str]:
    """Return the pairs of clauses that clearly do more, or less, together than the sum of both."""
    titles = {party.id: party.title for party in result.parties}
    return [_pair(each, titles, unit) for each in clear_pairs(result, measure, group)]


def _pair(each: Interaction, titles: dict[str, str], unit: str) -> str:
    value, ends = change(each.effect.value, unit), interval(each.effect, unit)
    both = f"{titles[each.first]} with {titles[each.second]}"
    return f"{both}: {value} {change_unit(unit)} ({INTERVAL} {ends}) beyond the sum of both"


def scheme(result: Attribution, measure: str, unit: str) -> list[str]:
    """Return how much of an effect goes with each master switch of the scheme as such."""
    found = result.main.scheme.get(measure, {})
    return [f"{each.title} {effect(found[each.id], unit)}" for each in result.tree.scheme]
