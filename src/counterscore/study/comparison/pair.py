"""Twins of one replicate: the same people under two regimes, and the measures taken of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.groups import TITLES, groups
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import Measure, mean
from counterscore.measure.rates import activities_of
from counterscore.measure.twins import Twins
from counterscore.measure.validity.inflation import rises
from counterscore.run.tally import COUNTS
from counterscore.study.comparison import company

NOTHING = float("nan")


@dataclass(frozen=True)
class Pair:
    """Twins of one replicate, as arrays.

    `people_seed`, `seed`: of the replicate. `id`: the people who exist in both worlds, by their id in the first.
    `first`, `second`: personal measures x these people, in either world; NaN where a measure does not apply. `figures`:
    measures x groups x (first world, second, difference). `members`: people of each group at the start. `acts`: 2 x
    months, protected acts per adult. `unmatched`: how many people exist only in the first world, only in the second.
    `belongs`: groups x people. `ties`, `crossing`: see `company`. `rise`: months, and by how much the first world's
    scores have risen by then.
    """

    people_seed: NDArray[np.int64]
    seed: NDArray[np.int64]
    id: NDArray[np.int32]
    first: NDArray[np.float32]
    second: NDArray[np.float32]
    figures: NDArray[np.float64]
    members: NDArray[np.int64]
    acts: NDArray[np.float64]
    unmatched: NDArray[np.int64]
    belongs: NDArray[np.bool_]
    ties: NDArray[np.float64]
    crossing: NDArray[np.float64]
    rise: NDArray[np.float64]

    def save(self, path: Path) -> None:
        """Write the arrays to a file, all at once: an interrupt leaves no half-written file."""
        part = path.with_suffix(".part")
        with part.open("wb") as file:
            np.savez(file, **{field.name: getattr(self, field.name) for field in fields(self)})
        part.rename(path)

    @classmethod
    def load(cls, path: Path) -> Pair:
        """Read a saved pair."""
        with np.load(path, allow_pickle=False) as saved:
            return cls(**{field.name: saved[field.name] for field in fields(cls)})


def personal(measures: Sequence[Measure]) -> list[Measure]:
    """Return the measures that have a value for each person."""
    return [measure for measure in measures if measure.about.reads == "person" and measure.about.of == "lives"]


def pair(a: Outcomes, b: Outcomes, measures: Sequence[Measure]) -> Pair:
    """Return the measures taken of two worlds of the same people."""
    twins, of_a, of_b = Twins(a, b), groups(a.people), groups(b.people)
    known = [(_values(measure, a), _values(measure, b)) for measure in measures]
    figures = [
        [_figure(measure, values, twins, of_a[group], of_b[group], group) for group in TITLES]
        for measure, values in zip(measures, known, strict=True)
    ]
    own = [values for measure, values in zip(measures, known, strict=True) if measure in personal(measures)]
    return Pair(
        people_seed=np.array([a.scenario.people_seed]),
        seed=np.array([a.scenario.seed]),
        id=twins.common[0].astype(np.int32),
        first=_table([twins.of_a(mine) for mine, _ in own], len(twins.common[0])),
        second=_table([twins.of_b(theirs) for _, theirs in own], len(twins.common[0])),
        figures=np.array(figures, np.float64).reshape(len(measures), len(TITLES), 3),
        members=np.array([int((of_a[group] & a.people.there).sum()) for group in TITLES], np.int64),
        acts=np.stack([_protected(a), _protected(b)]),
        unmatched=np.array(twins.unmatched, np.int64),
        belongs=np.stack([twins.of_a(of_a[group]) for group in TITLES]),
        ties=company.ties(twins),
        crossing=company.crossings(twins),
        rise=np.array(rises(a, a.adult)),
    )


def _values(measure: Measure, world: Outcomes) -> NDArray[np.float64]:
    return measure.person(world) if measure.about.reads == "person" else np.empty(0)


def _figure(
    measure: Measure, values: tuple[Any, Any], twins: Twins, of_a: Flags, of_b: Flags, group: str
) -> tuple[float, float, float]:
    """A measure of a group in each world, and the difference; measures of twins have only a difference."""
    if measure.about.groups == "all" and group != "all":
        return NOTHING, NOTHING, NOTHING
    if measure.about.reads == "twins":
        return NOTHING, NOTHING, measure.twins(twins, twins.of_a(of_a))
    if measure.about.reads == "person":
        first, second = mean(values[0][of_a]), mean(values[1][of_b])
    else:
        first, second = measure.world(twins.a, of_a), measure.world(twins.b, of_b)
    return first, second, first - second


def _table(rows: list[NDArray[np.float64]], people: int) -> NDArray[np.float32]:
    return np.array(rows, np.float32).reshape(len(rows), people)


def _protected(world: Outcomes) -> NDArray[np.float64]:
    """Protected acts per adult, by month."""
    adults = world.by_month.totals[0, :, COUNTS.index("adults")]
    return world.acts.done_by_month[:, activities_of(world, law=["protected"])].sum(axis=1) / np.maximum(adults, 1)
