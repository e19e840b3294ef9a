"""Who is hit: groups beside groups, protected acts, who stays outside, who is shut out."""

from __future__ import annotations

import numpy as np

from counterscore.catalogue.judgement import judgement
from counterscore.flow.graph import named_by_lists
from counterscore.measure.evidence.evidence import Evidence, percent, share, unknown
from counterscore.measure.groups import groups
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.rates import units, where
from counterscore.measure.stratification.chances import granted
from counterscore.measure.twins import Twins

_Z = 1.96
PAIRS = (("minority", "majority"), ("rural", "urban"), ("income-1", "income-5"))


def selection(twins: Twins) -> Evidence:
    """M3: the lowest ratio of selection rates of a weaker to a stronger group, over gated decisions."""
    world, of = twins.a, groups(twins.a.people)
    ruled = [*(gate.decision for gate in world.regime.gates), *named_by_lists(world.regime)]
    gated = [name for name in dict.fromkeys(ruled) if name in world.decision]
    found = [
        (_ratio(world, of[weak], of[strong], world.decision[name]), weak, name)
        for name in gated
        for weak, strong in PAIRS
    ]
    known = [(each, weak, name) for each, weak, name in found if each is not None]
    if not known:
        return unknown("No gate, or too few requests to compare groups.")
    (value, low, high, n), weak, name = min(known, key=lambda each: each[0][0])
    words = f"The selection ratio is lowest for {weak} at {name}: {value:.2f} ({low:.2f} to {high:.2f})."
    return Evidence(value, low, high, n, words)


def _ratio(world: Outcomes, weak: Flags, strong: Flags, place: int) -> tuple[float, float, float, int] | None:
    """The ratio of two rates with the interval of its logarithm (Katz); None for fewer than 30 requests or no grant."""
    asked, got = world.answers.asked[place], world.answers.granted[place]
    (n1, k1), (n2, k2) = ((int(asked[group].sum()), int(got[group].sum())) for group in (weak, strong))
    if min(n1, n2) < 30 or not k1 or not k2:
        return None
    value = (k1 / n1) / (k2 / n2)
    error = _Z * np.sqrt(1 / k1 - 1 / n1 + 1 / k2 - 1 / n2)
    return value, float(value * np.exp(-error)), float(value * np.exp(error)), n1 + n2


def chilling(twins: Twins) -> Evidence:
    """M5: the drop of lawful protected acts against the twin world, with an interval from the people's differences."""
    acts = where(twins.a, law=["protected"])
    with_it, without = twins.of_a(units(twins.a, acts)), twins.of_b(units(twins.b, acts))
    people, total = len(without), int(without.sum())
    if not total:
        return unknown("There are no protected acts in the twin world.")
    value = 1 - int(with_it.sum()) / total
    left = with_it - (1 - value) * without  # the ratio's own residuals
    error = float(_Z * np.sqrt(people) * np.std(left) / total)
    words = f"Lawful protected acts {'fall' if value >= 0 else 'rise'} by {percent(abs(value))} against the twin world."
    return Evidence(value, value - error, value + error, people, words)


def refusing(twins: Twins) -> Evidence:
    """M11: requests granted to grown-ups with a score less those without."""
    world = twins.a
    outside = world.adult & (world.times.scored == 0)
    inside = world.adult & ~outside
    got = granted(world)
    known_in, known_out = got[inside & ~np.isnan(got)], got[outside & ~np.isnan(got)]
    if not len(known_in) or not len(known_out):
        return unknown("Nobody grown up is without a score: refusing is not possible, or there is no score.")
    value = float(known_in.mean() - known_out.mean())
    error = float(_Z * np.sqrt(known_in.var() / len(known_in) + known_out.var() / len(known_out)))
    words = f"Who has no score is granted {percent(abs(value))} {'fewer' if value >= 0 else 'more'} requests."
    return Evidence(value, value - error, value + error, len(known_out), words)


def exclusion(twins: Twins) -> Evidence:
    """M12: share of people whom a gate ever kept from something essential."""
    world, names = twins.a, judgement().essential.decisions
    places = [world.decision[name] for name in names if name in world.decision]
    if not places:
        return unknown("The society has none of the decisions that are declared essential.")
    hit = (world.answers.by_gate[places].sum(axis=0) > 0) & world.people.there
    asked = (world.answers.asked[places].sum(axis=0) > 0) & world.people.there
    sentence = "{share} of those who asked for work, schooling or papers were once refused by a gate."
    return share(int(hit.sum()), int(asked.sum()), sentence, "Nobody asked for anything essential.")
