"""What a measure is: its description from the catalogue, and a small function that reads a world or two twins.

A function of a person's figure takes the outcomes and gives one number a person, NaN for whom it does not concern. One
of a world takes the outcomes and a group and gives a number, NaN where the group has nobody to measure; one of twins
takes the twins. A measure of each decision or act takes its place in the society's order besides.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any, cast

import numpy as np
from numpy.typing import NDArray

from counterscore.catalogue.measures_file import About
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.twins import Twins
from counterscore.society.schema import SocietyFile

Person = NDArray[np.float64]
Function = Callable[..., Any]
Functions = Mapping[str, Function]


@dataclass(frozen=True)
class Measure:
    """A measure bound to what it measures: `id` names the decision or act behind a colon if there is one."""

    id: str
    title: str
    about: About
    function: Function

    def person(self, world: Outcomes) -> Person:
        """Return the figure of every person, NaN for whom it does not concern."""
        return cast(Person, self.function(world))

    def world(self, world: Outcomes, group: Flags) -> float:
        """Return the figure of a group; NaN where there is nobody to measure."""
        if self.about.reads == "person":
            return mean(self.person(world)[group])
        return float(self.function(world, group))

    def twins(self, twins: Twins, group: Flags) -> float:
        """Return the figure of a group of the people whom both worlds have."""
        return float(self.function(twins, group))


def mean(values: NDArray[np.floating[Any]]) -> float:
    """Return the mean of the numbers that are there; NaN for none.

    >>> mean(np.array([1.0, np.nan, 3.0]))
    2.0
    """
    kept = values[~np.isnan(values)]
    return float(kept.mean()) if len(kept) else float("nan")


def ratio(part: Any, whole: Any) -> Any:
    """Return part by whole, NaN where the whole is nothing.

    >>> ratio(np.array([1, 0]), np.array([2, 0])).tolist()
    [0.5, nan]
    """
    below = np.asarray(whole, np.float64)
    return np.divide(part, below, out=np.full(np.broadcast(part, below).shape, np.nan), where=below != 0)


def bound(about: About, function: Function, society: SocietyFile) -> list[Measure]:
    """Return the measure, or one for every decision or act of the society that it is to be taken of."""
    if about.each is None:
        return [Measure(about.id, about.title, about, function)]
    return [
        Measure(f"{about.id}:{id}", f"{about.title}: {title}", about, partial(function, place=place))
        for place, id, title in _things(about, society)
    ]


def _things(about: About, society: SocietyFile) -> list[tuple[int, str, str]]:
    if about.each == "protected":
        acts = enumerate(society.activities)
        return [(place, act.id, act.title) for place, act in acts if act.law == "protected"]
    found = [(each, about.each == "decision" or each.outcome is not None) for each in society.decisions]
    found += [(each, each.outcome is not None) for each in (society.firms.decisions if society.firms else ())]
    return [(place, each.id, each.title) for place, (each, taken) in enumerate(found) if taken]
