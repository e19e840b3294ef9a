"""Compile the operators: their perks, terms of enrolment, sources and false records."""

from __future__ import annotations

import numpy as np

from counterscore.engine.compile.acts import mask, sight
from counterscore.engine.compile.opinions import felt
from counterscore.engine.core.plan import EnrolmentTerms, Misfiling, Perks, Sight
from counterscore.engine.core.scale import rung
from counterscore.regime.phases import in_force, perks_of, rules_of, scale_of
from counterscore.regime.schema import DataSource, Gate, Operator, Phase, RegimeFile
from counterscore.society.schema import SocietyFile

f32, i32 = np.float32, np.int32
_NOBODY = np.uint32(0xFFFFFFFF)
_INDEX = 1 << 16
NO_PERKS = Perks(
    decision=np.empty(0, i32), line=np.empty(0, i32), ease=np.empty(0, np.int64), needs=np.empty(0, np.uint32),
    excludes=np.empty(0, np.uint32),
)  # fmt: skip
CLOSED = EnrolmentTerms(
    by_perks=f32(0), by_friends=f32(0), leaving=f32(0), cost=f32(0), reached=np.empty(0, np.uint32), visible=f32(0)
)


def perks(society: SocietyFile, file: RegimeFile, operator: Operator) -> Perks:
    """Return the perks of an operator, and the states that a person needs to have a use for each."""
    names = [decision.id for decision in society.decisions]
    gates, score = perks_of(file, operator), scale_of(file, operator)
    eased = [society.decisions[names.index(gate.decision)] for gate in gates]
    lowest = score.lowest if score else 0.0
    return Perks(
        decision=np.array([names.index(gate.decision) for gate in gates], i32),
        line=np.array([rung(max(_points(gate, file), default=lowest), lowest) for gate in gates], i32),
        ease=np.array([_ease(gate) for gate in gates], np.int64),
        needs=np.array([mask(decision.needs) for decision in eased], np.uint32),
        excludes=np.array([mask(decision.excludes) for decision in eased], np.uint32),
    )


def _points(gate: Gate, file: RegimeFile) -> list[float]:
    """Return the points that open the perk; empty if every score does."""
    return gate.rule.points(file) if gate.rule else []


def _ease(gate: Gate) -> int:
    return round(gate.ease.value * _INDEX) if gate.ease else 0


def enrolment_terms(society: SocietyFile, file: RegimeFile, operator: Operator) -> EnrolmentTerms:
    """Return how people join and leave an operator."""
    joining, leaving, seen = operator.joining, operator.leaving, _activities_seen(file, operator)
    fed = [source for source in file.partners if source.id in operator.partners]
    return EnrolmentTerms(
        by_perks=f32(joining.perks.value if joining.perks else 0.0),
        by_friends=f32(joining.friends.value if joining.friends else 0.0),
        leaving=f32(leaving.chance.value if leaving else 0.0),
        cost=f32(leaving.cost.value if leaving else 0.0),
        reached=np.array([mask(source.needs) for source in fed], np.uint32),
        visible=f32(len(seen) / len(society.activities)),
        by_approval=felt(society, file).joins,
    )


def _activities_seen(file: RegimeFile, operator: Operator) -> set[str]:
    """Return the activities that the operator's sources see."""
    return {activity for source in file.partners if source.id in operator.partners for activity in source.sees}


def misattribution_for(whole: Misfiling, sources: list[DataSource], operator: Operator) -> Misfiling:
    """Return the false records that reach one operator: sources of other operators cover nobody."""
    own = np.array([source.id in operator.partners for source in sources], np.bool_)
    return whole._replace(needs=np.where(own, whole.needs, _NOBODY).astype(np.uint32))


def shared_sight(society: SocietyFile, file: RegimeFile, phase: Phase, whole: Sight) -> Sight:
    """Return what sources see for several operators; the cap of an act is on the scale of the operator that sees it."""
    row, cap, names = whole.row.copy(), whole.cap.copy(), [activity.id for activity in society.activities]
    for place, operator in enumerate(in_force(file, phase)):
        seen = [name in _activities_seen(file, operator) for name in names]
        row[seen], cap[seen] = place, sight(society, rules_of(file, phase, operator)).cap[seen]
    return whole._replace(row=row, cap=cap)
