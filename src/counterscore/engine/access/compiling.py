"""Compile the gates of a regime: the conditions of each gate, and the gates that compare people."""

from __future__ import annotations

from typing import assert_never

import numpy as np

from counterscore.engine.compile.course import enforced_by_region
from counterscore.engine.core.plan import ComparedGate, Gates, Lines, Officials
from counterscore.engine.core.scale import NO_SCORE, rung
from counterscore.regime.gates.rule import ALL_ON_THE_LINE, Compared, Fixed, Form, Listed
from counterscore.regime.officials import WHIMS
from counterscore.regime.schema import Gate, RegimeFile
from counterscore.society.division import DIVISIONS, parts
from counterscore.society.schema import SocietyFile

NO_GATE = Gate.model_construct(decision="")


def each_gate(society: SocietyFile, regime: RegimeFile) -> list[Gate]:
    """Return the gate of each decision, in the society's order; NO_GATE for a decision without a gate."""
    by_name = {gate.decision: gate for gate in regime.gates}
    return [by_name.get(decision.id, NO_GATE) for decision in society.decisions]


def compile_gates(society: SocietyFile, regime: RegimeFile) -> Gates:
    """Return the conditions of the gates, by decision."""
    found, lowest = each_gate(society, regime), regime.score.lowest if regime.score else 0.0
    forms = [_form(gate, society, regime) for gate in found]
    names = [entry.id for entry in regime.lists]
    return Gates(
        gated=np.array([int(gate is not NO_GATE) for gate in found], np.int32),
        enforced=np.array([enforced_by_region(society, gate, ALL_ON_THE_LINE) for gate in found], np.int32),
        by_rank=np.array([int(gate.allocate == "rank") for gate in found], np.int32),
        base=np.int32(rung(regime.score.base, lowest) if regime.score else 0),
        division=np.array([1 + DIVISIONS.index(gate.division) if gate.division else 0 for gate in found], np.int32),
        lists=np.array(
            [sum(1 << names.index(name) for name in form.names) if isinstance(form, Listed) else 0 for form in forms],
            np.uint32,
        ),
        below=np.array(
            [NO_SCORE if entry.below is None else rung(entry.below, lowest) for entry in regime.lists], np.int32
        ),
        officials=_officials(found, society),
        lines=_lines(forms, lowest, max(len(parts(society, gate.division)) for gate in found)),
    )


def _officials(gates: list[Gate], society: SocietyFile) -> Officials:
    wills, bribes, scales = [gate.discretion for gate in gates], [gate.bribe for gate in gates], society.index
    return Officials(
        some=any(wills) or any(bribes),
        at_will=np.array([_whole(will.share.value) if will else 0 for will in wills], np.int32),
        whim=np.array([WHIMS.index(will.by) if will else 0 for will in wills], np.int32),
        approves=np.array([will.approves.value if will else 0.0 for will in wills], np.float32),
        price=np.array([bribe.price.value if bribe else 0.0 for bribe in bribes], np.float32),
        most=np.array([bribe.most.value if bribe else 0.0 for bribe in bribes], np.float32),
        struck=np.array([_whole(bribe.struck) if bribe else 0 for bribe in bribes], np.int32),
        index_from=np.float32(scales.from_yuan.value),
        index_steps=np.float32(scales.doubling.value),
        index_months=np.int64(scales.seniority.value),
    )


def compared_gates(society: SocietyFile, regime: RegimeFile) -> tuple[ComparedGate, ...]:
    """Return the gates whose lines depend on everybody."""
    forms = [(d, gate, _form(gate, society, regime)) for d, gate in enumerate(each_gate(society, regime))]
    return tuple(
        ComparedGate(decision=d, name=gate.decision, parts=parts(society, gate.division), rule=form.rule)
        for d, gate, form in forms
        if isinstance(form, Compared)
    )


def safe_points(regime: RegimeFile) -> list[float]:
    """Return, for each gate and each list, the points from which it refuses nobody, if people can know them."""
    safe = [gate.rule.safe(regime) if gate.rule else None for gate in regime.gates]
    return [points for points in (*safe, *(entry.below for entry in regime.lists)) if points is not None]


def _form(gate: Gate, society: SocietyFile, regime: RegimeFile) -> Form:
    """Return the form of a gate's rule; without a rule or a score, an empty list of lists, which refuses nobody."""
    return gate.rule.form(regime, parts(society, gate.division)) if gate.rule and regime.score else Listed(())


def _lines(forms: list[Form], lowest: float, most: int) -> Lines:
    """Return the lines that the file states, decisions x parts; a decision without a line lets everybody pass."""
    line = np.zeros((len(forms), most), np.int32)
    margin = np.full((len(forms), most), ALL_ON_THE_LINE, np.int32)
    for d, form in enumerate(forms):
        match form:
            case Fixed(points, margins):
                line[d, : len(points)] = [rung(max(each, lowest), lowest) for each in points]
                margin[d, : len(points)] = [_whole(each) for each in margins]
            case Listed() | Compared():
                pass
            case _:
                assert_never(form)
    return Lines(line, margin)


def _whole(share: float) -> int:
    """Return a share as a whole number of units of 2**-16."""
    return round(share * ALL_ON_THE_LINE)
