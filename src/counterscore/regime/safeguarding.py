"""Putting a safeguard in place in a regime."""

from __future__ import annotations

from counterscore.catalogue.figure import Figure
from counterscore.catalogue.judgement import judgement
from counterscore.regime import neutral
from counterscore.regime.clauses import clauses, grantable, without
from counterscore.regime.safeguards import GrantedRights, Safeguard
from counterscore.regime.schema import Attention, DataSource, Operator, RegimeFile, Right
from counterscore.society.schema import SocietyFile


def safeguarded(regime: RegimeFile, society: SocietyFile, safeguard: Safeguard) -> RegimeFile:
    """Return the regime with a safeguard in place, or the same regime if the safeguard changes nothing."""
    gone = [each for each in clauses(regime, society) if any(each.id.startswith(start) for start in safeguard.drops)]
    file = without(regime, gone)
    if safeguard.apart:
        file = _one_context(file, society)
    if safeguard.leaving and file.operators:
        file = neutral.voluntary(_free_to_leave(file, safeguard.leaving))
    if safeguard.blind:
        file = _partly_even(file, safeguard.blind)
    file = _granting(_fading(file, safeguard), safeguard.grants)
    return file if file == regime else neutral.undeclared(file)


def _free_to_leave(file: RegimeFile, cost: Figure) -> RegimeFile:
    """Return the regime in which leaving an operator costs at most `cost` months of income."""

    def freed(operator: Operator) -> Operator:
        leaving = operator.leaving
        if leaving is None or leaving.cost.value <= cost.value:
            return operator
        return operator.model_copy(update={"leaving": leaving.model_copy(update={"cost": cost})})

    return file.model_copy(update={"operators": [freed(operator) for operator in file.operators]})


def _partly_even(file: RegimeFile, blind: Figure) -> RegimeFile:
    """Return the regime with surveillance that is even to the extent of `blind`, from 0 to 1.

    Coverage in town and country moves so far towards their mean, and attention follows past detections so much less.
    """

    def spread(source: DataSource) -> DataSource:
        source = source.model_copy(update={"attention": _weakened(source.attention, blind)})
        urban, rural = source.coverage.urban, source.coverage.rural
        if urban.value == rural.value:
            return source
        mean = (urban.value + rural.value) / 2
        both = {
            name: each.model_copy(update={"value": each.value + blind.value * (mean - each.value)})
            for name, each in (("urban", urban), ("rural", rural))
        }
        return source.model_copy(update={"coverage": source.coverage.model_copy(update=both)})

    return file.model_copy(update={"partners": [spread(source) for source in file.partners]})


def _weakened(attention: Attention | None, blind: Figure) -> Attention | None:
    """Return attention that follows past detections less, or None if nothing of it is left."""
    if attention is None or blind.value == 1:
        return None
    lean = attention.lean.model_copy(update={"value": attention.lean.value * (1 - blind.value)})
    return attention.model_copy(update={"lean": lean})


def _fading(file: RegimeFile, safeguard: Safeguard) -> RegimeFile:
    months, score = safeguard.half_life, file.score
    if months is None or score is None or (score.half_life and score.half_life.value <= months.value):
        return file
    return file.model_copy(update={"score": score.model_copy(update={"half_life": months})})


def _granting(file: RegimeFile, grants: GrantedRights) -> RegimeFile:
    """Return the regime with each right on the better terms, its own or those granted."""
    better = {
        name: right
        for name in GrantedRights.model_fields
        if (right := getattr(grants, name)) and grantable(file, name) and _better(right, getattr(file.rights, name))
    }
    return file.model_copy(update={"rights": file.rights.model_copy(update=better)})


def _better(offer: Right, present: Right | None) -> bool:
    return present is None or (offer.delay <= present.delay and offer.odds.value >= present.odds.value)


def _one_context(file: RegimeFile, society: SocietyFile) -> RegimeFile:
    """Return the regime with one context: that of the first gate which has relevant points, and all gates like it."""
    bearing = judgement().domains()
    relevant = {gate.decision: frozenset(bearing.get(gate.decision, [])) for gate in file.gates}
    context = next((domains for domains in relevant.values() if domains), frozenset[str]())
    other_gates = [decision for decision, domains in relevant.items() if not context or domains != context]
    domains = {activity.id: activity.domain for activity in society.activities}
    foreign = [rating.activity for rating in file.ratings if domains[rating.activity] not in context]
    part = neutral.unrated(foreign)(file)
    for decision in other_gates:
        part = neutral.ungated(decision)(part)
        for operator in file.operators:
            part = neutral.unperked(operator.id, decision)(part)
    return neutral.tidied(file, part)
