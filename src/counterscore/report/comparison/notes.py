"""What a comparison was made from, and what it cannot say."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.measure.groups import TITLES
from counterscore.report.text.numbers import listing, span
from counterscore.report.text.regimes import names, under
from counterscore.report.text.studies import replicates
from counterscore.study.comparison.compare import Comparison
from counterscore.study.replicates import Replicates


def byline(comparison: Comparison) -> str:
    """Return in two sentences what was compared, on whom, and with which populations and random seeds."""
    first, second, of = *names(comparison.first, comparison.second), comparison.scenario
    return (
        f"{first} compared with {second}, over {span(of.months)}: the same synthetic citizens of the society "
        f"{of.society.id} with the same random seeds, {of.citizens:,} in each world. "
        f"{replicates(comparison.replicates)}"
    )


def notes(comparison: Comparison) -> Iterator[str]:
    """Yield what cannot be computed, and how many people exist in one world only."""
    yield from _one_world_only(comparison)
    yield from _replicates(comparison.replicates)
    yield from _seeds_needed(comparison)
    members = [sum(pair.members[place] for pair in comparison.pairs) for place in range(len(TITLES))]
    empty = [title for title, people in zip(TITLES.values(), members, strict=True) if not people]
    if empty:
        yield f"These groups have no members, so they have no figures: {listing(empty)}."
    yield from _later_phases(comparison)


def _replicates(of: Replicates) -> Iterator[str]:
    if of.populations > 1:
        return
    if of.seeds > 1:
        yield (
            "With one population the intervals cover other random seeds for the same people, but no other people: use "
            "--populations to draw more."
        )
    else:
        yield "With one population and one random seed there are no intervals: use --populations to draw more."


def _span(seeds: list[int]) -> str:
    return str(seeds[0]) if min(seeds) == max(seeds) else f"{min(seeds)} to {max(seeds)}"


def _seeds_needed(comparison: Comparison) -> Iterator[str]:
    everybody = [comparison.sides[id, "all"] for id in comparison.effects]
    known = [who.seeds_needed for who in everybody if who.seeds_needed is not None]
    if known:
        yield (
            f"{comparison.replicates.seeds} random seeds for each population are too few to say what share of people "
            f"loses by {len(known)} of {len(comparison.effects)} measures. At least {_span(known)} are needed: use "
            "--seeds."
        )


def _one_world_only(comparison: Comparison) -> Iterator[str]:
    only = comparison.unmatched
    if any(only):
        first, second = names(comparison.first, comparison.second)
        yield (
            f"Some people exist in one world only: {only[0]:,.1f} on average {under(first)}, {only[1]:,.1f} "
            f"{under(second)}. They are left out of the effects on individuals."
        )


def _later_phases(comparison: Comparison) -> Iterator[str]:
    for regime in (comparison.first, comparison.second):
        for phase in regime.file.phases:
            if phase.from_month >= comparison.scenario.months:
                yield (
                    f"The phase {phase.id} of {regime.id} begins in month {phase.from_month}, after the end of the "
                    "comparison: it is not in these figures."
                )
