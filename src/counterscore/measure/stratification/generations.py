"""Mobility between generations: what a parent's income says about that of the grown child."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false
# SciPy has no type stubs.
from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.catalogue.judgement import judgement
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.validity.agreement import NOTHING, ranks
from counterscore.society.traits import BIT

YEAR = 12


def grown(world: Outcomes) -> Flags:
    """Return who came of age during the run in a parent's household, and is alive and old enough to be compared."""
    alive = (world.ends.bits & np.uint32(BIT["alive"])) != 0
    age = world.scenario.months - world.people.born.astype(np.int64)
    old = age >= judgement().generations.age.value * YEAR
    return alive & old & (world.people.parental_wage > 0) & (world.people.wage > 0)


def parent_rank_slope(world: Outcomes, group: Flags) -> float:
    """Return the slope of grown children's rank by pay on that of their parents; NaN if nobody is old enough."""
    children = group & grown(world)
    return _slope(ranks(world.people.parental_wage[children]), ranks(world.people.wage[children]))


def parent_elasticity(world: Outcomes, group: Flags) -> float:
    """Return the slope of log pay of grown children on that of their parents; NaN if nobody is old enough."""
    children = group & grown(world)
    parents, own = (column[children].astype(np.float64) for column in (world.people.parental_wage, world.people.wage))
    return _slope(np.log(parents), np.log(own))


def _slope(given: NDArray[Any], outcome: NDArray[Any]) -> float:
    """Return the slope of a regression; NaN for fewer than two people or if `given` does not vary."""
    from scipy.stats import linregress

    return float(linregress(given, outcome).slope) if len(np.unique(given)) > 1 else NOTHING
