"""Whether what is done to people is in proportion to what they did."""

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
    """Return the gravity of the worst act that was seen of each person, 0 for none.

    As the regime declares it, or else by how the law stands to it.
    """
    scale = judgement().gravity
    gravity = {"unlawful": scale.unlawful.value, "lawful": scale.lawful.value, "protected": scale.protected.value}
    declared = {r.activity: r.facts.gravity.value for r in world.regime.ratings if r.facts and r.facts.gravity}
    worst = np.zeros(world.count)
    for place, activity in enumerate(world.society.activities):
        seen = world.acts.seen[place] > 0
        worst = np.where(seen, np.maximum(worst, declared.get(activity.id, gravity[activity.law])), worst)
    return worst


def severity(world: Outcomes) -> NDArray[np.float64]:
    """Return the severity of the worst refusal by a gate or a list that each person met, 0 for none.

    As the regime declares it, or else as the catalogue's judgement does.
    """
    grades = {name: grade.value for name, grade in judgement().severity.items()}
    gates = [gate for gate in world.regime.gates if not gate.operator]
    grades |= {g.decision: g.facts.severity.value for g in gates if g.facts and g.facts.severity}
    sanctions = [each for listing in world.regime.lists if listing.facts for each in listing.facts.decisions]
    grades |= {each.decision: each.severity.value for each in sanctions if each.severity}
    worst = np.zeros(world.count)
    for place, decision in enumerate(world.society.decisions):
        if decision.id in grades:
            hit = world.answers.by_gate[place] > 0
            worst = np.where(hit, np.maximum(worst, grades[decision.id]), worst)
    return worst


def disproportion(twins: Twins) -> Evidence:
    """M2: share of those severely hit whose worst act seen is minor, and Kendall's tau of severity and gravity."""
    hurt, grave = severity(twins.a), worst_act(twins.a)
    severe = hurt >= SEVERE
    if not severe.any():
        return unknown("Nobody met a severe refusal by a gate.")
    tau = _tau(hurt[twins.a.adult], grave[twins.a.adult])
    minor = int((severe & (grave <= MINOR)).sum())
    told = f"Kendall's tau of severity and gravity is {tau:.2f}." if tau == tau else "Gravity does not vary."
    found = share(minor, int(severe.sum()), "{share}", "")
    return Evidence(
        found.value, found.low, found.high, found.n,
        f"{percent(found.value or 0.0)} of those severely refused had done nothing but minor acts. {told}",
    )  # fmt: skip


def _tau(hurt: NDArray[np.float64], grave: NDArray[np.float64]) -> float:
    from scipy.stats import kendalltau

    return float(kendalltau(hurt, grave).statistic)
