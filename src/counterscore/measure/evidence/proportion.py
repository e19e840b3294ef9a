"""Whether treatment is proportionate to conduct."""

# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
# pyright: reportUnknownArgumentType=false, reportAttributeAccessIssue=false
# SciPy has no type stubs.
from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.catalogue.judgement import judgement
from counterscore.measure.evidence.evidence import Evidence, share_by_person
from counterscore.measure.outcomes import Outcomes
from counterscore.measure.twins import Twins
from counterscore.regime.schema import RegimeFile
from counterscore.society.schema import SocietyFile

Grades = NDArray[np.float64]
SEVERE, MINOR = 3, 1


def gravities(society: SocietyFile, regime: RegimeFile) -> Grades:
    """Return the gravity of each activity of a society.

    It is as the regime declares it, or else follows from whether the act is unlawful, lawful or protected.
    """
    scale = judgement().gravity
    usual = {"unlawful": scale.unlawful.value, "lawful": scale.lawful.value, "protected": scale.protected.value}
    declared = {r.activity: r.facts.gravity.value for r in regime.ratings if r.facts and r.facts.gravity}
    return np.array([declared.get(each.id, usual[each.law]) for each in society.activities], np.float64)


def severities(society: SocietyFile, regime: RegimeFile) -> Grades:
    """Return the severity of a refusal of each decision of a society, 0 where none is declared.

    It is as the regime declares it, or else as the catalogue judges it.
    """
    grades = {name: grade.value for name, grade in judgement().severity.items()}
    gates = [gate for gate in regime.gates if not gate.operator]
    grades |= {g.decision: g.facts.severity.value for g in gates if g.facts and g.facts.severity}
    sanctions = [each for listing in regime.lists if listing.facts for each in listing.facts.decisions]
    grades |= {each.decision: each.severity.value for each in sanctions if each.severity}
    return np.array([grades.get(each.id, 0.0) for each in society.decisions], np.float64)


def worst(counts: NDArray[np.integer[Any]], grades: Grades) -> Grades:
    """Return the highest grade of what happened to each person at least once, 0 for nothing; `counts`: x people.

    >>> worst(np.array([[1, 0], [2, 1]]), np.array([4.0, 2.0])).tolist()
    [4.0, 2.0]
    """
    highest = np.zeros(counts.shape[1])
    for row, grade in zip(counts, grades, strict=True):
        highest = np.where(row > 0, np.maximum(highest, grade), highest)
    return highest


def worst_act(world: Outcomes) -> Grades:
    """Return the gravity of the worst act seen of each person by the end, 0 for none."""
    return worst(world.acts.seen, gravities(world.society, world.regime))


def severity(world: Outcomes) -> Grades:
    """Return the severity of the worst refusal by a gate or list that each person received, 0 for none."""
    return worst(world.answers.by_gate, severities(world.society, world.regime))


def disproportion(twins: Twins) -> Evidence:
    """Return M2: share of severe refusals of people with only minor acts on record until then; and Kendall's tau.

    The tau is of severity and gravity by the end, over adults. A child's request is judged by the guardian's record.
    """
    world = twins.a
    tau = _tau(severity(world)[world.adult], worst_act(world)[world.adult])
    correlation = f"Kendall's tau of severity and gravity is {tau:.2f}." if tau == tau else "Gravity does not vary."
    sentence = "{share} of severe refusals hit people with only minor acts on record until then. " + correlation
    return share_by_person(world.severe.minor, world.severe.met, sentence, "No gate refused anybody severely.")


def _tau(severe: Grades, grave: Grades) -> float:
    from scipy.stats import kendalltau

    return float(kendalltau(severe, grave).statistic)
