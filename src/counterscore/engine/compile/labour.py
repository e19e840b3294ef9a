"""Compile the labour market: matching, the value of a post, and what it does to firms."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Words
from counterscore.engine.compile.numbers import threshold
from counterscore.engine.core.plan import LabourTerms, PostTerms
from counterscore.engine.core.scale import rung
from counterscore.regime.schema import RegimeFile
from counterscore.society.labour import Matching
from counterscore.society.schema import SocietyFile

_PER_HUNDRED_POINTS = 100_000  # in thousandths of a point
NO_MARKET = LabourTerms(
    decision=-1, urn_ball=False, efficiency=0.0, elasticity=0.5, crowding=0.0, cost=1.0, value=0.0, failed=0.0,
    memory=1.0, adjusts=1.0, usual_loss=0.0, lost=0.0, spending=0.0, premium=np.float32(0.0), base=np.int32(0),
)  # fmt: skip


def labour(society: SocietyFile, regime: RegimeFile) -> LabourTerms:
    """Return the terms of a society's labour market; `NO_MARKET` if places are fixed."""
    place, matching = _market(society)
    if matching is None:
        return NO_MARKET
    lost = 1.0 - society.circumstances.benefit.value
    return LabourTerms(
        decision=place,
        urn_ball=matching.form == "urn-ball",
        efficiency=matching.efficiency.value,
        elasticity=matching.elasticity.value,
        crowding=matching.crowding.value,
        cost=matching.cost.value,
        value=matching.value.value,
        failed=matching.failed.value,
        memory=matching.memory.value,
        adjusts=matching.adjusts.value,
        usual_loss=lost * matching.usual.value,
        lost=lost,
        spending=matching.spending.value,
        premium=_premium(society, regime, place, matching),
        base=np.int32(rung(regime.score.base, regime.score.lowest) if regime.score else 0),
    )


def posts(society: SocietyFile) -> PostTerms | None:
    """Return what the labour market does to firms; None if it does nothing, or there are none."""
    _, matching = _market(society)
    if matching is None or matching.posts is None or society.firms is None:
        return None
    terms = matching.posts
    return PostTerms(
        firms_share=society.firms.at_firms.value,
        demand=terms.demand.value,
        lasts=terms.lasts.value,
        output=np.float32(terms.output.value),
        sales=np.float32(terms.sales.value),
        slack=terms.slack.value,
    )


def job_loss(society: SocietyFile) -> Words:
    """Return the chances to lose a job by education, followed by those of people with little work history, if any."""
    _, matching = _market(society)
    chances = [chance.value for chance in society.circumstances.job_loss]
    if matching and matching.inexperience:
        chances += [min(chance * matching.inexperience.times.value, 1.0) for chance in chances]
    return np.array([threshold(chance) for chance in chances], np.uint32)


def experienced_from(society: SocietyFile) -> np.int32:
    """Return the months of work history below which a person counts as inexperienced; 0 if nobody does."""
    _, matching = _market(society)
    return np.int32(matching.inexperience.months.value if matching and matching.inexperience else 0)


def _market(society: SocietyFile) -> tuple[int, Matching | None]:
    for place, decision in enumerate(society.decisions):
        if decision.matching:
            return place, decision.matching
    return -1, None


def _premium(society: SocietyFile, regime: RegimeFile, place: int, matching: Matching) -> np.float32:
    """Return the premium for a thousandth of a point; 0 if no gate shows employers the score."""
    name = society.decisions[place].id
    shown = any(gate.decision == name and gate.operator is None for gate in regime.gates)
    return np.float32(matching.premium.value / _PER_HUNDRED_POINTS if shown and regime.score else 0.0)
