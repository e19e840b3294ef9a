"""The parts to which an effect is attributed: every clause, or all clauses of a kind together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from counterscore.regime.clauses import Clause, Kind

# By kind of clause: the id and the title of all clauses of that kind together.
TOGETHER: dict[Kind, tuple[str, str]] = {
    "participation": ("mandatory", "mandatory participation"),
    "partner": ("partners", "all surveillance"),
    "attention": ("attention", "adaptive surveillance"),
    "ratings": ("ratings", "points for acts"),
    "friends": ("friends", "the friends' part of the score"),
    "forgetting": ("forgetting", "points that fade over time"),
    "model": ("model", "the model behind the score"),
    "rank": ("rank", "the public rank"),
    "list": ("lists", "the lists"),
    "family": ("families", "consequences for the households of listed people"),
    "gate": ("gates", "the gates"),
    "discretion": ("discretion", "officials' discretion"),
    "bribe": ("bribes", "bribes"),
    "perk": ("perks", "perks of private operators"),
    "right": ("rights", "the rights that are granted"),
    "firms": ("firms", "the score for firms and the decisions based on it"),
    "joint": ("joint", "joint punishment of firms and their owners"),
    "missing right": ("missing-rights", "the rights that are missing"),
}


@dataclass(frozen=True)
class Party:
    """One part: its `id`, its `title`, and the clauses in it."""

    id: str
    title: str
    clauses: tuple[Clause, ...] = field(repr=False)

    @property
    def kind(self) -> Kind:
        """Return the kind of its clauses."""
        return self.clauses[0].kind


def parties(of: Sequence[Clause], by: Literal["clause", "kind"]) -> list[Party]:
    """Return the parts in the order of the clauses."""
    if by == "clause":
        return [Party(clause.id, clause.title, (clause,)) for clause in of]
    kinds = {clause.kind for clause in of}
    return [
        Party(*words, tuple(each for each in of if each.kind == kind))
        for kind, words in TOGETHER.items()
        if kind in kinds
    ]
