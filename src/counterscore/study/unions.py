"""The tree of clauses: clauses of a kind form a union, unions form families, and master switches stand apart.

Owen values are averages over orders in which the members of a union stay together, so that a kind with many clauses,
such as nine data sources, does not count nine times as much as a kind with one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from counterscore.regime.clauses import Kind
from counterscore.study.orders import Tree, leaves
from counterscore.study.parties import TOGETHER, Party

# The switches of the whole scheme: in force before any clause, and reported apart.
SWITCHES: tuple[Kind, ...] = ("participation",)
# All data sources at once are a switch too, although each of them is a clause.
SURVEILLANCE: Kind = "partner"


@dataclass(frozen=True)
class _Family:
    id: str
    title: str
    kinds: tuple[tuple[Kind, ...], ...]


_FAMILIES = (
    _Family("watching", "watching", (("partner", "attention"),)),
    _Family("rating", "rating", (("ratings",),)),
    _Family("score", "how points become a score", (("friends", "forgetting", "model"),)),
    _Family("use", "what the score is used for", (("rank",), ("list", "family"), ("gate", "discretion"), ("perk",))),
    _Family("rights", "rights", (("right", "missing right"),)),
    _Family("corruption", "corruption", (("bribe",),)),
    _Family("firms", "rules for firms", (("firms", "joint"),)),
)


@dataclass(frozen=True)
class Union:
    """Parts that stay together in an order: the indices of its `members`. `depth`: 0 for a family, 1 for a kind."""

    id: str
    title: str
    depth: int
    members: tuple[int, ...]


@dataclass(frozen=True)
class ClauseTree:
    """The tree of the parts of a regime.

    `switches`: parts that come first in every order, in no union. `scheme`: what stands for the scheme as such.
    """

    tree: Tree
    unions: tuple[Union, ...] = ()
    switches: tuple[int, ...] = ()
    scheme: tuple[Union, ...] = ()


def clause_tree(among: Sequence[Party]) -> ClauseTree:
    """Return the tree of these parts. What has one member is no union of its own.

    >>> from counterscore import Regime, Society
    >>> from counterscore.regime.clauses import clauses
    >>> from counterscore.study.parties import parties
    >>> score, china = Regime.load("citizen-score").file, Society.load("china-2018").file
    >>> [union.id for union in clause_tree(parties(clauses(score, china), "clause")).unions][:3]
    ['union.watching', 'union.rating', 'union.score']
    """
    branches: list[Tree] = []
    found: list[Union] = []
    for family in _FAMILIES:
        kinds = {group: branch for group in family.kinds if (branch := _of_kinds(among, group)) != ()}
        members = leaves(tuple(kinds.values()))
        if members:
            branches.append(_joined(list(kinds.values())))
        if len(members) > 1:
            found.append(Union(f"union.{family.id}", family.title, 0, members))
        if len(kinds) > 1:
            found += [_of_one_kind(group[0], leaves(branch)) for group, branch in kinds.items() if _several(branch)]
    switches = tuple(place for place, party in enumerate(among) if party.kind in SWITCHES)
    return ClauseTree(tuple(branches), tuple(found), switches, tuple(_scheme(among)))


def flat(among: Sequence[Party]) -> ClauseTree:
    """Return a tree without unions or switches, whose Owen values are Shapley values."""
    return ClauseTree(tuple(range(len(among))))


def _scheme(among: Sequence[Party]) -> Iterator[Union]:
    """What could be switched off as a whole: that everybody has to take part, and all surveillance at once."""
    for kind in (*SWITCHES, SURVEILLANCE):
        members = tuple(place for place, party in enumerate(among) if party.kind == kind)
        if members:
            yield Union(f"scheme.{TOGETHER[kind][0]}", TOGETHER[kind][1], 0, members)


def _of_kinds(among: Sequence[Party], kinds: Sequence[Kind]) -> Tree:
    """The parts of these kinds; those about the same data source or the same list form a union of their own."""
    about: dict[str, list[Tree]] = {}
    for place, party in enumerate(among):
        if party.kind in kinds:
            about.setdefault(party.id.partition(".")[2] or party.id, []).append(place)
    return _joined([_joined(places) for places in about.values()])


def _joined(branches: list[Tree]) -> Tree:
    return branches[0] if len(branches) == 1 else tuple(branches)


def _several(branch: Tree) -> bool:
    return len(leaves(branch)) > 1


def _of_one_kind(kind: Kind, members: tuple[int, ...]) -> Union:
    id, title = TOGETHER[kind]
    return Union(f"union.{id}", title, 1, members)
