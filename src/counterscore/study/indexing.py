"""Sobol indices of the strongest assumptions, from a design that grows until their intervals are narrow enough."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from counterscore.study.designs import RANDOM_SEED, indices, saltelli
from counterscore.study.headline import Headline, leading, means
from counterscore.study.parameter_space import ParameterSpace
from counterscore.study.result_cache import Result

FIRST_ROWS = 16
OTHERS = "all other assumptions"


def indexed(
    space: ParameterSpace, headlines: Sequence[Headline], width: float, most: int
) -> tuple[list[Headline], int, float | None]:
    """Return the headlines with Sobol indices, the rows of the design, and the widest half-width of an interval.

    The ten strongest assumptions have indices of their own, all others one together. Rows are doubled until every
    half-width is at most `width`, or there are `most` rows. The half-width is None if no headline varies.
    """
    names = {lead.assumption.name for lead in leading(headlines)}
    groups = [each.name if each.name in names else OTHERS for each in space.inputs] + [RANDOM_SEED]
    rows = FIRST_ROWS
    while True:
        points = saltelli(groups, rows, space.study.scenario.seed)
        found = space.at(space.scenarios(points[:, :-1]), f"indices, {rows} rows", space.seed_of(points))
        best = [_with_indices(each, groups, found, space.study.scenario.seed) for each in headlines]
        reached = _widest(best, names)
        if reached is None or reached <= width or rows >= most:
            return best, rows, reached
        rows *= 2


def _with_indices(headline: Headline, groups: Sequence[str], found: list[list[Result]], seed: int) -> Headline:
    values = means(found, headline.measure)
    return replace(headline, indices=tuple(indices(groups, values, seed)) if values is not None else ())


def _widest(headlines: Sequence[Headline], names: set[str]) -> float | None:
    """The half-width of the widest interval of a named assumption, over all headlines that vary; None if none do."""
    widths = [
        wide
        for headline in headlines
        for index in headline.indices
        if index.name in names and not np.isnan(index.alone)
        for wide in (index.alone_width, index.together_width)
    ]
    return max(widths) if widths else None
