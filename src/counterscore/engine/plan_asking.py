"""The part of the plan about decisions: who asks, who is let through, what the answer does to a life."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Floats, Words
from counterscore.engine.numbers import threshold
from counterscore.engine.plan import Asking, Denials, Grants, Scarcity
from counterscore.engine.plan_acts import mask
from counterscore.engine.scale import rung
from counterscore.regime.schema import Gate, RegimeFile
from counterscore.society.decisions import Effect, Incumbent
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT

_INPUTS = ("income", "collateral", "history", "seniority", "lottery")
_FULL = 255
_NO_GATE = Gate.model_construct(decision="")


def _gates(society: SocietyFile, regime: RegimeFile) -> list[Gate]:
    """The gate of each decision in the society's order; one without any rule where the regime has none."""
    by_name = {gate.decision: gate for gate in regime.gates}
    return [by_name.get(decision.id, _NO_GATE) for decision in society.decisions]


def asking(society: SocietyFile, regime: RegimeFile) -> Asking:
    """Return demand, incumbent rules and gates of every decision, in the society's order."""
    decisions, gates = society.decisions, _gates(society, regime)
    return Asking(
        needs=_words([mask(d.needs) for d in decisions]),
        excludes=_words([mask(d.excludes) for d in decisions]),
        demand=np.array([threshold(d.demand.value) for d in decisions], np.uint32),
        weights=np.array([_weights(d.incumbent) for d in decisions], np.int32),
        gated=np.array([int(gate is not _NO_GATE) for gate in gates], np.int32),
        score_from=np.array([_line(gate, regime) for gate in gates], np.int32),
        lists=_words([_list_mask(gate, regime) for gate in gates]),
        by_rank=np.array([int(gate.allocate == "rank") for gate in gates], np.int32),
        base=np.int32(rung(regime.score.base, regime.score.lowest) if regime.score else 0),
    )


def scarcity(society: SocietyFile, regime: RegimeFile) -> Scarcity:
    """Return the places of every decision and the percentiles that gates ask for."""
    return Scarcity(
        places=np.array([d.places.value if d.places else -1.0 for d in society.decisions], np.float64),
        percentile=np.array(
            [g.percentile.value if g.percentile else -1.0 for g in _gates(society, regime)], np.float64
        ),
    )


def grants(society: SocietyFile) -> Grants:
    """Return what a grant does."""
    effects = [decision.granted for decision in society.decisions]
    needs = _words([mask(decision.needs) for decision in society.decisions])
    excludes = _words([mask(decision.excludes) for decision in society.decisions])
    return Grants(needs, excludes, *_changes(effects))


def denials(society: SocietyFile, regime: RegimeFile) -> Denials:
    """Return what a refusal does, and what a refusal by a gate does besides."""
    everyone = _changes([decision.denied for decision in society.decisions])
    return Denials(*everyone, *_changes([gate.denied for gate in _gates(society, regime)]))


def _changes(effects: list[list[Effect]]) -> tuple[Words, Words, Floats]:
    """Bits set, bits cleared, and months of income, by decision."""
    wealth = [sum(effect.by.value for effect in row if effect.by) for row in effects]
    return (
        _words([_bits(row, 1) for row in effects]),
        _words([_bits(row, 0) for row in effects]),
        np.array(wealth, np.float32),
    )


def _words(values: list[int]) -> Words:
    return np.array(values, np.uint32)


def _weights(incumbent: Incumbent) -> list[int]:
    """Whole weights that add up to 255, so that an index of inputs 0 to 255 stays below 2**16."""
    values = [figure.value if (figure := getattr(incumbent, name)) else 0.0 for name in _INPUTS]
    whole = [int(value * _FULL / sum(values)) for value in values]
    whole[values.index(max(values))] += _FULL - sum(whole)
    return whole


def _line(gate: Gate, regime: RegimeFile) -> int:
    if regime.score is None:
        return 0
    if gate.band is not None:
        points = next(band.at_least for band in regime.bands if band.id == gate.band)
        return rung(max(points, regime.score.lowest), regime.score.lowest)
    return rung(gate.score.value, regime.score.lowest) if gate.score else 0


def _list_mask(gate: Gate, regime: RegimeFile) -> int:
    names = [entry.id for entry in regime.lists]
    return sum(1 << names.index(name) for name in gate.not_listed or [])


def _bits(effects: list[Effect], to: int) -> int:
    return sum(BIT[effect.changes] for effect in effects if effect.to == to)
