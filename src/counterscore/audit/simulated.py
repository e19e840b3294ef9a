"""Evidence from twin worlds: what a regime can do to synthetic people.

It ranks findings and never changes their kind.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from counterscore.audit.evidence import AttachedEvidence
from counterscore.audit.finding import ORDER, LegalFinding
from counterscore.audit.report import Audit, PathCounts
from counterscore.catalogue.problem import Fault, Problem
from counterscore.measure.evidence import EVIDENCE, TITLES, Evidence
from counterscore.measure.outcomes import Outcomes
from counterscore.measure.twins import Twins
from counterscore.regime.load import Regime
from counterscore.run.reading import Run
from counterscore.run.scenario import Scenario
from counterscore.society.load import Society
from counterscore.study.worlds import outcomes_of_all

CITIZENS, MONTHS = 5_000, 120
# How serious a value is, from 0 to 1. All other measures are shares and count as they are.
WEIGHTS: Mapping[str, Callable[[float], float]] = {
    "M3": lambda ratio: 1 - ratio,
    "M9": lambda explained: 1 - explained,
    "M10": lambda area: 2 * (area - 0.5),
}
STATED = ("M3", "M15")  # sentences that state their interval
UNITS = {"M11": "points", "M14": "percentiles"}
TWO_FIGURES = ("M2", "M6", "M7", "M8")  # sentences that state another figure after the share


@dataclass(frozen=True)
class TwinEvidence:
    """What twin worlds show: evidence by number of the measure, and how many people were seen doing each act."""

    evidence: Mapping[str, AttachedEvidence]
    people_seen: PathCounts


def simulated(regime: Regime, society: Society) -> TwinEvidence:
    """Simulate people under the regime and, with the same random seed, without a score; return what differs.

    Raises a Problem if the regime does not fit the society.
    """
    return _evidence_of(Scenario(society=society, regime=regime, citizens=CITIZENS, months=MONTHS))


def recorded(regime: Regime, folder: Path) -> TwinEvidence:
    """Simulate the people of a run again, with and without the regime; return what differs.

    Raises a Problem if the folder holds a run of another regime.
    """
    run = Run.open(folder)
    made = run.manifest
    if made.regime.digest != regime.digest:
        allowed = f"a run of {regime.id} as its file is now"
        raise Problem(
            Fault("this run was made with another regime", "--evidence", f"{folder}: {made.regime.id}", allowed)
        )
    return _evidence_of(run.scenario.under(regime))


def attached(audit: Audit, evidence: TwinEvidence) -> Audit:
    """Return the audit with the evidence that each rule names, the strongest first; kinds do not change."""
    found = [_with(each, evidence) for each in audit.findings]
    order = sorted(found, key=lambda each: (ORDER.index(each.kind), -each.rank, each.rule.id, each.place.line))
    return replace(audit, findings=tuple(order), people_seen=evidence.people_seen)


def _evidence_of(scenario: Scenario) -> TwinEvidence:
    a, b = outcomes_of_all([scenario, scenario.under(Regime.load("none"))])
    twins = Twins(a, b)
    found = {**{number: _evidence(number, twins) for number in EVIDENCE}, "CAT": _uncatalogued(a)}
    return TwinEvidence({number: each for number, each in found.items() if each}, _people_seen(a))


def _uncatalogued(world: Outcomes) -> AttachedEvidence | None:
    """Return the share of points in final scores that come from acts outside the national catalogue."""
    outside = [each.activity for each in world.regime.ratings if each.facts and each.facts.catalogued is False]
    moved = np.abs(world.points.acts).sum(axis=1, dtype=np.float64)
    if not outside or not moved.sum():
        return None
    share = float(moved[[world.activity[name] for name in outside]].sum() / moved.sum())
    text = (
        f"{100 * share:.0f} % of the points in final scores come from acts outside the national catalogue, "
        f"n = {world.count:,}, synthetic"
    )
    return AttachedEvidence("CAT", "points from uncatalogued acts", text, share)


def _evidence(number: str, twins: Twins) -> AttachedEvidence | None:
    """Return one measure in words, with its interval; None if it cannot be estimated."""
    found = EVIDENCE[number](twins)
    if found.value is None:
        return None
    weight = WEIGHTS.get(number, float)(found.value)
    text = f"{found.sentence.rstrip('.')}{_interval(number, found)}, n = {found.n:,}, synthetic"
    return AttachedEvidence(number, TITLES[number], text, float(np.clip(weight, 0, 1)))


def _interval(number: str, found: Evidence) -> str:
    """Return the interval in the unit of the sentence; two sentences already give it."""
    if found.value is None or found.low is None or found.high is None or number in STATED:
        return ""
    if number == "M10":
        return f" (95 % interval {found.low:.2f} to {found.high:.2f})"
    # Sentences give the size of a change without its sign.
    low, high = (found.low, found.high) if found.value >= 0 else (-found.high, -found.low)
    of_what = " of the share" if number in TWO_FIGURES else ""
    return f" (95 % interval{of_what} {100 * low:.1f} to {100 * high:.1f} {UNITS.get(number, '%')})"


def _people_seen(world: Outcomes) -> PathCounts:
    """Return how many people were seen doing each act at least once."""
    seen = (world.acts.seen > 0).sum(axis=1)
    return PathCounts(world.count, {name: int(seen[index]) for name, index in world.activity.items()})


def _with(finding: LegalFinding, twins: TwinEvidence) -> LegalFinding:
    found = tuple(twins.evidence[number] for number in finding.rule.evidence if number in twins.evidence)
    if not found or finding.kind not in ("fail", "review", "open"):
        return finding
    return replace(finding, evidence=found, rank=round(100 * max(each.weight for each in found), 1))
