"""Phases and operators: which rules hold when, each stretch of the timeline as a regime of one phase."""

from __future__ import annotations

from collections.abc import Sequence

from counterscore.regime.schema import Gate, Operator, Partner, Phase, Rating, RegimeFile, Score


def timeline(file: RegimeFile) -> list[Phase]:
    """Return the phases in order; a regime that names none is mandatory from month 0 on."""
    return file.phases or [Phase(id="mandatory", from_month=0, participation="mandatory")]


def in_force(file: RegimeFile, phase: Phase) -> list[Operator]:
    """Return the operators of a phase, the state's first; without any the regime is its own, fed by all partners."""
    if not file.operators:
        return [_itself(file)]
    named = [operator for operator in file.operators if operator.id in phase.operators]
    return sorted(named, key=lambda operator: operator.kind != "state")


def _itself(file: RegimeFile) -> Operator:
    """A regime without operators as one: it may have no partner either, as no file may."""
    partners = [partner.id for partner in file.partners]
    return Operator.model_construct(id=file.regime.id, title=file.regime.title, kind="state", partners=partners)


def phase_in(file: RegimeFile, month: int) -> Phase | None:
    """Return the phase of a month; None before the first."""
    return next((phase for phase in reversed(timeline(file)) if phase.from_month <= month), None)


def scale_of(file: RegimeFile, operator: Operator) -> Score | None:
    """Return the scale of an operator: its own, or the regime's."""
    return operator.score or file.score


def perks_of(file: RegimeFile, operator: Operator) -> list[Gate]:
    """Return the gates that are perks of this operator."""
    return [gate for gate in file.gates if gate.operator == operator.id]


def rules(file: RegimeFile, phase: Phase) -> RegimeFile:
    """Return what holds in a phase as a regime without operators: one score, that of the first operator in force.

    Partners and ratings are those of all operators in force. Perks are left out.
    """
    return file if not file.operators else _rules(file, phase, in_force(file, phase))


def rules_of(file: RegimeFile, phase: Phase, operator: Operator) -> RegimeFile:
    """Return what one operator of a phase does, as a regime without operators."""
    return file if not file.operators else _rules(file, phase, [operator])


def _rules(file: RegimeFile, phase: Phase, operators: Sequence[Operator]) -> RegimeFile:
    first = operators[0]
    state = first.kind == "state"
    update = {
        "phases": [phase.model_copy(update={"operators": []})],
        "operators": [],
        "partners": [partner for operator in operators for partner in _fed(file, operator)],
        "ratings": [rating for operator in operators for rating in _rated(file, operator)],
        "score": scale_of(file, first),
        "bands": file.bands if first.score is None else [],
        "rank": file.rank if state else None,
        "lists": file.lists if state else [],
        "gates": [gate for gate in file.gates if gate.operator is None] if state else [],
    }
    return file.model_copy(update=update)


def _fed(file: RegimeFile, operator: Operator) -> list[Partner]:
    return [partner for partner in file.partners if partner.id in operator.partners]


def _rated(file: RegimeFile, operator: Operator) -> list[Rating]:
    """The ratings of what an operator is told, its own in place of the regime's."""
    told = {activity for partner in _fed(file, operator) for activity in partner.sees}
    own = {rating.activity: rating for rating in operator.ratings}
    shared = {rating.activity: rating for rating in file.ratings}
    return [rating for activity, rating in (shared | own).items() if activity in told]


def alone(file: RegimeFile, phase: Phase) -> RegimeFile:
    """Return the regime as it would be with this phase alone, from month 0 on."""
    first = phase.model_copy(update={"from_month": 0})
    if phase.participation == "mandatory" and len(in_force(file, phase)) == 1:
        return rules(file, first) if file.operators else file.model_copy(update={"phases": [first]})
    kept = in_force(file, phase)
    others = {operator.id for operator in file.operators} - {operator.id for operator in kept}
    gates = [gate for gate in file.gates if gate.operator not in others]
    return file.model_copy(update={"phases": [first], "operators": kept, "gates": gates})
