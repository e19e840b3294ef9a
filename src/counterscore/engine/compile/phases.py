"""Compile the phases of a regime: the plan that is in force from each phase's first month."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterscore.engine.compile.lending import deciders
from counterscore.engine.compile.operators import enrolment_terms, misattribution_for, perks, shared_sight
from counterscore.engine.compile.plan import compile_plan, scale
from counterscore.engine.core.plan import Operated, Plan
from counterscore.regime.phases import in_force, perks_of, rules, rules_of, timeline
from counterscore.regime.schema import Phase, RegimeFile
from counterscore.society.schema import SocietyFile


@dataclass(frozen=True)
class CompiledPhase:
    """A compiled phase: the month in which it begins, and the plan in force from then on."""

    begins: int
    plan: Plan


def compile_phases(society: SocietyFile, regime: RegimeFile) -> tuple[CompiledPhase, ...]:
    """Return the compiled phases of a regime, in order."""
    return tuple(CompiledPhase(phase.from_month, _plan(society, regime, phase)) for phase in timeline(regime))


def most(course: tuple[CompiledPhase, ...]) -> tuple[int, int]:
    """Return the largest number of lists and the largest number of operators of any phase."""
    plans = [phase.plan for phase in course]
    return max(len(plan.lists.below) for plan in plans), max(len(plan.operators) for plan in plans)


def _plan(society: SocietyFile, regime: RegimeFile, phase: Phase) -> Plan:
    whole = rules(regime, phase)
    plan = compile_plan(society, whole)
    if not regime.operators:
        return plan
    names, voluntary = in_force(regime, phase), phase.participation == "voluntary"
    alone = len(names) == 1
    operators = tuple(
        Operated(
            id=operator.id,
            scale=scale(rules_of(regime, phase, operator)),
            misfiling=plan.misfiling if alone else misattribution_for(plan.misfiling, whole.partners, operator),
            perks=perks(society, regime, operator),
            enrolment=enrolment_terms(society, regime, operator),
        )
        for operator in names
    )
    return plan._replace(
        sight=plan.sight if alone else shared_sight(society, regime, phase, plan.sight),
        # While participation is voluntary, only members have a score and come to know that they are watched.
        scale=plan.scale._replace(base=np.int32(0)) if voluntary else plan.scale,
        learning=plan.learning._replace(visible=np.float32(0.0)) if voluntary else plan.learning,
        operators=operators,
        deciders=deciders(society, whole, plan.scale, frozenset(gate.decision for gate in perks_of(regime, names[0]))),
        voluntary=voluntary,
        one_score=alone or names[0].kind == "state",
    )
