"""What can be wrong with phases and operators: order, names, who is fed by whom, perks that nobody grants."""

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

_OF_THE_STATE = (*(kind.key for kind in KINDS if kind is not ByScore), "division", "enforced", "again")


def timeline_complaints(file: RegimeFile) -> Iterator[Complaint]:
    """Give what is wrong with the phases and with who is in force in them."""
    yield from _order(file.phases)
    for place, phase in enumerate(file.phases):
        yield from _in_force(("phases", place), phase, file)
    named = {name for phase in file.phases for name in phase.operators}
    misspelt = named - {operator.id for operator in file.operators}  # is told of already; it may mean any of them
    for place, operator in enumerate(file.operators):
        if operator.id not in named and not misspelt:
            yield Complaint(("operators", place, "id"), f"no phase has the operator {operator.id} in force")


def _order(phases: list[Phase]) -> Iterator[Complaint]:
    for place, (before, phase) in enumerate(pairwise(phases), start=1):
        where, allowed = ("phases", place, "from_month"), f"more than {before.from_month}"
        if phase.from_month == before.from_month:
            yield Complaint(where, f"overlaps the phase {before.id}, which begins in the same month", allowed)
        elif phase.from_month < before.from_month:
            yield Complaint(where, f"begins before the phase {before.id} that stands above it", allowed)


def _in_force(here: Where, phase: Phase, file: RegimeFile) -> Iterator[Complaint]:
    names = tuple(operator.id for operator in file.operators)
    for place, name in enumerate(phase.operators):
        if name not in names:
            where = (*here, "operators", place)
            yield Complaint(where, "this regime has no such operator", ", ".join(names) or "none", names)
    yield from same_words((*here, "operators"), phase.operators)
    if names and not phase.operators:
        yield Complaint(here, "a phase without operators, in a regime that has some", ", ".join(names))
    if not names and phase.participation == "voluntary":
        message = "nobody can join a regime without operators"
        yield Complaint((*here, "participation"), message, "mandatory, or one [[operators]] or more")
    yield from _fed_once(here, phase, file)
    yield from _ledgers(here, phase, file)


def _ledgers(here: Where, phase: Phase, file: RegimeFile) -> Iterator[Complaint]:
    """A fitted model makes one score of everybody: that of the only operator of the last phase."""
    for place, name in enumerate(phase.operators):
        for operator in (each for each in file.operators if each.id == name):
            scale = scale_of(file, operator)
            alone = phase is file.phases[-1] and len(phase.operators) == 1 and phase.participation == "mandatory"
            if scale and scale.method != "ledger" and not (alone and operator.score is None):
                message = f"{name} adds up points here: only the one score of a mandatory last phase can be a model"
                yield Complaint((*here, "operators", place), message)


def _fed_once(here: Where, phase: Phase, file: RegimeFile) -> Iterator[Complaint]:
    """One operator a partner, and one of the state at most, at any time."""
    feeds: dict[str, str] = {}
    state: str | None = None
    for place, name in enumerate(phase.operators):
        where = (*here, "operators", place)
        for operator in (each for each in file.operators if each.id == name):
            for partner in dict.fromkeys(operator.partners):
                if feeds.setdefault(partner, name) != name:
                    message = f"the partner {partner} feeds {feeds[partner]} in this phase already; it feeds one"
                    yield Complaint(where, message)
            if operator.kind == "state":
                if state not in (None, name):
                    yield Complaint(where, f"a second operator of the state, beside {state}")
                state = name


def operator_complaints(file: RegimeFile) -> Iterator[Complaint]:
    """Give what is wrong with each operator: partners, ratings, perks, scale."""
    for place, operator in enumerate(file.operators):
        here = ("operators", place)
        yield from _partners(here, operator, file)
        yield from _ratings(here, operator, file)
        yield from _perks(here, operator, file)
        if operator.score is None and file.score is None:
            yield Complaint(here, "an operator without a scale, in a regime that has no [score]")
    for place, gate in enumerate(file.gates):
        if gate.operator is not None:
            yield from _perk(("gates", place), gate, file)


def _partners(here: Where, operator: Operator, file: RegimeFile) -> Iterator[Complaint]:
    names = tuple(partner.id for partner in file.partners)
    for place, name in enumerate(operator.partners):
        if name not in names:
            where = (*here, "partners", place)
            yield Complaint(where, "this regime has no such partner", ", ".join(names), names)
    yield from same_words((*here, "partners"), operator.partners)


def _ratings(here: Where, operator: Operator, file: RegimeFile) -> Iterator[Complaint]:
    told = tuple(act for partner in file.partners if partner.id in operator.partners for act in partner.sees)
    rated = [((*here, "ratings", place, "activity"), rating.activity) for place, rating in enumerate(operator.ratings)]
    yield from repeated(rated, "is rated already")
    known = set(operator.partners) <= {partner.id for partner in file.partners}  # of others it is told already
    for where, act in rated:
        if act not in told and known:
            yield Complaint(where, "no partner of this operator sees this activity", ", ".join(told), told)


def _perks(here: Where, operator: Operator, file: RegimeFile) -> Iterator[Complaint]:
    granted = _granted(file, operator)
    for place, perk in enumerate(operator.perks):
        if perk not in granted:
            message = f"a perk that no gate grants: none of the [[gates]] has operator = {operator.id!r} for it"
            yield Complaint((*here, "perks", place), message, ", ".join(granted), granted)
    yield from same_words((*here, "perks"), operator.perks)


def _granted(file: RegimeFile, operator: Operator) -> tuple[str, ...]:
    return tuple(gate.decision for gate in perks_of(file, operator))


def _perk(here: Where, gate: Gate, file: RegimeFile) -> Iterator[Complaint]:
    """A gate that only eases: of an operator that names it, by points, and by how much."""
    names = tuple(operator.id for operator in file.operators)
    owner = next((operator for operator in file.operators if operator.id == gate.operator), None)
    if owner is None:
        yield Complaint((*here, "operator"), "this regime has no such operator", ", ".join(names) or "none", names)
    elif gate.decision not in owner.perks and set(owner.perks) <= set(_granted(file, owner)):  # or it is told already
        message = f"{gate.decision} is not among the perks of {owner.id}"
        yield Complaint((*here, "decision"), message, ", ".join(owner.perks), tuple(owner.perks))
    for rule in _OF_THE_STATE:
        if getattr(gate, rule) is not None:
            yield Complaint((*here, rule), "not a rule of a perk", "score", on_key=True)
    if gate.score is None:
        yield Complaint(here, "a perk says from which score on it holds: `score` is missing")
    if gate.ease is None:
        yield Complaint(here, "a perk says by how much it eases: `ease` is missing")
    if gate.denied:
        yield Complaint((*here, "denied"), "a perk refuses nobody", on_key=True)
    if gate.allocate != "incumbent":
        yield Complaint((*here, "allocate"), "a perk leaves the queue to the incumbent", "incumbent")
