"""Phases and operators: which rules are in force when, with each phase as a regime of its own."""

from __future__ import annotations

from collections.abc import Sequence

from counterscore.regime.schema import DataSource, Gate, Operator, Phase, Rating, RegimeFile, Score


def timeline(file: RegimeFile) -> list[Phase]:
    """Return the phases in order. A regime without phases has one, mandatory, from month 0."""
    return file.phases or [Phase(id="mandatory", from_month=0, participation="mandatory")]


def in_force(file: RegimeFile, phase: Phase) -> list[Operator]:
    """Return the operators of a phase, the state's first. A regime without operators is its own, with all partners."""
    if not file.operators:
        return [_itself(file)]
    named = [operator for operator in file.operators if operator.id in phase.operators]
    return sorted(named, key=lambda operator: operator.kind != "state")


def _itself(file: RegimeFile) -> Operator:
    """Return a regime without operators as its own operator. Unlike an operator in a file, it may have no partner."""
    sources = [source.id for source in file.partners]
    return Operator.model_construct(id=file.regime.id, title=file.regime.title, kind="state", partners=sources)


def phase_in(file: RegimeFile, month: int) -> Phase | None:
    """Return the phase that a month belongs to, or None before the first."""
    return next((phase for phase in reversed(timeline(file)) if phase.from_month <= month), None)


def scale_of(file: RegimeFile, operator: Operator) -> Score | None:
    """Return an operator's own scale, or the regime's if it has none."""
    return operator.score or file.score


def perks_of(file: RegimeFile, operator: Operator) -> list[Gate]:
    """Return the gates that are perks of this operator."""
    return [gate for gate in file.gates if gate.operator == operator.id]


def rules(file: RegimeFile, phase: Phase) -> RegimeFile:
    """Return the rules of a phase as a regime without operators, with the score of the first operator in force.

    Partners and ratings are those of all operators in force. Perks are left out.
    """
    return file if not file.operators else _rules(file, phase, in_force(file, phase))


def rules_of(file: RegimeFile, phase: Phase, operator: Operator) -> RegimeFile:
    """Return the rules of one operator in a phase, as a regime without operators."""
    return file if not file.operators else _rules(file, phase, [operator])


def _rules(file: RegimeFile, phase: Phase, operators: Sequence[Operator]) -> RegimeFile:
    first = operators[0]
    state = first.kind == "state"
    update = {
        "phases": [phase.model_copy(update={"operators": []})],
        "operators": [],
        "partners": [source for operator in operators for source in _sources(file, operator)],
        "ratings": [rating for operator in operators for rating in _rated(file, operator)],
        "score": scale_of(file, first),
        "bands": file.bands if first.score is None else [],
        "rank": file.rank if state else None,
        "lists": file.lists if state else [],
        "gates": [gate for gate in file.gates if gate.operator is None] if state else [],
    }
    return file.model_copy(update=update)


def _sources(file: RegimeFile, operator: Operator) -> list[DataSource]:
    return [source for source in file.partners if source.id in operator.partners]


def _rated(file: RegimeFile, operator: Operator) -> list[Rating]:
    """Return the ratings of what an operator's partners see; its own replace the regime's."""
    seen = {activity for source in _sources(file, operator) for activity in source.sees}
    own = {rating.activity: rating for rating in operator.ratings}
    shared = {rating.activity: rating for rating in file.ratings}
    return [rating for activity, rating in (shared | own).items() if activity in seen]


def alone(file: RegimeFile, phase: Phase) -> RegimeFile:
    """Return the regime with this phase alone, in force from month 0."""
    first = phase.model_copy(update={"from_month": 0})
    if phase.participation == "mandatory" and len(in_force(file, phase)) == 1:
        return rules(file, first) if file.operators else file.model_copy(update={"phases": [first]})
    kept = in_force(file, phase)
    others = {operator.id for operator in file.operators} - {operator.id for operator in kept}
    gates = [gate for gate in file.gates if gate.operator not in others]
    return file.model_copy(update={"phases": [first], "operators": kept, "gates": gates})
