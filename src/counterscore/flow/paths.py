"""Paths from a data source to a decision, and how relevant the context of one is to the other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from counterscore.flow.graph import Edge, Flow, Node
from counterscore.regime.facts.scheme import DeclaredRelevance

Bearing = Literal["same", "accepted", "disputed", "none"]


@dataclass(frozen=True)
class Path:
    """A path from a data source to a decision.

    `bearing`: relevance of the context of the source to that of the decision; None if not declared.
    """

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    bearing: Bearing | None

    @property
    def source(self) -> Node:
        """Return the node where the data come from."""
        return self.nodes[0]

    @property
    def decision(self) -> Node:
        """Return the decision that the data affect."""
        return self.nodes[-1]

    @property
    def points(self) -> float | None:
        """Return the signed points for one unit of the act; None if no rating is on the path."""
        return next((edge.points for edge in self.edges if edge.points is not None), None)

    @property
    def seen(self) -> tuple[float, float] | None:
        """Return the shares of monthly records that the source sees, rural and urban."""
        return next((edge.seen for edge in self.edges if edge.seen is not None), None)

    def text(self) -> str:
        """Return the path in words: its nodes, with the labels of the edges in brackets."""
        shares = dict.fromkeys(f"{100 * share:.0f}" for share in sorted(self.seen or ()))
        seen = f", sees {' to '.join(shares)} % of records" if shares else ""
        words = [f"{self.source.title} ({self.source.context or 'context not declared'}{seen})"]
        for node, edge in zip(self.nodes[1:], self.edges, strict=True):
            words.append(f"[{edge.label}] {node.title}" if edge.label not in ("sees", "known") else node.title)
        return " -> ".join(words) + f" ({self.decision.context or 'context not declared'})"


def paths(graph: Flow, relevance: Sequence[DeclaredRelevance]) -> list[Path]:
    """Return every path from a source to a decision, with the declared relevance of its two contexts."""
    return [
        Path(nodes, edges, bearing(nodes[0].context, nodes[-1].context, relevance))
        for source in (*graph.of_kind("source"), *graph.of_kind("ties"))
        for nodes, edges in _from(graph, (source,), ())
    ]


def bearing(start: str | None, end: str | None, relevance: Sequence[DeclaredRelevance]) -> Bearing | None:
    """Return how relevant data from one context are to a decision in another; None if not declared.

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
    """Return the declared relevance of data from one context to decisions in another, with its reason."""
    return next((each for each in relevance if start in each.of and end in each.to), None)


def _from(
    graph: Flow, nodes: tuple[Node, ...], edges: tuple[Edge, ...]
) -> Iterator[tuple[tuple[Node, ...], tuple[Edge, ...]]]:
    if nodes[-1].kind == "decision":
        yield nodes, edges
        return
    visited = {node.id for node in nodes}
    for edge in graph.leaving(nodes[-1].id):
        if edge.end not in visited:
            yield from _from(graph, (*nodes, graph.nodes[edge.end]), (*edges, edge))
