"""The data flow of a regime as a graph: source -> rated act -> score -> standing -> decision."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

from counterscore.catalogue.positions import Where
from counterscore.regime.gates.kinds import rules_of
from counterscore.regime.schema import DataSource, Gate, Listing, Operator, Rating, RegimeFile, Score

Kind = Literal["source", "act", "ties", "score", "standing", "decision", "public"]
SCORE = "score"
ATTRIBUTES = "attributes"
SANCTIONS = {
    "blocks": "blocked for people on the list",
    "family_blocks": "blocked for households of people on the list",
    "opens": "open to people on the list",
}


@dataclass(frozen=True)
class Node:
    """A node of the graph.

    `where`: its clause in the file of the regime. `context`: its area of life. `declared`: the key that states the
    context, or would state it.
    """

    id: str
    kind: Kind
    title: str
    where: Where
    context: str | None = None
    declared: Where = ()


@dataclass(frozen=True)
class Edge:
    """An edge from one node to the next.

    `label`: what passes along it. `points`: signed, for one unit of the act. `seen`: shares of monthly records
    that the source sees, rural and urban.
    """

    start: str
    end: str
    label: str
    where: Where
    points: float | None = None
    seen: tuple[float, float] | None = None


@dataclass(frozen=True)
class Flow:
    """All nodes by id, and all edges."""

    nodes: dict[str, Node]
    edges: tuple[Edge, ...]

    @cached_property
    def _leaving(self) -> dict[str, list[Edge]]:
        """The edges by the node that they start at."""
        found: dict[str, list[Edge]] = {node: [] for node in self.nodes}
        for edge in self.edges:
            found[edge.start].append(edge)
        return found

    def leaving(self, node: str) -> list[Edge]:
        """Return the edges that start at this node."""
        return self._leaving[node]

    def of_kind(self, kind: Kind) -> list[Node]:
        """Return the nodes of one kind."""
        return [node for node in self.nodes.values() if node.kind == kind]


def flow(file: RegimeFile) -> Flow:
    """Return the data flow of a regime.

    >>> from counterscore.regime.load import Regime
    >>> len(flow(Regime.load("none").file).nodes)
    0
    """
    nodes = {node.id: node for node in _nodes(file)}
    edges = [edge for edge in _edges(file) if edge.start in nodes and edge.end in nodes]
    return Flow(nodes, tuple(edges))


def decision_id(gate: Gate) -> str:
    """Return the id of the node of a gate; the perk of an operator has another node than the state's decision."""
    return f"decision:{gate.operator}/{gate.decision}" if gate.operator else f"decision:{gate.decision}"


def scales(file: RegimeFile) -> list[tuple[Where, Score]]:
    """Return the scores with their keys: that of the regime, and those of operators with a score of their own."""
    own: list[tuple[Where, Score]] = [
        (("operators", position, "score"), each.score) for position, each in enumerate(file.operators) if each.score
    ]
    return [(("score",), file.score), *own] if file.score else own


def named_by_lists(file: RegimeFile) -> dict[str, list[Where]]:
    """Return the decisions that lists block or open, each with the keys that say so."""
    found: dict[str, list[Where]] = {}
    for position, listing in enumerate(file.lists):
        for key, n, decision in _sanctions(listing):
            found.setdefault(decision, []).append(("lists", position, key, n))
    return found


def sanction_facts(file: RegimeFile, decision: str, positions: Sequence[int]) -> Where:
    """Return where one of these lists declares facts of a decision without a gate, or where the first would.

    `positions`: of the lists in the file.
    """
    declared = {
        position: [each.decision for each in facts.decisions]
        for position in positions
        if (facts := file.lists[position].facts)
    }
    for position, names in declared.items():
        if decision in names:
            return ("lists", position, "facts", "decisions", names.index(decision))
    return ("lists", positions[0], "facts", "decisions", len(declared.get(positions[0], [])))


def own_scores(file: RegimeFile) -> list[tuple[int, Operator]]:
    """Return the operators with a score of their own, with their positions."""
    return [(position, each) for position, each in enumerate(file.operators) if each.kind == "private"]


def own_ratings(file: RegimeFile, operator: Operator) -> list[tuple[Where, Rating]]:
    """Return what an operator rates: its own ratings, and those of the regime for other acts that its sources see."""
    seen = {act for source in file.partners if source.id in operator.partners for act in source.sees}
    position = file.operators.index(operator)
    own = [(("operators", position, "ratings", n), each) for n, each in enumerate(operator.ratings)]
    overridden = {each.activity for _, each in own}
    rest = [(("ratings", n), each) for n, each in enumerate(file.ratings) if each.activity in seen - overridden]
    return [*own, *rest]


def _nodes(file: RegimeFile) -> Iterator[Node]:
    rated = {rating.activity: (position, rating) for position, rating in enumerate(file.ratings)}
    for position, source in enumerate(file.partners):
        for act in source.sees:
            yield _source(position, source, act, rated.get(act))
    yield from _attributes(file)
    for _, operator in own_scores(file):
        for where, rating in own_ratings(file, operator):
            yield Node(f"act:{rating.activity}", "act", rating.activity, (*where, "activity"))
    for position, rating in enumerate(file.ratings):
        yield Node(f"act:{rating.activity}", "act", rating.activity, ("ratings", position, "activity"))
    yield from _scores(file)
    yield from _standings(file)
    yield from _decisions(file)


def _decisions(file: RegimeFile) -> Iterator[Node]:
    """Yield decisions with a gate, then those that only lists block or open."""
    for position, gate in enumerate(file.gates):
        context = gate.facts.context if gate.facts else None
        title = f"{gate.decision}: a perk" if gate.operator else gate.decision
        declared = ("gates", position, "facts", "context")
        yield Node(decision_id(gate), "decision", title, ("gates", position, "decision"), context, declared)
    gated = {gate.decision for gate in file.gates if not gate.operator}
    for decision, found in named_by_lists(file).items():
        if decision not in gated:
            declared = sanction_facts(file, decision, [int(where[1]) for where in found])
            facts = [each for listing in file.lists if listing.facts for each in listing.facts.decisions]
            context = next((each.context for each in facts if each.decision == decision), None)
            yield Node(f"decision:{decision}", "decision", decision, found[0], context, (*declared, "context"))


def _attributes(file: RegimeFile) -> Iterator[Node]:
    """Yield what a model uses besides rated acts: personal attributes, and acts recorded without points."""
    model = file.score.model if file.score else None
    if not model:
        return
    declared = [each.attribute for each in model.facts]
    for position, name in enumerate(model.attributes):
        where = ("score", "model", "attributes", position)
        n = declared.index(name) if name in declared else len(declared)
        context = model.facts[n].context if name in declared else None
        key = ("score", "model", "facts", n, "context")
        yield Node(f"source:{ATTRIBUTES}/{name}", "source", "personal attributes", where, context, key)
        yield Node(f"act:{name}", "act", name, where)
    for position, name in enumerate(model.records):
        yield Node(f"act:{name}", "act", name, ("score", "model", "records", position))


def _source(position: int, source: DataSource, act: str, rated: tuple[int, Rating] | None) -> Node:
    """Return the node of an act at its source; the context is that of the act, else that of the source."""
    own = rated[1].facts.context if rated and rated[1].facts else None
    context = own or (source.facts.context if source.facts else None)
    where = ("partners", position, "sees", source.sees.index(act))
    clause = ("ratings", rated[0]) if rated else ("partners", position)
    return Node(f"source:{source.id}/{act}", "source", source.title, where, context, (*clause, "facts", "context"))


def _scores(file: RegimeFile) -> Iterator[Node]:
    for position, operator in own_scores(file):
        yield Node(f"{SCORE}:{operator.id}", "score", operator.title, ("operators", position, "id"))
    if file.score:
        yield Node(SCORE, "score", "score", ("score",))
    tied = [where for where, score in scales(file) if score.friends]
    if tied:
        yield Node("ties", "ties", "friends' scores", (*tied[0], "friends"), "social-ties")


def _standings(file: RegimeFile) -> Iterator[Node]:
    if file.rank:
        yield Node("rank", "standing", "rank", ("rank",))
        if file.rank.public:
            yield Node("public", "public", "everybody", ("rank", "public"), "reputation")
    for key, records in (("band", file.bands), ("list", file.lists)):
        for position, record in enumerate(records):
            yield Node(f"{key}:{record.id}", "standing", record.title, (f"{key}s", position, "id"))


def _edges(file: RegimeFile) -> Iterator[Edge]:
    for position, source in enumerate(file.partners):
        seen = source.coverage.rural.value, source.coverage.urban.value
        for number, act in enumerate(source.sees):
            where = ("partners", position, "sees", number)
            yield Edge(f"source:{source.id}/{act}", f"act:{act}", "sees", where, seen=seen)
    for _, operator in own_scores(file):
        for where, rating in own_ratings(file, operator):
            yield _rated(rating, where, f"{SCORE}:{operator.id}")
    for position, rating in enumerate(file.ratings):
        yield _rated(rating, ("ratings", position), SCORE)
    yield from _inputs(file)
    for where, score in scales(file):
        if score.friends:
            end = SCORE if where[0] == "score" else f"{SCORE}:{file.operators[int(where[1])].id}"
            yield Edge("ties", end, "a share of the gap to friends' scores", (*where, "friends"))
    for position, gate in enumerate(file.gates):
        yield from _conditions(position, gate, file)
    yield Edge(SCORE, "rank", "ranked against everybody", ("rank",))
    yield Edge("rank", "public", "public to everybody", ("rank", "public"))
    for position, band in enumerate(file.bands):
        yield Edge(SCORE, f"band:{band.id}", f"at least {band.at_least:g}", ("bands", position, "at_least"))
    for position, listing in enumerate(file.lists):
        label = f"below {listing.below:g}" if listing.below is not None else f"at least {listing.at_least or 0:g}"
        yield Edge(SCORE, f"list:{listing.id}", label, ("lists", position))
    for position, listing in enumerate(file.lists):
        for key, n, decision in _sanctions(listing):
            yield Edge(f"list:{listing.id}", f"decision:{decision}", SANCTIONS[key], ("lists", position, key, n))


def _inputs(file: RegimeFile) -> Iterator[Edge]:
    """Yield the inputs of a model other than rated acts, whose edges exist already."""
    model = file.score.model if file.score else None
    rated = {rating.activity for rating in file.ratings}
    for position, name in enumerate(model.attributes if model else []):
        where = ("score", "model", "attributes", position)
        yield Edge(f"source:{ATTRIBUTES}/{name}", f"act:{name}", "known", where)
        yield Edge(f"act:{name}", SCORE, "an input of the model", where)
    for position, name in enumerate(model.records if model else []):
        if name not in rated:
            yield Edge(f"act:{name}", SCORE, "an input of the model", ("score", "model", "records", position))


def _sanctions(listing: Listing) -> Iterator[tuple[str, int, str]]:
    """Yield what a list does to decisions: the key, the position in it, and the decision."""
    for key in SANCTIONS:
        for n, decision in enumerate(getattr(listing, key)):
            yield key, n, decision


def _rated(rating: Rating, where: Where, score: str) -> Edge:
    cap = f", at most {rating.cap.value:g} per month" if rating.cap else ""
    label = f"{rating.points.value:+g} per unit{cap}"
    return Edge(f"act:{rating.activity}", score, label, (*where, "points"), rating.points.value)


def _conditions(position: int, gate: Gate, file: RegimeFile) -> Iterator[Edge]:
    """Yield what a gate requires: a score, a rank, a band, or being on no list."""
    end = decision_id(gate)
    private = {operator.id for _, operator in own_scores(file)}
    score = f"{SCORE}:{gate.operator}" if gate.operator in private else SCORE
    named = {"score": score, "rank": "rank"}
    for rule in rules_of(gate):
        for read in rule.readings(file):
            yield Edge(named.get(read.kind, f"{read.kind}:{read.name}"), end, read.said, ("gates", position, read.key))
