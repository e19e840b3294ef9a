"""The graph: source -> rated act -> score -> standing -> decision, read off a regime."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from counterscore.catalogue.positions import Where
from counterscore.regime.schema import Gate, Operator, Partner, Rating, RegimeFile

Kind = Literal["source", "act", "ties", "score", "standing", "decision", "public"]
SCORE = "score"


@dataclass(frozen=True)
class Node:
    """A station of the data. `context`: of life, where it is declared; `where`: its clause in the regime's file."""

    id: str
    kind: Kind
    title: str
    where: Where
    context: str | None = None


@dataclass(frozen=True)
class Edge:
    """A passage from one station to the next.

    `points`: signed, for one unit of the act; `seen`: the shares of people's records within sight, country and town.
    """

    start: str
    end: str
    said: str
    where: Where
    points: float | None = None
    seen: tuple[float, float] | None = None


@dataclass(frozen=True)
class Flow:
    """All stations by their id, and all passages."""

    nodes: dict[str, Node]
    edges: tuple[Edge, ...]

    def leaving(self, node: str) -> list[Edge]:
        """Return the passages that begin at this station."""
        return [edge for edge in self.edges if edge.start == node]

    def of_kind(self, kind: Kind) -> list[Node]:
        """Return the stations of one kind."""
        return [node for node in self.nodes.values() if node.kind == kind]


def flow(file: RegimeFile) -> Flow:
    """Read the graph off a regime.

    >>> from counterscore.regime.load import Regime
    >>> len(flow(Regime.load("none").file).nodes)
    0
    """
    nodes = {node.id: node for node in _nodes(file)}
    edges = [edge for edge in _edges(file) if edge.start in nodes and edge.end in nodes]
    return Flow(nodes, tuple(edges))


def decision_id(gate: Gate) -> str:
    """Name the station of a gate; a perk of an operator is another station than the state's decision."""
    return f"decision:{gate.operator}/{gate.decision}" if gate.operator else f"decision:{gate.decision}"


def own_scores(file: RegimeFile) -> list[tuple[int, Operator]]:
    """List the operators with a score beside that of the regime, with their places."""
    return [(place, each) for place, each in enumerate(file.operators) if each.kind == "private"]


def own_ratings(file: RegimeFile, operator: Operator) -> list[tuple[Where, Rating]]:
    """List what an operator rates: its own ratings, and the regime's of acts that its partners see and it does not."""
    seen = {act for partner in file.partners if partner.id in operator.partners for act in partner.sees}
    place = file.operators.index(operator)
    own = [(("operators", place, "ratings", n), each) for n, each in enumerate(operator.ratings)]
    taken = {each.activity for _, each in own}
    rest = [(("ratings", n), each) for n, each in enumerate(file.ratings) if each.activity in seen - taken]
    return [*own, *rest]


def _nodes(file: RegimeFile) -> Iterator[Node]:
    rated = {rating.activity: rating for rating in file.ratings}
    for place, partner in enumerate(file.partners):
        for act in partner.sees:
            yield _source(place, partner, act, rated.get(act))
    for _, operator in own_scores(file):
        for where, rating in own_ratings(file, operator):
            yield Node(f"act:{rating.activity}", "act", rating.activity, (*where, "activity"))
    for place, rating in enumerate(file.ratings):
        yield Node(f"act:{rating.activity}", "act", rating.activity, ("ratings", place, "activity"))
    yield from _scores(file)
    yield from _standings(file)
    for place, gate in enumerate(file.gates):
        context = gate.facts.context if gate.facts else None
        title = f"{gate.decision}: a perk" if gate.operator else gate.decision
        yield Node(decision_id(gate), "decision", title, ("gates", place, "decision"), context)


def _source(place: int, partner: Partner, act: str, rating: Rating | None) -> Node:
    own = rating.facts.context if rating and rating.facts else None
    context = own or (partner.facts.context if partner.facts else None)
    where = ("partners", place, "sees", partner.sees.index(act))
    return Node(f"source:{partner.id}/{act}", "source", partner.title, where, context)


def _scores(file: RegimeFile) -> Iterator[Node]:
    for place, operator in own_scores(file):
        yield Node(f"{SCORE}:{operator.id}", "score", operator.title, ("operators", place, "id"))
    if file.score:
        yield Node(SCORE, "score", "the score", ("score",))
    if file.score and file.score.friends:
        yield Node("ties", "ties", "friends' scores", ("score", "friends"))


def _standings(file: RegimeFile) -> Iterator[Node]:
    if file.rank:
        yield Node("rank", "standing", "rank", ("rank",))
        if file.rank.public:
            yield Node("public", "public", "everybody", ("rank", "public"), "reputation")
    for key, records in (("band", file.bands), ("list", file.lists)):
        for place, record in enumerate(records):
            yield Node(f"{key}:{record.id}", "standing", record.title, (f"{key}s", place, "id"))


def _edges(file: RegimeFile) -> Iterator[Edge]:
    for place, partner in enumerate(file.partners):
        seen = partner.coverage.rural.value, partner.coverage.urban.value
        for number, act in enumerate(partner.sees):
            where = ("partners", place, "sees", number)
            yield Edge(f"source:{partner.id}/{act}", f"act:{act}", "sees", where, seen=seen)
    for _, operator in own_scores(file):
        for where, rating in own_ratings(file, operator):
            yield _rated(rating, where, f"{SCORE}:{operator.id}")
    for place, rating in enumerate(file.ratings):
        yield _rated(rating, ("ratings", place), SCORE)
    yield Edge("ties", SCORE, "a share of the gap", ("score", "friends"))
    yield Edge(SCORE, "rank", "everybody against everybody", ("rank",))
    yield Edge("rank", "public", "open to all", ("rank", "public"))
    for place, band in enumerate(file.bands):
        yield Edge(SCORE, f"band:{band.id}", f"at least {band.at_least:g}", ("bands", place, "at_least"))
    for place, listing in enumerate(file.lists):
        said = f"below {listing.below:g}" if listing.below is not None else f"at least {listing.at_least or 0:g}"
        yield Edge(SCORE, f"list:{listing.id}", said, ("lists", place))
    for place, gate in enumerate(file.gates):
        yield from _asked(place, gate, file)


def _rated(rating: Rating, where: Where, score: str) -> Edge:
    cap = f", at most {rating.cap.value:g} a month" if rating.cap else ""
    said = f"{rating.points.value:+g} a unit{cap}"
    return Edge(f"act:{rating.activity}", score, said, (*where, "points"), rating.points.value)


def _asked(place: int, gate: Gate, file: RegimeFile) -> Iterator[Edge]:
    """What a gate asks: a score itself, a place in the rank, a band, or standing on no list."""
    end = decision_id(gate)
    private = {operator.id for _, operator in own_scores(file)}
    score = f"{SCORE}:{gate.operator}" if gate.operator in private else SCORE
    if gate.score:
        yield Edge(score, end, f"at least {gate.score.value:g}", ("gates", place, "score"))
    if gate.percentile:
        said = f"above the lowest {gate.percentile.value:g} %"
        yield Edge("rank" if file.rank else SCORE, end, said, ("gates", place, "percentile"))
    if gate.band:
        yield Edge(f"band:{gate.band}", end, "at least this band", ("gates", place, "band"))
    for name in gate.not_listed or ():
        yield Edge(f"list:{name}", end, "not on this list", ("gates", place, "not_listed"))
