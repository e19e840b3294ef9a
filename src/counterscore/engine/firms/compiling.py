"""Compile the firms' plan from the files of a society and a regime."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median

import numpy as np

from counterscore.engine.compile.numbers import PER_NATURAL, forgotten, log2_odds, threshold
from counterscore.engine.core.scale import NO_SCORE, rung, thousandths
from counterscore.engine.firms.plan import (
    Drags,
    FirmActs,
    FirmAnswers,
    FirmGates,
    FirmLists,
    FirmMind,
    FirmPlan,
    FirmScale,
    FirmSight,
    Fortunes,
)  # fmt: skip
from counterscore.engine.firms.turnover_terms import turnover_terms
from counterscore.regime.firms import Drag, FirmGate, FirmRules, Joint
from counterscore.regime.schema import RegimeFile
from counterscore.society.firms_schema import (
    FIRM_INPUTS,
    FIRM_PREDICTORS,
    FIRM_STATES,
    FirmActivity,
    FirmEffect,
    FirmIncumbent,
    FirmsSpec,
)  # fmt: skip

NOBODY, COUNTERPARTY, WORKERS = range(3)
_HURTS = {None: NOBODY, "partner": COUNTERPARTY, "workers": WORKERS}
_FULL = 255
_FAR = np.int32(2**31 - 1)
_NO_GATE = FirmGate.model_construct(decision="")
_WITHOUT = FirmRules()


def compile_firms(spec: FirmsSpec, regime: RegimeFile) -> FirmPlan:
    """Return the plan of a society's firms under a regime; without rules if the regime has none for firms."""
    rules = regime.firms or _WITHOUT
    return FirmPlan(
        fortunes=_fortunes(spec),
        acts=_acts(spec, rules),
        sight=_sight(spec, rules),
        scale=_scale(rules),
        lists=_lists(rules),
        drags=_drags(rules, [entry.id for entry in regime.lists]),
        gates=_gates(spec, rules),
        answers=_answers(spec, rules),
        mind=FirmMind(np.float32(spec.responses.learning.value), np.float32(spec.responses.forgetting.value)),
        exports=np.array([sector.exports for sector in spec.sectors]),
        unlawful=np.array([activity.law == "unlawful" for activity in spec.activities]),
        turnover=turnover_terms(spec),
    )


def _fortunes(spec: FirmsSpec) -> Fortunes:
    trade, f32 = spec.trade, np.float32
    owner, persistence = f32(spec.owners.honesty.value), f32(trade.persistence.value)
    return Fortunes(
        persistence=persistence,
        innovation=np.sqrt(f32(1.0) - persistence * persistence),
        margin=f32(trade.margin.value),
        swing=f32(trade.swing.value),
        fullest=f32(trade.fullest.value),
        strained_below=f32(trade.strained_below.value),
        shrinks=threshold(trade.shrinks.value),
        grows=f32(trade.grows.value),
        grows_above=f32(trade.grows_above.value),
        from_owner=owner,
        from_itself=np.sqrt(f32(1.0) - owner * owner),
    )


def _points(spec: FirmsSpec, rules: FirmRules) -> list[float]:
    rated = {rating.activity: rating.points.value for rating in rules.ratings}
    return [rated.get(activity.id, 0.0) for activity in spec.activities]


def _acts(spec: FirmsSpec, rules: FirmRules) -> FirmActs:
    activities, points = spec.activities, _points(spec, rules)
    usual = median([abs(p) for p in points if p] or [1.0])
    effects = [
        [a.effects[name].value * PER_NATURAL if name in a.effects else 0.0 for name in FIRM_PREDICTORS]
        for a in activities
    ]
    return FirmActs(
        base=np.array([log2_odds(activity.rate.value) for activity in activities], np.float32),
        coefficients=np.array(effects, np.float32),
        lesson=_floats(
            [PER_NATURAL * _lesson(a, p / (abs(p) + usual), spec) for a, p in zip(activities, points, strict=True)]
        ),
        gains=_floats([activity.gains.value if activity.gains else 0.0 for activity in activities]),
        costs=_floats([activity.costs.value if activity.costs else 0.0 for activity in activities]),
        hurts=np.array([_HURTS[activity.hurts] for activity in activities], np.int32),
    )


def _lesson(activity: FirmActivity, worth: float, spec: FirmsSpec) -> float:
    if activity.response == "comply":
        return spec.responses.comply.value * worth
    return spec.responses.game.value * max(worth, 0.0) if activity.response == "game" else 0.0


def _floats(values: Sequence[float] | Sequence[Sequence[float]]) -> np.ndarray[tuple[int, ...], np.dtype[np.float32]]:
    return np.array(values, np.float32)


def _sight(spec: FirmsSpec, rules: FirmRules) -> FirmSight:
    watchers = {act: place for place, source in enumerate(rules.partners) for act in source.sees}
    source = [watchers.get(activity.id, -1) for activity in spec.activities]
    chances = [(p.coverage.value * (1 - p.missed.value), p.mistaken.value) for p in rules.partners] + [(0.0, 0.0)]
    return FirmSight(
        source=np.array(source, np.int32),
        seen=np.array([threshold(chances[place][0]) for place in source], np.uint32),
        mistaken=np.array([threshold(chances[place][1]) for place in source], np.uint32),
        points=np.array([thousandths(points) for points in _points(spec, rules)], np.int32),
    )


def _scale(rules: FirmRules) -> FirmScale:
    score, zero = rules.score, np.int32(0)
    if score is None:
        return FirmScale(active=False, lowest=zero, top=zero, base=zero, forgotten=np.int64(0))
    return FirmScale(
        active=True,
        lowest=np.int32(thousandths(score.lowest)),
        top=np.int32(rung(score.highest, score.lowest)),
        base=np.int32(rung(score.base, score.lowest)),
        forgotten=np.int64(forgotten(score.half_life.value if score.half_life else None)),
    )


def _lists(rules: FirmRules) -> FirmLists:
    lowest = rules.score.lowest if rules.score else 0.0
    return FirmLists(
        below=_ints([NO_SCORE if entry.below is None else rung(entry.below, lowest) for entry in rules.lists]),
        above=_ints([_FAR if entry.at_least is None else rung(entry.at_least, lowest) for entry in rules.lists]),
        months=_ints([entry.months for entry in rules.lists]),
    )


def _ints(values: Sequence[int | np.int32]) -> np.ndarray[tuple[int, ...], np.dtype[np.int32]]:
    return np.array(values, np.int32)


def _drags(rules: FirmRules, citizens: list[str]) -> Drags:
    joint, firms = rules.joint or Joint(source=""), [entry.id for entry in rules.lists]
    return Drags(
        *_drag(joint.owner_to_firm, citizens, firms),
        *_drag(joint.firm_to_owner, firms, citizens),
    )


def _drag(drag: Drag | None, on: list[str], onto: list[str]) -> tuple[int, int]:
    return (on.index(drag.on), onto.index(drag.onto)) if drag else (-1, -1)


def _each_gate(spec: FirmsSpec, rules: FirmRules) -> list[FirmGate]:
    """Return the gate of each decision, in the society's order; an empty one where the regime has none."""
    by_name = {gate.decision: gate for gate in rules.gates}
    return [by_name.get(decision.id, _NO_GATE) for decision in spec.decisions]


def _gates(spec: FirmsSpec, rules: FirmRules) -> FirmGates:
    gates, decisions, names = _each_gate(spec, rules), spec.decisions, [entry.id for entry in rules.lists]
    return FirmGates(
        needs=_ints([sum(1 << FIRM_STATES.index(need) for need in decision.needs) for decision in decisions]),
        demand=np.array([threshold(decision.demand.value) for decision in decisions], np.uint32),
        places=np.array([d.places.value if d.places else -1.0 for d in decisions], np.float64),
        weights=np.array([_weights(decision.incumbent) for decision in decisions], np.int32),
        gated=_ints([int(gate is not _NO_GATE) for gate in gates]),
        score_from=_ints([_line(gate, rules) for gate in gates]),
        percentile=np.array([g.percentile.value if g.percentile else -1.0 for g in gates], np.float64),
        lists=np.array([sum(1 << names.index(name) for name in gate.not_listed or []) for gate in gates], np.uint32),
        by_rank=_ints([int(gate.allocate == "rank") for gate in gates]),
    )


def _weights(incumbent: FirmIncumbent) -> list[int]:
    """Return integer weights that add up to 255, so that an index of inputs from 0 to 255 stays below 2**16."""
    values = [figure.value if (figure := getattr(incumbent, name)) else 0.0 for name in FIRM_INPUTS]
    whole = [int(value * _FULL / sum(values)) for value in values]
    whole[values.index(max(values))] += _FULL - sum(whole)
    return whole


def _line(gate: FirmGate, rules: FirmRules) -> int:
    if rules.score is None:
        return 0
    if gate.band is not None:
        return rung(next(band.at_least for band in rules.bands if band.id == gate.band), rules.score.lowest)
    return rung(gate.score.value, rules.score.lowest) if gate.score else 0


def _answers(spec: FirmsSpec, rules: FirmRules) -> FirmAnswers:
    """Return the effects of each answer. A refusal by a gate has those of any refusal, plus those of the gate."""
    granted = [decision.granted for decision in spec.decisions]
    denied = [decision.denied for decision in spec.decisions]
    by_gate = [d.denied + gate.denied for d, gate in zip(spec.decisions, _each_gate(spec, rules), strict=True)]
    rows = (granted, by_gate, denied)
    jobs = [[_sum(effects, "jobs") for effects in row] for row in rows]
    return FirmAnswers(
        reserves=_floats([[_sum(effects, "reserves") for effects in row] for row in rows]),
        sheds=np.array([[threshold(min(max(-share, 0.0), 1.0)) for share in row] for row in jobs], np.uint32),
        opens=_floats([[max(share, 0.0) for share in row] for row in jobs]),
    )


def _sum(effects: list[FirmEffect], changes: str) -> float:
    return sum(effect.by.value for effect in effects if effect.changes == changes)
