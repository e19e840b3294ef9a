"""Whom a regime affects: chilling of protected acts, the cost of refusing, exclusion."""

from __future__ import annotations

import numpy as np

from counterscore.catalogue.judgement import judgement
from counterscore.measure.evidence.evidence import Evidence, percent, points, share, unknown
from counterscore.measure.rates import activities_of, units
from counterscore.measure.stratification.chances import granted
from counterscore.measure.twins import Twins

_Z = 1.96


def chilling(twins: Twins) -> Evidence:
    """Return M5: relative decline of lawful protected acts compared with the twin world."""
    acts = activities_of(twins.a, law=["protected"])
    with_it, without = twins.of_a(units(twins.a, acts)), twins.of_b(units(twins.b, acts))
    people, total = len(without), int(without.sum())
    if not total:
        return unknown("There are no protected acts in the twin world.")
    value = 1 - int(with_it.sum()) / total
    residuals = with_it - (1 - value) * without
    error = float(_Z * np.sqrt(people) * np.std(residuals) / total)
    change = f"{'fall' if value >= 0 else 'rise'} by {percent(abs(value))}"
    sentence = f"Lawful protected acts {change} compared with the twin world."
    return Evidence(value, value - error, value + error, people, sentence)


def refusing(twins: Twins) -> Evidence:
    """Return M11: approval rate of adults with a score minus that of adults without one."""
    world = twins.a
    outside = world.adult & (world.times.scored == 0)
    inside = world.adult & ~outside
    rate = granted(world)
    known_in, known_out = rate[inside & ~np.isnan(rate)], rate[outside & ~np.isnan(rate)]
    if not len(known_in) or not len(known_out):
        return unknown("Either all adults have a score or none has, so the cost of refusing cannot be measured.")
    value = float(known_in.mean() - known_out.mean())
    error = float(_Z * np.sqrt(known_in.var() / len(known_in) + known_out.var() / len(known_out)))
    direction = "lower" if value >= 0 else "higher"
    sentence = f"The approval rate of adults without a score is {points(value)} {direction} than with one."
    return Evidence(value, value - error, value + error, len(known_out), sentence)


def exclusion(twins: Twins) -> Evidence:
    """Return M12: share of applicants for something essential whom a gate refused at least once."""
    world, names = twins.a, judgement().essential.decisions
    essential = [world.decision[name] for name in names if name in world.decision]
    if not essential:
        return unknown("The society has no decision that is declared essential.")
    hit = (world.answers.by_gate[essential].sum(axis=0) > 0) & world.people.there
    asked = (world.answers.asked[essential].sum(axis=0) > 0) & world.people.there
    sentence = "A gate refused {share} of those who applied for work, schooling or documents at least once."
    return share(int(hit.sum()), int(asked.sum()), sentence, "Nobody applied for anything essential.")
