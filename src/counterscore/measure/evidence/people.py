"""Whom a regime affects: selection by group, chilling of protected acts, the cost of refusing, exclusion."""

from __future__ import annotations

import numpy as np

from counterscore.catalogue.judgement import judgement
from counterscore.flow.graph import named_by_lists
from counterscore.measure.evidence.evidence import Evidence, percent, points, share, unknown
from counterscore.measure.freedom.chilling import done
from counterscore.measure.freedom.refusing import FEWEST, adjusted
from counterscore.measure.groups import TITLES, groups
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.rates import activities_of
from counterscore.measure.twins import Twins

_Z, YEAR = 1.96, 12
PAIRS = (("minority", "majority"), ("rural", "urban"), ("income-1", "income-5"))


def selection(twins: Twins) -> Evidence:
    """Return M3: lowest ratio of selection rates of a weaker and a stronger group, over decisions by a gate or list."""
    world, of = twins.a, groups(twins.a.people)
    names = [*(gate.decision for gate in world.regime.gates), *named_by_lists(world.regime)]
    gated = [name for name in dict.fromkeys(names) if name in world.decision]
    found = [
        (_ratio(world, of[weak], of[strong], world.decision[name]), weak, name)
        for name in gated
        for weak, strong in PAIRS
    ]
    known = [(each, weak, name) for each, weak, name in found if each is not None]
    if not known:
        return unknown("There is no gate, or there are too few requests to compare groups.")
    (value, low, high, n), weak, name = min(known, key=lambda each: each[0][0])
    sentence = (
        f"The lowest selection ratio is {value:.2f} (95 % interval {low:.2f} to {high:.2f}), "
        f"for {TITLES[weak]} at {name}."
    )
    return Evidence(value, low, high, n, sentence)


def _ratio(world: Outcomes, weak: Flags, strong: Flags, index: int) -> tuple[float, float, float, int] | None:
    """Return the ratio of two rates, its interval (Katz, on the logarithm) and the number of requests.

    None for fewer than 30 requests or no approval in one of the groups.
    """
    asked, granted = world.answers.asked[index], world.answers.granted[index]
    (n1, k1), (n2, k2) = ((int(asked[group].sum()), int(granted[group].sum())) for group in (weak, strong))
    if min(n1, n2) < 30 or not k1 or not k2:
        return None
    value = (k1 / n1) / (k2 / n2)
    error = _Z * np.sqrt(1 / k1 - 1 / n1 + 1 / k2 - 1 / n2)
    return value, float(value * np.exp(-error)), float(value * np.exp(error)), n1 + n2


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
