"""The graph: source -> rated act -> score -> standing -> decision, read off a regime."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from counterscore.catalogue.positions import Where
from counterscore.regime.gates.kinds import rules_of
from counterscore.regime.schema import Gate, Listing, Operator, Partner, Rating, RegimeFile, Score

Kind = Literal["source", "act", "ties", "score", "standing", "decision", "public"]
SCORE = "score"
ATTRIBUTES = "attributes"
SANCTIONS = {
    "blocks": "blocked for who stands on it",
    "family_blocks": "blocked for the household of who stands on it",
    "opens": "opened to who stands on it",
}


@dataclass(frozen=True)
class Node:
    """A station of the data. `where`: its clause in the regime's file.

    `context`: of life; `declared`: the key that states it, or could.
    """

    id: str
    kind: Kind
    title: str
    where: Where
    context: str | None = None
    declared: Where = ()


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


def scales(file: RegimeFile) -> list[tuple[Where, Score]]:
    """List the scores with their places: that of the regime, and those of operators that have one of their own."""
    own: list[tuple[Where, Score]] = [
        (("operators", place, "score"), each.score) for place, each in enumerate(file.operators) if each.score
    ]
    return [(("score",), file.score), *own] if file.score else own


def named_by_lists(file: RegimeFile) -> dict[str, list[Where]]:
    """Return the decisions that lists block or open, each with the places where they say so."""
    found: dict[str, list[Where]] = {}
    for place, listing in enumerate(file.lists):
        for key, n, decision in _sanctions(listing):
            found.setdefault(decision, []).append(("lists", place, key, n))
    return found


def sanction_facts(file: RegimeFile, decision: str, places: Sequence[int]) -> Where:
    """Where one of the lists at `places` declares facts of a decision without a gate, or where the first could."""
    told = {
        place: [each.decision for each in facts.decisions] for place in places if (facts := file.lists[place].facts)
    }
    for place, names in told.items():
        if decision in names:
            return ("lists", place, "facts", "decisions", names.index(decision))
    return ("lists", places[0], "facts", "decisions", len(told.get(places[0], [])))


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
    rated = {rating.activity: (place, rating) for place, rating in enumerate(file.ratings)}
    for place, partner in enumerate(file.partners):
        for act in partner.sees:
            yield _source(place, partner, act, rated.get(act))
    yield from _attributes(file)
    for _, operator in own_scores(file):
        for where, rating in own_ratings(file, operator):
            yield Node(f"act:{rating.activity}", "act", rating.activity, (*where, "activity"))
    for place, rating in enumerate(file.ratings):
        yield Node(f"act:{rating.activity}", "act", rating.activity, ("ratings", place, "activity"))
    yield from _scores(file)
    yield from _standings(file)
    yield from _decisions(file)


def _decisions(file: RegimeFile) -> Iterator[Node]:
    """Decisions with a gate, and those that lists alone block or open."""
    for place, gate in enumerate(file.gates):
        context = gate.facts.context if gate.facts else None
        title = f"{gate.decision}: a perk" if gate.operator else gate.decision
        declared = ("gates", place, "facts", "context")
        yield Node(decision_id(gate), "decision", title, ("gates", place, "decision"), context, declared)
    gated = {gate.decision for gate in file.gates if not gate.operator}
    for decision, found in named_by_lists(file).items():
        if decision not in gated:
            declared = sanction_facts(file, decision, [int(where[1]) for where in found])
            told = [each for listing in file.lists if listing.facts for each in listing.facts.decisions]
            context = next((each.context for each in told if each.decision == decision), None)
            yield Node(f"decision:{decision}", "decision", decision, found[0], context, (*declared, "context"))


def _attributes(file: RegimeFile) -> Iterator[Node]:
    """What a model takes in beside records: attributes, and acts that are recorded without points."""
    model = file.score.model if file.score else None
    if not model:
        return
    told = [each.attribute for each in model.facts]
    for place, name in enumerate(model.attributes):
        where = ("score", "model", "attributes", place)
        n = told.index(name) if name in told else len(told)
        context = model.facts[n].context if name in told else None
        declared = ("score", "model", "facts", n, "context")
        yield Node(f"source:{ATTRIBUTES}/{name}", "source", "what is known of a person", where, context, declared)
        yield Node(f"act:{name}", "act", name, where)
    for place, name in enumerate(model.records):
        yield Node(f"act:{name}", "act", name, ("score", "model", "records", place))


def _source(place: int, partner: Partner, act: str, rated: tuple[int, Rating] | None) -> Node:
    """An act states its own context, or else its source does."""
    own = rated[1].facts.context if rated and rated[1].facts else None
    context = own or (partner.facts.context if partner.facts else None)
    where = ("partners", place, "sees", partner.sees.index(act))
    clause = ("ratings", rated[0]) if rated else ("partners", place)
    return Node(f"source:{partner.id}/{act}", "source", partner.title, where, context, (*clause, "facts", "context"))


def _scores(file: RegimeFile) -> Iterator[Node]:
    for place, operator in own_scores(file):
        yield Node(f"{SCORE}:{operator.id}", "score", operator.title, ("operators", place, "id"))
    if file.score:
        yield Node(SCORE, "score", "the score", ("score",))
    tied = [where for where, score in scales(file) if score.friends]
    if tied:
        yield Node("ties", "ties", "friends' scores", (*tied[0], "friends"), "social-ties")


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
    yield from _inputs(file)
    for where, score in scales(file):
        if score.friends:
            end = SCORE if where[0] == "score" else f"{SCORE}:{file.operators[int(where[1])].id}"
            yield Edge("ties", end, "a share of the gap", (*where, "friends"))
    for place, gate in enumerate(file.gates):
        yield from _asked(place, gate, file)
    yield Edge(SCORE, "rank", "everybody against everybody", ("rank",))
    yield Edge("rank", "public", "open to all", ("rank", "public"))
    for place, band in enumerate(file.bands):
        yield Edge(SCORE, f"band:{band.id}", f"at least {band.at_least:g}", ("bands", place, "at_least"))
    for place, listing in enumerate(file.lists):
        said = f"below {listing.below:g}" if listing.below is not None else f"at least {listing.at_least or 0:g}"
        yield Edge(SCORE, f"list:{listing.id}", said, ("lists", place))
    for place, listing in enumerate(file.lists):
        for key, n, decision in _sanctions(listing):
            yield Edge(f"list:{listing.id}", f"decision:{decision}", SANCTIONS[key], ("lists", place, key, n))


def _inputs(file: RegimeFile) -> Iterator[Edge]:
    """What a model takes in, but for acts whose points make the score until it is fitted."""
    model = file.score.model if file.score else None
    rated = {rating.activity for rating in file.ratings}
    for place, name in enumerate(model.attributes if model else []):
        where = ("score", "model", "attributes", place)
        yield Edge(f"source:{ATTRIBUTES}/{name}", f"act:{name}", "known", where)
        yield Edge(f"act:{name}", SCORE, "an input of the model", where)
    for place, name in enumerate(model.records if model else []):
        if name not in rated:
            yield Edge(f"act:{name}", SCORE, "an input of the model", ("score", "model", "records", place))


def _sanctions(listing: Listing) -> Iterator[tuple[str, int, str]]:
    """Give what a list does to decisions: the key, the place in it, the decision."""
    for key in SANCTIONS:
        for n, decision in enumerate(getattr(listing, key)):
            yield key, n, decision


def _rated(rating: Rating, where: Where, score: str) -> Edge:
    cap = f", at most {rating.cap.value:g} a month" if rating.cap else ""
    said = f"{rating.points.value:+g} a unit{cap}"
    return Edge(f"act:{rating.activity}", score, said, (*where, "points"), rating.points.value)


def _asked(place: int, gate: Gate, file: RegimeFile) -> Iterator[Edge]:
    """What a gate looks at: a score itself, a place in the rank, a band, or lists."""
    end = decision_id(gate)
    private = {operator.id for _, operator in own_scores(file)}
    score = f"{SCORE}:{gate.operator}" if gate.operator in private else SCORE
    named = {"score": score, "rank": "rank"}
    for rule in rules_of(gate):
        for read in rule.readings(file):
            yield Edge(named.get(read.kind, f"{read.kind}:{read.name}"), end, read.said, ("gates", place, read.key))
