"""Whom a regime affects: chilling of protected acts, the cost of refusing, exclusion."""

from __future__ import annotations

import numpy as np

from counterscore.catalogue.judgement import judgement
from counterscore.measure.evidence.evidence import Evidence, percent, points, share, unknown
from counterscore.measure.freedom.chilling import done
from counterscore.measure.freedom.refusing import FEWEST, adjusted
from counterscore.measure.rates import activities_of
from counterscore.measure.twins import Twins

_Z, YEAR = 1.96, 12


def chilling(twins: Twins) -> Evidence:
    """Return M5: relative decline of lawful protected acts compared with the twin world."""
    everybody = np.ones(len(twins.common[0]), np.bool_)
    acts, months, free, lived = done(twins, everybody, activities_of(twins.a, law=["protected"]))
    people = len(free)
    if not free.any():
        return unknown("There are no protected acts in the twin world.")
    scale = float(lived.sum() / (months.sum() * free.sum()))
    kept = float(acts.sum() * scale)
    value = 1 - kept
    # The linear part of the ratio of two rates, person by person.
    residuals = scale * acts - kept * (months / months.sum() + free / free.sum() - lived / lived.sum())
    error = float(_Z * np.sqrt(people) * np.std(residuals))
    change = f"{'fall' if value >= 0 else 'rise'} by {percent(abs(value))}"
    sentence = f"Lawful protected acts {change} compared with the twin world."
    return Evidence(value, value - error, value + error, people, sentence)


def refusing(twins: Twins) -> Evidence:
    """Return M11: by how much more often a member's request is approved than one of a person who did not join."""
    world = twins.a
    if not world.voluntary.months.sum():
        return unknown("Nobody can refuse: the run has no voluntary phase, so the cost of refusing is not defined.")
    found = adjusted(world, np.ones(world.count, np.bool_))
    if found is None:
        return unknown(f"Fewer than {FEWEST} members, or non-members who could have joined, asked for anything.")
    error = float(_Z * found.error)
    direction = "less" if found.value >= 0 else "more"
    sentence = (
        f"While taking part is voluntary, the same request is approved {points(found.value)} {direction} often for "
        "people who could have joined and did not than for members who were like them at the start."
    )
    return Evidence(found.value, found.value - error, found.value + error, found.outside, sentence)


def exclusion(twins: Twins) -> Evidence:
    """Return M12: share of applicants for something essential whom a gate refused at least once."""
    world, names = twins.a, judgement().essential.decisions
    essential = [world.decision[name] for name in names if name in world.decision]
    if not essential:
        return unknown("The society has no decision that is declared essential.")
    hit = (world.answers.by_gate[essential].sum(axis=0) > 0) & world.people.there
    asked = (world.answers.asked[essential].sum(axis=0) > 0) & world.people.there
    years = f"{world.scenario.months / YEAR:g} year{'s' if world.scenario.months != YEAR else ''}"
    sentence = "In " + years + ", a gate refused {share} of those who applied for something essential at least once."
    return share(int(hit.sum()), int(asked.sum()), sentence, "Nobody applied for anything essential.")
