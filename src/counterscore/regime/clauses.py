"""A regime taken apart into its clauses. Each has a neutral form that is valid; all neutral is no regime at all."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from typing import Literal

from counterscore.regime import neutral
from counterscore.regime.methods import ScoreMethod
from counterscore.regime.neutral import Change
from counterscore.regime.rating_groups import RatingsBy, groups
from counterscore.regime.safeguards import rights_on_offer
from counterscore.regime.schema import RIGHTS, RegimeFile
from counterscore.society.schema import SocietyFile

Kind = Literal[
    "participation", "partner", "attention", "ratings", "friends", "forgetting", "model", "rank", "gate", "perk",
    "list", "family", "right", "missing right", "firms", "joint",
]  # fmt: skip


@dataclass(frozen=True)
class Clause:
    """One clause of a regime: `id`, such as `gate.mortgage`; `title` in words; `neutral` makes a file do without it.

    The neutral form of a right that the regime withholds is the right, granted.
    """

    id: str
    kind: Kind
    title: str
    neutral: Change = field(repr=False, compare=False)


def clauses(regime: RegimeFile, society: SocietyFile, ratings: RatingsBy = "law") -> list[Clause]:
    """Return the clauses of a regime in the order of its file, and then the rights that it withholds.

    `ratings`: what makes a group of ratings one clause: how the `law` stands to the act and the sign of the points, the
    `domain` of life, or `each` rating its own.
    """
    return [
        *_participation(regime),
        *_partners(regime),
        *_ratings(regime, society, ratings),
        *_number(regime),
        *_lists(regime),
        *_gates(regime, society),
        *_rights(regime),
        *_firms(regime),
    ]


def without(regime: RegimeFile, off: Collection[Clause]) -> RegimeFile:
    """Return the regime with these clauses in their neutral form, in whatever order they are named.

    What then hangs in the air goes too: ratings of what nobody sees, names of lists that are gone, and in the end the
    number itself once nothing moves or uses it.
    """
    file = regime
    for clause in off:
        file = clause.neutral(file)
    return neutral.settled(regime, file)


def _participation(regime: RegimeFile) -> Iterator[Clause]:
    """Only where there are operators can anybody join instead."""
    if regime.operators and any(phase.participation == "mandatory" for phase in regime.phases):
        yield Clause("mandatory", "participation", "that everybody has to take part", neutral.voluntary)


def _partners(regime: RegimeFile) -> Iterator[Clause]:
    for partner in regime.partners:
        yield Clause(f"partner.{partner.id}", "partner", f"watching by {partner.title}", neutral.unwatched(partner.id))
        if partner.attention:
            title = f"looking where something was found before, by {partner.title}"
            yield Clause(f"attention.{partner.id}", "attention", title, neutral.looking_evenly(partner.id))


def _ratings(regime: RegimeFile, society: SocietyFile, by: RatingsBy) -> Iterator[Clause]:
    for group in groups(regime.ratings, society.activities, by):
        yield Clause(f"ratings.{group.id}", "ratings", group.title, neutral.unrated(group.activities))


def _number(regime: RegimeFile) -> Iterator[Clause]:
    scales = [scale for scale in (regime.score, *(each.score for each in regime.operators)) if scale]
    if any(scale.friends for scale in scales):
        yield Clause("friends", "friends", "the friends' part of the score", neutral.friendless)
    if any(scale.half_life for scale in scales):
        yield Clause("forgetting", "forgetting", "forgetting: points fade with time", neutral.unforgotten)
    for key, method in _methods(regime).items():
        yield Clause(key, "model", method.clause, neutral.unmodelled)
    if regime.rank and regime.rank.public:
        yield Clause("rank", "rank", "the public rank", neutral.unranked)


def _lists(regime: RegimeFile) -> Iterator[Clause]:
    for listing in regime.lists:
        yield Clause(f"list.{listing.id}", "list", f"the {listing.title}", neutral.unlisted(listing.id))
        if listing.family_blocks:
            title = f"what befalls the household of who stands on the {listing.title}"
            yield Clause(f"family.{listing.id}", "family", title, neutral.family_spared(listing.id))


def _gates(regime: RegimeFile, society: SocietyFile) -> Iterator[Clause]:
    titles = {decision.id: decision.title for decision in society.decisions}
    for gate in regime.gates:
        what = titles.get(gate.decision, gate.decision)
        if gate.operator is None:
            yield Clause(f"gate.{gate.decision}", "gate", f"the gate before {what}", neutral.ungated(gate.decision))
        else:
            name, change = f"perk.{gate.operator}.{gate.decision}", neutral.unperked(gate.operator, gate.decision)
            yield Clause(name, "perk", f"the perk of {gate.operator}: {what}", change)


def _rights(regime: RegimeFile) -> Iterator[Clause]:
    """Rights granted, in neutral form withheld, and rights withheld, in neutral form granted."""
    for name in RIGHTS:
        if getattr(regime.rights, name):
            yield Clause(f"right.{name}", "right", f"the right to {name}", neutral.withheld(name))
    if regime.gates or regime.lists or regime.ratings:  # where nothing is decided there is nothing to have a right to
        for name, right in rights_on_offer().items():
            if not getattr(regime.rights, name) and grantable(regime, name):
                title = f"no right to {name}"
                yield Clause(f"missing.{name}", "missing right", title, neutral.granted(name, right))


def grantable(regime: RegimeFile, right: str) -> bool:
    """Return whether the method that makes the regime's score leaves anything to grant this right with."""
    return all(right not in method.cannot_grant for method in _methods(regime).values())


def _methods(regime: RegimeFile) -> dict[str, ScoreMethod]:
    return regime.score.methods() if regime.score else {}


def _firms(regime: RegimeFile) -> Iterator[Clause]:
    """The rules for firms as a whole, and joint punishment, which binds them to their owners."""
    if regime.firms:
        yield Clause("firms", "firms", "the score of firms and what it decides", neutral.firmless)
        if regime.firms.joint:
            yield Clause("joint", "joint", "joint punishment of firms and their owners", neutral.disjoint)
