"""Compile adaptive surveillance and the tactics by which people evade a score."""

from __future__ import annotations

import numpy as np

from counterscore.engine.acts.attention import DIVISIONS
from counterscore.engine.acts.predictors import ROWS
from counterscore.engine.compile.learning import clarity
from counterscore.engine.compile.numbers import forgotten
from counterscore.engine.core.plan import Tactics, Watchfulness
from counterscore.regime.schema import RegimeFile
from counterscore.society.schema import SocietyFile
from counterscore.society.tactics import Tactic
from counterscore.society.traits import PREDICTORS

f32, i32 = np.float32, np.int32
_WHOLE = 2**30


def watchfulness(society: SocietyFile, regime: RegimeFile) -> Watchfulness:
    """Return how each source distributes its surveillance, and which acts count as detections."""
    each = [source.attention for source in regime.partners]
    model = regime.score.model if regime.score else None
    sought = {rating.activity for rating in regime.ratings if rating.points.value < 0}
    sought |= set(model.predicts) if model else set()
    return Watchfulness(
        division=np.array([*(DIVISIONS.index(a.by if a else None) for a in each), 0], i32),  # the last entry: no source
        lean=np.array([*(a.lean.value if a else 0.0 for a in each), 0.0]),
        kept=np.array([*(1 - forgotten(a.half_life.value) / _WHOLE if a else 0.0 for a in each), 0.0]),
        most=np.array([*(a.most.value if a else 1.0 for a in each), 1.0]),
        sought=np.array([int(activity.id in sought) for activity in society.activities], i32),
    )


def tactics(society: SocietyFile, regime: RegimeFile) -> Tactics:
    """Return the tactics that are useful under this regime, the acts they apply to, and the cost of responses."""
    names, costs = [activity.id for activity in society.activities], society.responses.costs
    aims = [(tactic, aimed_at(tactic, regime)) for tactic in society.responses.tactics]
    useful = [(tactic, acts) for tactic, acts in aims if acts]
    which = [place for place, (_, acts) in enumerate(aims) if acts]
    clear, sources = clarity(regime), regime.partners
    eye = {name: k for k, source in enumerate(sources) for name in source.sees}
    eyes = np.array([eye.get(name, len(sources)) for name in names], i32)
    faked, price = np.full(len(names), -1, i32), np.zeros(len(names), f32)
    rows: list[tuple[int, int]] = []
    for k, (tactic, acts) in enumerate(useful):
        for act in acts:
            place = names.index(act)
            if tactic.kind == "fake" and tactic.price:
                faked[place], price[place] = k, tactic.price.value
            elif tactic.kind == "hide":
                rows += [] if (eye[act], k) in rows else [(eye[act], k)]
                eyes[place] = len(sources) + 1 + rows.index((eye[act], k))
    known = [1.0 if tactic.reacts_to == "watched" else clear for tactic, _ in useful]
    strength = [tactic.strength.value * share for (tactic, _), share in zip(useful, known, strict=True)]
    spent = [figure.value if figure else 0.0 for figure in (costs.comply, costs.censor, costs.game, costs.wary)]
    return Tactics(
        which=np.array(which, i32),
        watched=np.array([int(tactic.reacts_to == "watched") for tactic, _ in useful], i32),
        trait=np.array([PREDICTORS.index(tactic.trait) for tactic, _ in useful], i32),
        strength=np.array(strength, f32),
        cost=np.array([tactic.cost.value for tactic, _ in useful], f32),
        comply=f32(spent[0]),
        censor=f32(spent[1]),
        game=f32(spent[2]),
        wary=f32(spent[3]),
        costly=any(spent) or any(tactic.cost.value for tactic, _ in useful),
        still=any(state.bit == "unmoved" for state in society.population.states),
        eyes=eyes,
        veiled=np.array([source for source, _ in rows], i32),
        veil=np.array([k for _, k in rows], i32),
        faked=faked,
        price=price,
    )


def aimed_at(tactic: Tactic, regime: RegimeFile) -> list[str]:
    """Return the acts on which a tactic is used under a regime; empty if the tactic is useless there.

    A tactic that reacts to being watched covers all of its acts that a source sees. Otherwise faking covers acts that
    earn points; hiding and staying away cover acts that cost points or that the regime's model predicts.
    """
    seen = {name for source in regime.partners for name in source.sees}
    points = {rating.activity: rating.points.value for rating in regime.ratings if rating.activity in seen}
    if tactic.reacts_to == "watched":
        return [act for act in tactic.activities if act in seen]
    if tactic.kind == "fake":
        return [act for act in tactic.activities if points.get(act, 0.0) > 0]
    model = regime.score.model if regime.score else None
    predicted = seen.intersection(model.predicts if model else ())
    return [act for act in tactic.activities if points.get(act, 0.0) < 0 or act in predicted]


def avoided(society: SocietyFile, regime: RegimeFile) -> dict[str, list[tuple[int, float]]]:
    """Return, by act, the terms by which staying away lowers its rate: (row of the tactic, coefficient -1)."""
    useful = [tactic for tactic in society.responses.tactics if aimed_at(tactic, regime)]
    terms: dict[str, list[tuple[int, float]]] = {}
    for k, tactic in enumerate(useful):
        if tactic.kind == "stay-away":
            for act in aimed_at(tactic, regime):
                terms.setdefault(act, []).append((ROWS + k, -1.0))
    return terms
