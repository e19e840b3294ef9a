"""What can be wrong with a gate: its rule, and the division that the rule tells apart."""

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
    """Give what is wrong with a gate of the state in its file; `here`: its place."""
    rules, allowed = rules_of(gate), "exactly one of " + ", ".join(kind.key for kind in KINDS)
    if not rules:
        yield Complaint(here, "a gate without a rule", allowed)
    for rule in rules[1:]:
        yield Complaint((*here, rule.key), "a second rule in one gate", allowed, on_key=True)
    if gate.ease is not None:
        yield Complaint((*here, "ease"), "only a perk eases, and this gate has no `operator`", on_key=True)
    for rule in rules:
        yield from rule.complaints(here, file)
    if gate.division is not None and not any(rule.divides for rule in rules):
        dividing = " and an ".join(f"`{kind.key}`" for kind in KINDS if kind.divides)
        yield Complaint((*here, "division"), f"only {dividing} tell the parts of a division apart", on_key=True)
    yield from whole_months((*here, "months"), gate.months)
    yield from effect_complaints((*here, "denied"), gate.denied)


def gate_mismatches(here: Where, gate: Gate, society: SocietyFile) -> Iterator[Complaint]:
    """Give what in a gate this society does not have."""
    names = parts(society, gate.division)
    if not names:
        message = f"the society {society.society.id} has no groups: it does not come from aggregate tables"
        yield Complaint((*here, "division"), message, ", ".join(DIVISIONS[1:]))
        return
    for rule in rules_of(gate):
        yield from rule.mismatches(here, gate.decision, names, society)
