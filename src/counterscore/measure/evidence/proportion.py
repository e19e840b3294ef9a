"""Whether treatment is proportionate to conduct."""

# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false
# SciPy has no type stubs.
from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.catalogue.judgement import judgement
from counterscore.measure.evidence.evidence import Evidence, percent, share, unknown
from counterscore.measure.outcomes import Outcomes
from counterscore.measure.twins import Twins

SEVERE, MINOR = 3, 1


def worst_act(world: Outcomes) -> NDArray[np.float64]:
    """Return the gravity of the worst act seen of each person, 0 for none.

    Gravity is as the regime declares it, or else follows from whether the act is unlawful, lawful or protected.
    """
    scale = judgement().gravity
    gravity = {"unlawful": scale.unlawful.value, "lawful": scale.lawful.value, "protected": scale.protected.value}
    declared = {r.activity: r.facts.gravity.value for r in world.regime.ratings if r.facts and r.facts.gravity}
    worst = np.zeros(world.count)
    for index, activity in enumerate(world.society.activities):
        seen = world.acts.seen[index] > 0
        worst = np.where(seen, np.maximum(worst, declared.get(activity.id, gravity[activity.law])), worst)
    return worst


def severity(world: Outcomes) -> NDArray[np.float64]:
    """Return the severity of the worst refusal by a gate or list that each person received, 0 for none.

    Severity is as the regime declares it, or else as the catalogue judges it.
    """
    grades = {name: grade.value for name, grade in judgement().severity.items()}
    gates = [gate for gate in world.regime.gates if not gate.operator]
    grades |= {g.decision: g.facts.severity.value for g in gates if g.facts and g.facts.severity}
    sanctions = [each for listing in world.regime.lists if listing.facts for each in listing.facts.decisions]
    grades |= {each.decision: each.severity.value for each in sanctions if each.severity}
    worst = np.zeros(world.count)
    for index, decision in enumerate(world.society.decisions):
        if decision.id in grades:
            hit = world.answers.by_gate[index] > 0
            worst = np.where(hit, np.maximum(worst, grades[decision.id]), worst)
    return worst


def disproportion(twins: Twins) -> Evidence:
    """Return M2: share of severely refused people with only minor acts; and Kendall's tau of severity and gravity."""
    severities, gravities = severity(twins.a), worst_act(twins.a)
    severe = severities >= SEVERE
    if not severe.any():
        return unknown("No gate refused anybody severely.")
    tau = _tau(severities[twins.a.adult], gravities[twins.a.adult])
    minor = int((severe & (gravities <= MINOR)).sum())
    correlation = f"Kendall's tau of severity and gravity is {tau:.2f}." if tau == tau else "Gravity does not vary."
    found = share(minor, int(severe.sum()), "{share}", "")
    return Evidence(
        found.value, found.low, found.high, found.n,
        f"{percent(found.value or 0.0)} of severely refused people had committed only minor acts. {correlation}",
    )  # fmt: skip


def _tau(severities: NDArray[np.float64], gravities: NDArray[np.float64]) -> float:
    from scipy.stats import kendalltau

    return float(kendalltau(severities, gravities).statistic)
