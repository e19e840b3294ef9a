"""Faults of phases and operators: order, names, who reports to whom, perks that no gate grants."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from counterscore.catalogue.lists import repeated, same_words
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.regime.gates.kinds import KINDS
from counterscore.regime.gates.score import ByScore
from counterscore.regime.phases import perks_of, scale_of
from counterscore.regime.schema import Gate, Operator, Phase, RegimeFile

_OF_THE_STATE = (*(kind.key for kind in KINDS if kind is not ByScore), "division", "enforced", "again", "regions")


def timeline_complaints(file: RegimeFile) -> Iterator[Complaint]:
    """Yield the faults of the phases and of the operators in force in them."""
    yield from _order(file.phases)
    for place, phase in enumerate(file.phases):
        yield from _in_force(("phases", place), phase, file)
    named = {name for phase in file.phases for name in phase.operators}
    misspelt = named - {operator.id for operator in file.operators}  # reported above; it could be any operator
    for place, operator in enumerate(file.operators):
        if operator.id not in named and not misspelt:
            yield Complaint(("operators", place, "id"), f"the operator {operator.id} is not in any phase")


def _order(phases: list[Phase]) -> Iterator[Complaint]:
    for place, (before, phase) in enumerate(pairwise(phases), start=1):
        where, allowed = ("phases", place, "from_month"), f"more than {before.from_month}"
        if phase.from_month == before.from_month:
            yield Complaint(where, f"begins in the same month as the phase {before.id}", allowed)
        elif phase.from_month < before.from_month:
            yield Complaint(where, f"begins before the phase {before.id}, which is listed above it", allowed)


def _in_force(here: Where, phase: Phase, file: RegimeFile) -> Iterator[Complaint]:
    names = tuple(operator.id for operator in file.operators)
    for place, name in enumerate(phase.operators):
        if name not in names:
            where = (*here, "operators", place)
            yield Complaint(where, "this regime has no such operator", ", ".join(names) or "none", names)
    yield from same_words((*here, "operators"), phase.operators)
    if names and not phase.operators:
        yield Complaint(here, "this phase has no operators, although the regime has some", ", ".join(names))
    if not names and phase.participation == "voluntary":
        message = "voluntary participation needs operators that people can join"
        yield Complaint((*here, "participation"), message, "mandatory, or at least one of [[operators]]")
    yield from _fed_once(here, phase, file)
    yield from _ledgers(here, phase, file)


def _ledgers(here: Where, phase: Phase, file: RegimeFile) -> Iterator[Complaint]:
    """Methods other than the ledger work only for the one operator of a mandatory last phase."""
    for place, name in enumerate(phase.operators):
        for operator in (each for each in file.operators if each.id == name):
            scale = scale_of(file, operator)
            alone = phase is file.phases[-1] and len(phase.operators) == 1 and phase.participation == "mandatory"
            if scale and scale.method != "ledger" and not (alone and operator.score is None):
                message = f"the method {scale.method} needs a mandatory last phase with {name} as its only operator"
                yield Complaint((*here, "operators", place), message)


def _fed_once(here: Where, phase: Phase, file: RegimeFile) -> Iterator[Complaint]:
    """At any time a partner reports to one operator, and at most one operator is the state's."""
    feeds: dict[str, str] = {}
    state: str | None = None
    for place, name in enumerate(phase.operators):
        where = (*here, "operators", place)
        for operator in (each for each in file.operators if each.id == name):
            for source in dict.fromkeys(operator.partners):
                if feeds.setdefault(source, name) != name:
                    message = f"the partner {source} may report to only one operator, and reports to {feeds[source]}"
                    yield Complaint(where, message)
            if operator.kind == "state":
                if state not in (None, name):
                    yield Complaint(where, f"this phase already has an operator of kind state: {state}")
                state = name


def operator_complaints(file: RegimeFile) -> Iterator[Complaint]:
    """Yield the faults of each operator: partners, ratings, perks, scale."""
    for place, operator in enumerate(file.operators):
        here = ("operators", place)
        yield from _sources(here, operator, file)
        yield from _ratings(here, operator, file)
        yield from _perks(here, operator, file)
        if operator.score is None and file.score is None:
            yield Complaint(here, "this operator has no `score`, and the regime has no [score] either")
    for place, gate in enumerate(file.gates):
        if gate.operator is not None:
            yield from _perk(("gates", place), gate, file)


def _sources(here: Where, operator: Operator, file: RegimeFile) -> Iterator[Complaint]:
    names = tuple(source.id for source in file.partners)
    for place, name in enumerate(operator.partners):
        if name not in names:
            where = (*here, "partners", place)
            yield Complaint(where, "this regime has no such partner", ", ".join(names), names)
    yield from same_words((*here, "partners"), operator.partners)


def _ratings(here: Where, operator: Operator, file: RegimeFile) -> Iterator[Complaint]:
    seen = tuple(act for source in file.partners if source.id in operator.partners for act in source.sees)
    rated = [((*here, "ratings", place, "activity"), rating.activity) for place, rating in enumerate(operator.ratings)]
    yield from repeated(rated, "already has a rating")
    known = set(operator.partners) <= {source.id for source in file.partners}  # others are reported above
    for where, act in rated:
        if act not in seen and known:
            yield Complaint(where, "no partner of this operator sees this activity", ", ".join(seen), seen)


def _perks(here: Where, operator: Operator, file: RegimeFile) -> Iterator[Complaint]:
    granted = _granted(file, operator)
    for place, perk in enumerate(operator.perks):
        if perk not in granted:
            message = f"no gate grants this perk: none of the [[gates]] for it has operator = {operator.id!r}"
            yield Complaint((*here, "perks", place), message, ", ".join(granted), granted)
    yield from same_words((*here, "perks"), operator.perks)


def _granted(file: RegimeFile, operator: Operator) -> tuple[str, ...]:
    return tuple(gate.decision for gate in perks_of(file, operator))


def _perk(here: Where, gate: Gate, file: RegimeFile) -> Iterator[Complaint]:
    """Yield the faults of a perk. Its operator has to name it, and it needs a score and an ease."""
    names = tuple(operator.id for operator in file.operators)
    owner = next((operator for operator in file.operators if operator.id == gate.operator), None)
    if owner is None:
        yield Complaint((*here, "operator"), "this regime has no such operator", ", ".join(names) or "none", names)
    elif gate.decision not in owner.perks and set(owner.perks) <= set(_granted(file, owner)):  # else reported above
        message = f"{gate.decision} is not among the perks of {owner.id}"
        yield Complaint((*here, "decision"), message, ", ".join(owner.perks), tuple(owner.perks))
    for rule in _OF_THE_STATE:
        if getattr(gate, rule) is not None:
            yield Complaint((*here, rule), f"a perk cannot have `{rule}`", "score", on_key=True)
    if gate.score is None:
        yield Complaint(here, "a perk needs `score`, the lowest score that it is granted to")
    if gate.ease is None:
        yield Complaint(here, "a perk needs `ease`, how far it moves a request up in the queue")
    if gate.denied:
        yield Complaint((*here, "denied"), "a perk refuses nobody, so it cannot have `denied`", on_key=True)
    if gate.allocate != "incumbent":
        yield Complaint((*here, "allocate"), "a perk cannot change how places are allocated", "incumbent")
