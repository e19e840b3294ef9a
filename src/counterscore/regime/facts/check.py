"""Faults of declared facts that are each allowed but do not fit together or with the regime."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterscore.catalogue.lists import repeated
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint

if TYPE_CHECKING:
    from counterscore.regime.schema import RegimeFile

# Rights that a simulation applies, and their names in law.
AT_WORK = {
    "notice": "notice", "reasons": "explanation", "correction": "correction", "appeal": "appeal", "repair": "repair",
}  # fmt: skip


def fact_complaints(file: RegimeFile) -> Iterator[Complaint]:
    """Yield the faults of the facts: declared twice, or contrary to what the regime does in a simulation."""
    yield from _contexts(file)
    yield from _relevance(file)
    yield from _rights(file)
    yield from _sanctions(file)
    yield from _attributes(file)
    shown = file.facts.publication if file.facts else None
    if file.rank and file.rank.public and shown and shown.audience not in (None, "public"):
        yield Complaint(("facts", "publication", "audience"), "this regime makes everybody's rank public", "public")


def _contexts(file: RegimeFile) -> Iterator[Complaint]:
    """Either a source declares its context or its acts do. So the question is open once the declaration is removed."""
    stated = {act: p for p in file.partners if p.facts and p.facts.context for act in p.sees}
    for place, rating in enumerate(file.ratings):
        if rating.facts and rating.facts.context and rating.activity in stated:
            message = f"the source {stated[rating.activity].id} already declares the context"
            yield Complaint(("ratings", place, "facts", "context"), message, "a context in one of the two places")


def _relevance(file: RegimeFile) -> Iterator[Complaint]:
    entries = file.facts.relevance if file.facts else []
    pairs = [
        (("facts", "relevance", place, "to", there), f"{start} to {end}")
        for place, entry in enumerate(entries)
        for start in entry.of
        for there, end in enumerate(entry.to)
    ]
    yield from repeated(pairs, "is already declared")


def _rights(file: RegimeFile) -> Iterator[Complaint]:
    declared = file.facts.rights if file.facts else None
    for key, name in AT_WORK.items():
        right = getattr(declared, name, None)
        if right and right.granted is False and getattr(file.rights, key, None):
            message = f"this regime grants the right, in rights.{key}"
            yield Complaint(("facts", "rights", name, "granted"), message, "true")


def _sanctions(file: RegimeFile) -> Iterator[Complaint]:
    """The facts of a decision belong to its gate or, if it has no gate, to one of the lists that name it."""
    gated = {gate.decision for gate in file.gates if not gate.operator}
    entries: list[tuple[Where, str]] = []
    for place, listing in enumerate(file.lists):
        named = (*listing.blocks, *listing.family_blocks, *listing.opens)
        for n, each in enumerate(listing.facts.decisions if listing.facts else []):
            where = ("lists", place, "facts", "decisions", n, "decision")
            entries.append((where, each.decision))
            if each.decision in gated:
                yield Complaint(where, "the facts of this decision belong to its gate", "[gates.facts]")
            elif each.decision not in named:
                yield Complaint(where, "this list neither blocks nor opens this decision", ", ".join(named), named)
    yield from repeated(entries, "is already declared")


def _attributes(file: RegimeFile) -> Iterator[Complaint]:
    model = file.score.model if file.score else None
    entries: list[tuple[Where, str]] = []
    for n, each in enumerate(model.facts if model else []):
        where = ("score", "model", "facts", n, "attribute")
        entries.append((where, each.attribute))
        if model and each.attribute not in model.attributes:
            allowed = tuple(model.attributes)
            yield Complaint(where, "the model does not use this attribute", ", ".join(allowed), allowed)
    yield from repeated(entries, "is already declared")
