"""How robust one effect is: how often its direction holds, its range, and the assumptions that move it most."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterscore.study.designs import Index, Moved
from counterscore.study.estimate import Estimate
from counterscore.study.leads import LEADING, Lead
from counterscore.study.result_cache import Result
from counterscore.study.spread import Holds, Split, ends, holds, split

FEWEST = 30  # draws that meet the targets: of fewer, the 95 % interval of a share can be wider than a third
Values = NDArray[np.float64]


@dataclass(frozen=True)
class Headline:
    """How robust one effect is.

    `declared`: with all assumptions as declared. `holds`: the share of draws in which its direction is the same, which
    is a share of the declared assumptions and says nothing about how probable they are. `met`: the same share among the
    draws that meet the society's own targets; None if there are fewer than 30.
    `ends`: the middle 90 % of the draws, with the noise of random seeds removed. `split`: how much of the variance is
    such noise. These four are None if a world has nobody to measure. `groups`: mean elementary effects of groups of
    assumptions and of the random seed; empty without screening. `leads`: the assumptions that move it most. `indices`:
    Sobol indices, if requested. `level`: the world without a score has no such figure, so it has a level but no
    direction.
    """

    measure: str
    declared: Estimate
    holds: Holds | None
    ends: tuple[float, float] | None
    split: Split | None
    groups: tuple[Moved, ...]
    leads: tuple[Lead, ...]
    indices: tuple[Index, ...] = ()
    level: bool = False
    met: Holds | None = None

    @property
    def robust(self) -> bool | None:
        """Return whether the effect is clear as declared and its direction holds in 90 % of draws; None for a level."""
        if self.level:
            return None
        return self.holds is not None and self.holds.share >= 0.9 and self.declared.sure


def headline(
    name: str, declared: Mapping[str, Estimate], found: list[list[Result]], screened: Mapping[str, list[Moved]],
    leads: Sequence[Lead], meeting: Sequence[bool] = (), level: bool = False,
) -> Headline:  # fmt: skip
    """Return how robust the effect on the measure `name` is.

    `found`: the effects at the points drawn. `screened`: the elementary effects of groups. `meeting`: for each point,
    whether the society meets its targets there; empty if it has none.
    """
    values = table(found, name)
    groups = tuple(sorted(screened.get(name, []), key=lambda each: -each.value))
    if values is None or declared[name].value is None:
        return Headline(name, declared[name], None, None, None, groups, (), level=level)
    sign = float(np.sign(declared[name].value or 0.0))
    met = values[np.array(meeting, bool)] if meeting else values[:0]
    return Headline(
        name, declared[name], None if level else holds(values, sign), ends(values), split(values), groups, tuple(leads),
        level=level, met=None if level or len(met) < FEWEST else holds(met, sign),
    )  # fmt: skip


def leading(headlines: Sequence[Headline]) -> list[Lead]:
    """Return the ten strongest assumptions over all headlines, by their largest absolute correlation."""
    strongest: dict[str, Lead] = {}
    for lead in (lead for headline in headlines for lead in headline.leads):
        before = strongest.get(lead.assumption.name)
        if before is None or abs(lead.correlation) > abs(before.correlation):
            strongest[lead.assumption.name] = lead
    return sorted(strongest.values(), key=lambda lead: (-abs(lead.correlation), lead.assumption.name))[:LEADING]


def table(found: list[list[Result]], name: str) -> Values | None:
    """Return the effects on a measure, draws x random seeds; None if a world has nobody to measure."""
    rows = [[result[name] for result in row] for row in found]
    if any(value is None for row in rows for value in row):
        return None
    return np.array(rows, np.float64)


def means(found: list[list[Result]], name: str) -> Values | None:
    """Return the mean effect over random seeds at each point; None if a world has nobody to measure."""
    values = table(found, name)
    return None if values is None else values.mean(axis=1)
