"""Goodhart's law: what a score no longer tells of people once they respond to it."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.rates import activities_of, units, yearly
from counterscore.measure.twins import Twins
from counterscore.measure.validity.agreement import correlation, ranks

Column = NDArray[np.float64]


def goodhart_gap(world: Outcomes, group: Flags) -> float:
    """Return by how much less the score tells of trustworthiness than in the same world without responses."""
    calm = world.unresponsive
    return float("nan") if calm is None else _lost(Twins(world, calm), group, _trait(world), _trait(calm))


def goodhart_gap_conduct(world: Outcomes, group: Flags) -> float:
    """Return by how much less the score tells of unlawful acts than in the same world without responses."""
    calm = world.unresponsive
    return float("nan") if calm is None else _lost(Twins(world, calm), group, _conduct(world), _conduct(calm))


def _trait(world: Outcomes) -> Column:
    return world.people.trustworthiness.astype(np.float64)


def _conduct(world: Outcomes) -> Column:
    """Return the unlawful acts that each person did, recorded or not, per adult year."""
    return yearly(world, units(world, activities_of(world, law=["unlawful"])))


def _lost(twins: Twins, group: Flags, target: Column, calm_target: Column) -> float:
    """Return what the score explains without responses minus what it explains with them, of the same people."""
    known = _known(twins.a, target), _known(twins.b, calm_target)
    same = twins.of_a(group & known[0]) & twins.of_b(known[1])
    with_it = _explained(twins.of_a(twins.a.scores)[same], twins.of_a(target)[same])
    return _explained(twins.of_b(twins.b.scores)[same], twins.of_b(calm_target)[same]) - with_it


def _known(world: Outcomes, target: Column) -> Flags:
    return ~np.isnan(world.scores) & ~np.isnan(target)


def _explained(score: Column, target: Column) -> float:
    """Return the share of the variance of ranks that the other rank explains: Spearman's correlation, squared."""
    return correlation(ranks(score), ranks(target)) ** 2
