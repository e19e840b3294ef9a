"""Evidence from twin worlds: what a regime can do to synthetic people. It ranks findings and changes no kind."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from counterscore.audit.evidence import AttachedEvidence
from counterscore.audit.finding import ORDER, LegalFinding
from counterscore.audit.report import Audit, PathCounts
from counterscore.catalogue.problem import Fault, Problem
from counterscore.measure.evidence import EVIDENCE, TITLES
from counterscore.measure.evidence.evidence import percent
from counterscore.measure.outcomes import Outcomes
from counterscore.measure.twins import Twins
from counterscore.regime.faults import check
from counterscore.regime.load import Regime
from counterscore.run.reading import Run
from counterscore.society.load import Society
from counterscore.study.worlds import World, worlds

CITIZENS, MONTHS = 5_000, 120
# How grave a figure is, from 0 to 1; all others are shares, and weigh what they are.
WEIGHTS: Mapping[str, Callable[[float], float]] = {
    "M3": lambda ratio: 1 - ratio,
    "M9": lambda explained: 1 - explained,
    "M10": lambda area: 2 * (area - 0.5),
}
NO_SHARE = ("M3", "M10")


@dataclass(frozen=True)
class TwinEvidence:
    """What the worlds show: evidence by number, and of how many people each act was seen."""

    evidence: Mapping[str, AttachedEvidence]
    passing: PathCounts


def simulated(regime: Regime, society: Society) -> TwinEvidence:
    """Let people live under the regime and, with the same luck, under none. Raises a Problem where they do not fit."""
    check(regime, society)
    return _shown(World(society, regime, CITIZENS, MONTHS))


def recorded(regime: Regime, folder: Path) -> TwinEvidence:
    """Let the people of a run live again, beside their twin. Raises a Problem if it is a run of another regime."""
    run = Run.open(folder)
    made = run.manifest
    if made.regime.digest != regime.digest:
        allowed = f"a run of {regime.id} as the file stands now"
        raise Problem(Fault("this is a run of another regime", "--evidence", f"{folder}: {made.regime.id}", allowed))
    return _shown(World(run.society, regime, made.citizens, made.months, made.people_seed, made.seed))


def attached(audit: Audit, shown: TwinEvidence) -> Audit:
    """Attach to each finding the evidence that its rule names, the weightiest first; the kinds stay as they are."""
    found = [_with(each, shown) for each in audit.findings]
    order = sorted(found, key=lambda each: (ORDER.index(each.kind), -each.rank, each.rule.id, each.place.line))
    return replace(audit, findings=tuple(order), passing=shown.passing)


def _shown(world: World) -> TwinEvidence:
    a, b = worlds([world, world.under(Regime.load("none"))])
    twins = Twins(a, b)
    found = {**{number: _evidence(number, twins) for number in EVIDENCE}, "CAT": _uncatalogued(a)}
    return TwinEvidence({number: each for number, each in found.items() if each}, _passing(a))


def _uncatalogued(world: Outcomes) -> AttachedEvidence | None:
    """Of the points of which scores are made at the end, the share from acts outside the national catalogue."""
    outside = [each.activity for each in world.regime.ratings if each.facts and each.facts.catalogued is False]
    moved = np.abs(world.points.acts).sum(axis=1, dtype=np.float64)
    if not outside or not moved.sum():
        return None
    share = float(moved[[world.activity[name] for name in outside]].sum() / moved.sum())
    said = (
        f"{100 * share:.0f} % of the points of which scores are made come from uncatalogued acts, n = {world.count:,}"
    )
    return AttachedEvidence("CAT", "points from uncatalogued acts", f"{said}, synthetic", share)


def _evidence(number: str, twins: Twins) -> AttachedEvidence | None:
    """One measure in words, with its interval; None where it cannot be told."""
    told = EVIDENCE[number](twins)
    if told.value is None:
        return None
    weight = WEIGHTS.get(number, float)(told.value)
    said = f"{told.sentence.rstrip('.')}{_ends(number, told.low, told.high)}, n = {told.n:,}, synthetic"
    return AttachedEvidence(number, TITLES[number], said, float(np.clip(weight, 0, 1)))


def _ends(number: str, low: float | None, high: float | None) -> str:
    """The interval, in per cent for a share; a ratio of rates says its own."""
    if low is None or high is None or number == "M3":
        return ""
    if number in NO_SHARE:
        return f" (95 %: {low:.2f} to {high:.2f})"
    return f" (95 %: {percent(low)} to {percent(high)})"


def _passing(world: Outcomes) -> PathCounts:
    """Of how many people each act was seen at least once."""
    seen = (world.acts.seen > 0).sum(axis=1)
    return PathCounts(world.count, {name: int(seen[place]) for name, place in world.activity.items()})


def _with(finding: LegalFinding, shown: TwinEvidence) -> LegalFinding:
    found = tuple(shown.evidence[number] for number in finding.rule.evidence if number in shown.evidence)
    if not found or finding.kind not in ("fail", "review", "open"):
        return finding
    return replace(finding, evidence=found, rank=round(100 * max(each.weight for each in found), 1))
