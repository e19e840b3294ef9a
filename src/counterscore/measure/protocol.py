"""What a measure is: its description from the catalogue, and a small function that reads a world or twin worlds.

There are three kinds of function. A measure of persons takes the outcomes and returns one number per person, NaN for
people whom it does not concern. A measure of a world takes the outcomes and a group and returns one number, NaN if the
group has nobody to measure. A measure of twins takes twin worlds and a group. A measure of each decision or act also
takes the `index` of the decision or act in the society.
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
    """A measure, bound to one decision or act if it is taken of each; `id` then names it after a colon."""

    id: str
    title: str
    about: About
    function: Function

    def person(self, world: Outcomes) -> Person:
        """Return the value for every person, NaN for people whom it does not concern."""
        return cast(Person, self.function(world))

    def world(self, world: Outcomes, group: Flags) -> float:
        """Return the value for a group; NaN if there is nobody to measure."""
        if self.about.reads == "person":
            return mean(self.person(world)[group])
        return float(self.function(world, group))

    def twins(self, twins: Twins, group: Flags) -> float:
        """Return the value for a group of the people who exist in both worlds."""
        return float(self.function(twins, group))


def mean(values: NDArray[np.floating[Any]]) -> float:
    """Return the mean of the numbers that are not NaN; NaN if there are none.

    >>> mean(np.array([1.0, np.nan, 3.0]))
    2.0
    """
    numbers = values[~np.isnan(values)]
    return float(numbers.mean()) if len(numbers) else float("nan")


def ratio(part: Any, whole: Any) -> Any:
    """Return part divided by whole, elementwise; NaN where the whole is 0.

    >>> ratio(np.array([1, 0]), np.array([2, 0])).tolist()
    [0.5, nan]
    """
    divisor = np.asarray(whole, np.float64)
    return np.divide(part, divisor, out=np.full(np.broadcast(part, divisor).shape, np.nan), where=divisor != 0)


def bound(about: About, function: Function, society: SocietyFile) -> list[Measure]:
    """Return the measure, or one for every decision or act of the society if it is taken of each.

    Return nothing if the society does not declare the table that the measure needs.
    """
    if about.part is not None and getattr(society, about.part) is None:
        return []
    if about.each is None:
        return [Measure(about.id, about.title, about, function)]
    return [
        Measure(f"{about.id}:{id}", f"{about.title}: {title}", about, partial(function, index=index))
        for index, id, title in _things(about, society)
    ]


def _things(about: About, society: SocietyFile) -> list[tuple[int, str, str]]:
    if about.each == "protected":
        acts = enumerate(society.activities)
        return [(index, act.id, act.title) for index, act in acts if act.law == "protected"]
    found = [(each, about.each == "decision" or each.outcome is not None) for each in society.decisions]
    found += [(each, each.outcome is not None) for each in (society.firms.decisions if society.firms else ())]
    return [(index, each.id, each.title) for index, (each, included) in enumerate(found) if included]
