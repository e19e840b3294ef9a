"""Faults of a gate: of its rule, and of its division of people into groups."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.regime.gates.kinds import KINDS, rules_of
from counterscore.society.decision_faults import whole_months
from counterscore.society.division import DIVISIONS, parts
from counterscore.society.effect_faults import effect_complaints

if TYPE_CHECKING:
    from counterscore.regime.schema import Gate, RegimeFile
    from counterscore.society.schema import SocietyFile


def gate_complaints(here: Where, gate: Gate, file: RegimeFile) -> Iterator[Complaint]:
    """Yield the faults of a gate of the state in the regime by itself; `here`: its place in the file."""
    rules, allowed = rules_of(gate), "exactly one of " + ", ".join(kind.key for kind in KINDS)
    if not rules:
        yield Complaint(here, "this gate has no rule", allowed)
    for rule in rules[1:]:
        yield Complaint((*here, rule.key), "this gate has a second rule", allowed, on_key=True)
    if gate.ease is not None:
        yield Complaint((*here, "ease"), "`ease` is for perks alone, and this gate has no `operator`", on_key=True)
    for rule in rules:
        yield from rule.complaints(here, file)
    if gate.division is not None and not any(rule.divides for rule in rules):
        dividing = " or ".join(f"`{kind.key}`" for kind in KINDS if kind.divides)
        message = f"a division needs {dividing}, which set a threshold for each of its groups"
        yield Complaint((*here, "division"), message, on_key=True)
    yield from whole_months((*here, "months"), gate.months)
    yield from effect_complaints((*here, "denied"), gate.denied)


def gate_mismatches(here: Where, gate: Gate, society: SocietyFile) -> Iterator[Complaint]:
    """Yield everything in a gate that this society does not have."""
    names = parts(society, gate.division)
    if not names:
        message = f"the society {society.society.id} has no groups: it does not come from aggregate tables"
        yield Complaint((*here, "division"), message, ", ".join(DIVISIONS[1:]))
        return
    for rule in rules_of(gate):
        yield from rule.mismatches(here, gate.decision, names, society)
