"""The clauses of a regime. Any of them can be made neutral; with all of them neutral, no rules are left."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal

from counterscore.regime import neutral
from counterscore.regime.methods import ScoreMethod
from counterscore.regime.neutral import Change
from counterscore.regime.rating_groups import RatingsBy, groups
from counterscore.regime.safeguards import rights_on_offer
from counterscore.regime.schema import RIGHTS, Gate, RegimeFile
from counterscore.society.schema import SocietyFile

Kind = Literal[
    "participation", "partner", "attention", "ratings", "friends", "forgetting", "model", "rank", "gate", "perk",
    "list", "family", "right", "missing right", "firms", "joint", "discretion", "bribe",
]  # fmt: skip


@dataclass(frozen=True)
class Clause:
    """A clause of a regime: an `id` such as `gate.mortgage`, a `title`, and `neutral`, which removes it from a file.

    The neutral form of a right that the regime withholds is to grant the right.
    """

    id: str
    kind: Kind
    title: str
    neutral: Change = field(repr=False, compare=False)


def clauses(regime: RegimeFile, society: SocietyFile, ratings: RatingsBy = "law") -> list[Clause]:
    """Return the clauses of a regime in the order of its file, followed by the rights that it withholds.

    `ratings` says which ratings form one clause: those with the same legal status of the act and sign of the points
    (`law`), those of the same domain of life (`domain`), or each rating by itself (`each`).
    """
    return [
        *_participation(regime),
        *_sources(regime),
        *_ratings(regime, society, ratings),
        *_number(regime),
        *_lists(regime),
        *_gates(regime, society),
        *_rights(regime),
        *_firms(regime),
    ]


def without(regime: RegimeFile, off: Collection[Clause]) -> RegimeFile:
    """Return the regime with these clauses in their neutral form. The order of the clauses makes no difference.

    Everything that refers to a removed clause is removed too, such as ratings of activities that nobody sees and names
    of removed lists, and finally the score itself if nothing changes or uses it.
    """
    file = regime
    for clause in off:
        file = clause.neutral(file)
    return neutral.tidied(regime, file)


def _participation(regime: RegimeFile) -> Iterator[Clause]:
    """Participation is a clause only if there are operators that people could join instead."""
    if regime.operators and any(phase.participation == "mandatory" for phase in regime.phases):
        yield Clause("mandatory", "participation", "mandatory participation", neutral.voluntary)


def _sources(regime: RegimeFile) -> Iterator[Clause]:
    for source in regime.partners:
        yield Clause(f"partner.{source.id}", "partner", f"surveillance by {source.title}", neutral.unwatched(source.id))
        if source.attention:
            title = f"adaptive surveillance by {source.title}"
            yield Clause(f"attention.{source.id}", "attention", title, neutral.looking_evenly(source.id))
        if source.bribe:
            title = f"bribes to {source.title}"
            yield Clause(f"bribe.source.{source.id}", "bribe", title, neutral.recording_all(source.id))


def _ratings(regime: RegimeFile, society: SocietyFile, by: RatingsBy) -> Iterator[Clause]:
    for group in groups(regime.ratings, society.activities, by):
        yield Clause(f"ratings.{group.id}", "ratings", group.title, neutral.unrated(group.activities))


def _number(regime: RegimeFile) -> Iterator[Clause]:
    scales = [scale for scale in (regime.score, *(each.score for each in regime.operators)) if scale]
    if any(scale.friends for scale in scales):
        yield Clause("friends", "friends", "the friends' part of the score", neutral.friendless)
    if any(scale.half_life for scale in scales):
        yield Clause("forgetting", "forgetting", "points that fade over time", neutral.unforgotten)
    for key, method in _methods(regime).items():
        yield Clause(key, "model", method.clause, neutral.unmodelled)
    if regime.rank and regime.rank.public:
        yield Clause("rank", "rank", "the public rank", neutral.unranked)


def _lists(regime: RegimeFile) -> Iterator[Clause]:
    for listing in regime.lists:
        yield Clause(f"list.{listing.id}", "list", f"the {listing.title}", neutral.unlisted(listing.id))
        if listing.family_blocks:
            title = f"consequences for the household of people on the {listing.title}"
            yield Clause(f"family.{listing.id}", "family", title, neutral.family_spared(listing.id))


def _gates(regime: RegimeFile, society: SocietyFile) -> Iterator[Clause]:
    titles = {decision.id: decision.title for decision in society.decisions}
    for gate in regime.gates:
        what = titles.get(gate.decision, gate.decision)
        if gate.operator is None:
            yield Clause(f"gate.{gate.decision}", "gate", f"the gate for {what}", neutral.ungated(gate.decision))
            yield from _officials(gate, what)
        else:
            name, change = f"perk.{gate.operator}.{gate.decision}", neutral.unperked(gate.operator, gate.decision)
            yield Clause(name, "perk", f"the perk of {gate.operator}: {what}", change)


def _officials(gate: Gate, what: str) -> Iterator[Clause]:
    """Yield officials' discretion and bribes at a gate. In neutral form every case is decided by the rule."""
    if gate.discretion:
        change = neutral.by_the_rule(gate.decision, "discretion")
        yield Clause(f"discretion.{gate.decision}", "discretion", f"officials' discretion about {what}", change)
    if gate.bribe:
        change = neutral.by_the_rule(gate.decision, "bribe")
        yield Clause(f"bribe.gate.{gate.decision}", "bribe", f"bribes for {what}", change)


def _rights(regime: RegimeFile) -> Iterator[Clause]:
    """Yield the rights granted, which are withheld in neutral form, and the rights withheld, which are then granted."""
    for name in RIGHTS:
        if getattr(regime.rights, name):
            yield Clause(f"right.{name}", "right", f"the right to {name}", neutral.withheld(name))
    if regime.gates or regime.lists or regime.ratings:  # without these there is nothing to have a right against
        for name, right in rights_on_offer().items():
            if not getattr(regime.rights, name) and grantable(regime, name):
                title = f"no right to {name}"
                yield Clause(f"missing.{name}", "missing right", title, neutral.granted(name, right))


def grantable(regime: RegimeFile, right: str) -> bool:
    """Return whether the regime's method of scoring allows this right to be granted."""
    return all(right not in method.cannot_grant for method in _methods(regime).values())


def _methods(regime: RegimeFile) -> dict[str, ScoreMethod]:
    return regime.score.methods() if regime.score else {}


def _firms(regime: RegimeFile) -> Iterator[Clause]:
    """Yield the rules for firms as a whole, and joint punishment of firms and owners."""
    if regime.firms:
        yield Clause("firms", "firms", "the score for firms and the decisions based on it", neutral.firmless)
        if regime.firms.joint:
            yield Clause("joint", "joint", "joint punishment of firms and their owners", neutral.disjoint)
