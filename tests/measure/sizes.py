"""Whether the expected value of a measure depends on how many people or random seeds a study has.

It reads the catalogue, so every measure and every piece of legal evidence is tried. `./lab python
tests/measure/sizes.py` compares populations of 5,000 with others of 20,000 people, studies of 4 with others of 16
random seeds, and everybody with a quarter of the households in the same worlds, and records the result in sizes.json. A
measure that depends on the number of people says so itself, and why (`depends_on`).
"""

from __future__ import annotations

import json
import math
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from counterscore import Regime, Society
from counterscore.catalogue.measures_file import Defined, shown
from counterscore.measure.evidence import EVIDENCE
from counterscore.measure.groups import groups
from counterscore.measure.protocol import Measure
from counterscore.measure.registry import measures
from counterscore.measure.twins import Twins
from counterscore.run.burn_in_cache import BurnInCache
from counterscore.run.scenario import Scenario
from counterscore.study.estimate import estimate
from counterscore.study.worlds import each_in_threads, outcomes_of

FILE = Path(__file__).with_name("sizes.json")
GROUPS = ("all", "minority", "income-1")
QUARTER = "quarter"  # of the households, at random: a small group that differs from everybody by nothing but its size
ERROR = 0.01  # the chance that anything is found where nothing depends on the number (Bonferroni)
FEWEST = 4  # worlds in which a measure has a value
Values = dict[str, float]


class Sizes(NamedTuple):
    """Worlds of a number of people: how many, for how many months, and the first of their seeds."""

    people: int
    worlds: int
    months: int
    first: int


class Row(NamedTuple):
    """A measure of a group in two kinds of study: means, standard errors, z, and the p-value of a difference."""

    name: str
    declared: bool
    small: float
    small_error: float
    large: float
    large_error: float
    z: float
    p: float


def defined(society: Society, more: Sequence[Measure] = ()) -> dict[str, Defined]:
    """Return the definition of every measure that is tried, by name: `id group`, or the number of the evidence."""
    named: dict[str, Defined] = {
        f"{each.id} {group}": each.about for each in (*measures(society.file), *more) for group in _groups(each)
    }
    return {**named, **{each.number: each for each in shown().evidence}}


def _groups(measure: Measure) -> Sequence[str]:
    return GROUPS if measure.about.groups == "every" else GROUPS[:1]


def values(twins: Twins, more: Sequence[Measure] = ()) -> Values:
    """Return every measure of a world compared with its twin, NaN where there is nothing to measure."""
    found = {
        f"{each.id} {group}": _value(each, twins, group)
        for each in (*measures(twins.a.society), *more)
        for group in (*_groups(each), QUARTER)
    }
    said = {number: function(twins).value for number, function in EVIDENCE.items()}
    return {**found, **{number: math.nan if value is None else value for number, value in said.items()}}


def _value(measure: Measure, twins: Twins, group: str) -> float:
    people = twins.a.people
    members = people.household % 4 == 0 if group == QUARTER else groups(people)[group]
    if measure.about.reads == "twins":
        return measure.twins(twins, twins.of_a(members))
    return measure.world(twins.a, members)


def bank(sizes: Sizes, more: Sequence[Measure] = ()) -> list[Values]:
    """Return the measures of so many worlds, each of other people with another random seed."""
    seeds = range(sizes.first, sizes.first + sizes.worlds)
    done = dict(each_in_threads(seeds, lambda seed, _: _of_seed(sizes, seed, more), 1))
    return [done[place] for place in range(sizes.worlds)]


def _of_seed(sizes: Sizes, seed: int, more: Sequence[Measure]) -> Values:
    score = Regime.load("citizen-score").in_phase("mandatory")
    scenario = Scenario(
        society=Society.load("china-2018"), regime=score, citizens=sizes.people, months=sizes.months, people_seed=seed,
        seed=seed,
    )  # fmt: skip
    burn_ins = BurnInCache()
    twins = (outcomes_of(each, burn_ins=burn_ins) for each in (scenario, scenario.under(Regime.load("none"))))
    return values(Twins(*twins), more)


def rows(small: Sequence[Values], large: Sequence[Values], definitions: dict[str, Defined]) -> Iterator[Row]:
    """Yield every measure that has a value in at least four worlds of either size, with Welch's test of equality."""
    for name, about in definitions.items():
        one, other = (_known([world[name] for world in worlds]) for worlds in (small, large))
        if min(len(one), len(other)) >= FEWEST:
            yield _row(name, "people" in about.depends_on, one, other)


def quarters(worlds: Sequence[Values], definitions: dict[str, Defined]) -> Iterator[Row]:
    """Yield every measure that is defined by group, of everybody and of a quarter of the households.

    The test is paired by world.
    """
    for name, about in definitions.items():
        id, _, group = name.partition(" ")
        if group == "all" and getattr(about, "groups", "all") == "every":
            pairs = np.array([[world[name], world[f"{id} {QUARTER}"]] for world in worlds])
            pairs = pairs[np.isfinite(pairs).all(axis=1)]
            if len(pairs) >= FEWEST:
                yield _paired(name, "people" in about.depends_on, pairs)


def _paired(name: str, declared: bool, pairs: np.ndarray[Any, Any]) -> Row:
    from scipy.stats import t

    gaps, many = pairs[:, 1] - pairs[:, 0], len(pairs) ** 0.5
    errors = pairs.std(axis=0, ddof=1) / many
    z = float(gaps.mean() / max(float(gaps.std(ddof=1)) / many, 1e-12))
    means = pairs.mean(axis=0)
    return Row(name, declared, means[0], errors[0], means[1], errors[1], z, float(2 * t.sf(abs(z), len(pairs) - 1)))


def _row(name: str, declared: bool, one: np.ndarray[Any, Any], other: np.ndarray[Any, Any]) -> Row:
    from scipy.stats import ttest_ind_from_stats

    stats = [(float(each.mean()), float(np.std(each, ddof=1)), len(each)) for each in (one, other)]
    errors = [spread / count**0.5 for _, spread, count in stats]
    gap, error = stats[1][0] - stats[0][0], math.hypot(*errors)
    if error <= 1e-12 * max(1.0, abs(stats[0][0])):  # no world differs from another
        equal = abs(gap) <= 1e-12 * max(1.0, abs(stats[0][0]))
        z, p = (0.0, 1.0) if equal else (math.inf, 0.0)
    else:
        z, p = gap / error, float(ttest_ind_from_stats(*stats[0], *stats[1], equal_var=False).pvalue)
    return Row(name, declared, stats[0][0], errors[0], stats[1][0], errors[1], z, p)


def _known(found: Sequence[float]) -> np.ndarray[Any, Any]:
    values = np.array(found, np.float64)
    return values[np.isfinite(values)]


def differing(found: Sequence[Row]) -> set[str]:
    """Return the names of the measures that differ, whether declared or not."""
    return {row.name for row in found if row.p * len(found) < ERROR}


def undeclared(found: Sequence[Row]) -> set[str]:
    """Return the names of the measures that differ though their definition does not say so."""
    return differing(found) - {row.name for row in found if row.declared}


def studies(worlds: Sequence[Values], seeds: int) -> list[Values]:
    """Return what disjoint studies of so many random seeds say of each measure, NaN where there is no estimate."""
    starts = range(0, len(worlds) - seeds + 1, seeds)
    return [
        {name: _estimate([world[name] for world in worlds[start : start + seeds]]) for name in worlds[0]}
        for start in starts
    ]


def _estimate(found: Sequence[float]) -> float:
    value = estimate([each if math.isfinite(each) else None for each in found]).value
    return math.nan if value is None else value


def as_text(about: str, found: Sequence[Row], small: str, large: str) -> dict[str, Any]:
    """Return a table as JSON: values, standard errors and z of every measure."""
    lines = {row.name: [_short(each) for each in row[2:7]] + (["declared"] if row.declared else []) for row in found}
    return {
        "about": about, "columns": [small, "standard error", large, "standard error", "z"], "tried": len(found),
        "largest |z|, undeclared": _short(max(abs(row.z) for row in found if not row.declared)),
        "differs, undeclared": sorted(undeclared(found)),
        "differs, declared": sorted(differing(found) - undeclared(found)),
        "values": lines,
    }  # fmt: skip


def _short(value: float) -> float:
    return float(f"{value:.4g}") if math.isfinite(value) else math.copysign(1e9, value)


if __name__ == "__main__":
    definitions = defined(Society.load("china-2018"))
    small, large = bank(Sizes(5_000, 40, 24, 1)), bank(Sizes(20_000, 20, 24, 1001))
    by_people = list(rows(small, large, definitions))
    seeds = bank(Sizes(1_000, 96, 24, 2001))
    by_seeds = list(rows(studies(seeds[:32], 4), studies(seeds[32:], 16), definitions))
    by_quarter = list(quarters([*small, *seeds], definitions))
    tables = [
        as_text("5,000 against 20,000 people: 40 and 20 worlds of 24 months", by_people, "5,000", "20,000"),
        as_text(
            "4 against 16 seeds: 8 and 4 studies of 1,000 people, other people with each seed", by_seeds, "4", "16"
        ),
        as_text(
            "everybody against a quarter of the households, in the same 136 worlds", by_quarter, "all", "a quarter"
        ),
    ]
    FILE.write_text(json.dumps(tables, indent=1) + "\n", encoding="utf-8")
    print(f"wrote {FILE}")
    sys.exit(1 if any(undeclared(each) for each in (by_people, by_seeds, by_quarter)) else 0)
