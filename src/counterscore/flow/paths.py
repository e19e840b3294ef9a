"""Paths from a context of life to a decision, and whether the one bears on the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from counterscore.flow.graph import Edge, Flow, Node
from counterscore.regime.facts.scheme import DeclaredRelevance

Bearing = Literal["same", "accepted", "disputed", "none"]


@dataclass(frozen=True)
class Path:
    """A way from a source to a decision. `bearing`: how far the one context bears on the other; None: not declared."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    bearing: Bearing | None

    @property
    def source(self) -> Node:
        """Where the data come from."""
        return self.nodes[0]

    @property
    def decision(self) -> Node:
        """Where they decide."""
        return self.nodes[-1]

    @property
    def points(self) -> float | None:
        """The signed points that pass along it, for one unit of the act."""
        return next((edge.points for edge in self.edges if edge.points is not None), None)

    @property
    def seen(self) -> tuple[float, float] | None:
        """The shares of people's records that enter it, in the country and in town."""
        return next((edge.seen for edge in self.edges if edge.seen is not None), None)

    def told(self) -> str:
        """Write it as people do."""
        shares = dict.fromkeys(f"{100 * share:.0f}" for share in sorted(self.seen or ()))
        seen = f", {' to '.join(shares)} % within sight" if shares else ""
        words = [f"{self.source.title} ({self.source.context or 'context not declared'}{seen})"]
        for node, edge in zip(self.nodes[1:], self.edges, strict=True):
            words.append(f"[{edge.said}] {node.title}" if edge.said not in ("sees", "known") else node.title)
        return " -> ".join(words) + f" ({self.decision.context or 'context not declared'})"


def paths(graph: Flow, relevance: Sequence[DeclaredRelevance]) -> list[Path]:
    """Find every path from a source to a decision, with the bearing that is declared for its two contexts."""
    return [
        Path(nodes, edges, bearing(nodes[0].context, nodes[-1].context, relevance))
        for source in (*graph.of_kind("source"), *graph.of_kind("ties"))
        for nodes, edges in _from(graph, (source,), ())
    ]


def bearing(start: str | None, end: str | None, relevance: Sequence[DeclaredRelevance]) -> Bearing | None:
    """Tell how far data from one context bear on a decision in another.

    >>> bearing("credit", "credit", [])
    'same'
    >>> bearing("religion", "credit", []) is None
    True
    """
    if start is None or end is None:
        return None
    if start == end:
        return "same"
    declared = declared_bearing(start, end, relevance)
    return declared.relevance if declared else None


def declared_bearing(
    start: str | None, end: str | None, relevance: Sequence[DeclaredRelevance]
) -> DeclaredRelevance | None:
    """Return what is declared of data from one context for decisions in another."""
    return next((each for each in relevance if start in each.of and end in each.to), None)


def _from(
    graph: Flow, nodes: tuple[Node, ...], edges: tuple[Edge, ...]
) -> Iterator[tuple[tuple[Node, ...], tuple[Edge, ...]]]:
    if nodes[-1].kind == "decision":
        yield nodes, edges
        return
    for edge in graph.leaving(nodes[-1].id):
        further = graph.nodes[edge.end]
        if further not in nodes:
            yield from _from(graph, (*nodes, further), (*edges, edge))
