"""The layout of the picture: acts by context on the left, the score in the middle, decisions on the right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from counterscore.flow.graph import SCORE, Edge, Flow, Node

ROW = 19.0
GAP = 14.0
HEAD = 24.0
NARROW = 480
BAR_GAP = 44.0


@dataclass(frozen=True)
class LayoutRow:
    """One line of the picture at height `y`: a node with its words, or the heading of a group, which has no node."""

    y: float
    words: str
    node: Node | None
    note: str = ""


@dataclass(frozen=True)
class Columns:
    """Horizontal positions in pixels: right end of the acts, score, standings, left end of the decisions."""

    acts: float
    score: float
    standings: float
    decisions: float
    width: float


@dataclass(frozen=True)
class Layout:
    """The rows of the three columns, the total height, and top and bottom of the bar of each score, in pixels."""

    columns: Columns
    left: list[LayoutRow]
    middle: list[LayoutRow]
    right: list[LayoutRow]
    height: float
    bars: dict[str, tuple[float, float]]


def layout(graph: Flow, width: float) -> Layout:
    """Return the layout of the graph in a picture of this width, in pixels."""
    left = list(_acts(graph))
    right = _spread(list(_decisions(graph)), _end(left))
    middle = _spread(list(_standings(graph)), _end(left)) if width >= NARROW else []
    height = max(_end(left), _end(right), _end(middle), 120.0) + GAP
    acts, score, standings, decisions = (0.35, 0.46, 0.62, 0.76) if width >= NARROW else (0.47, 0.58, 0.58, 0.69)
    columns = Columns(acts * width, score * width, standings * width, decisions * width, width)
    return Layout(columns, left, middle, right, height, dict(_bars(graph, height)))


def _bars(graph: Flow, height: float) -> Iterator[tuple[str, tuple[float, float]]]:
    """Yield one bar per score, one below the other, with space for a name under each."""
    scores = graph.of_kind("score")
    share = 0.36 if len(scores) == 1 else 0.7
    top, step = height * (1 - share) / 2, height * share / max(len(scores), 1)
    for position, node in enumerate(scores):
        yield node.id, (top + position * step, top + (position + 1) * step - (BAR_GAP if len(scores) > 1 else 0))


def _acts(graph: Flow) -> Iterator[LayoutRow]:
    """Yield the acts that sources see, grouped by context."""
    y = HEAD
    sources = graph.of_kind("source")
    contexts = dict.fromkeys(sorted((node.context or "context not declared" for node in sources), key=str))
    for context in contexts:
        yield LayoutRow(y, context, None)
        y += ROW
        for node in sources:
            if (node.context or "context not declared") == context:
                act = node.id.split("/", 1)[1]
                edge = _rating(graph, act)
                yield LayoutRow(y, act, graph.nodes.get(f"act:{act}", node), _noted(edge))
                y += ROW
        y += GAP
    if "ties" in graph.nodes:
        yield LayoutRow(y, "contacts", None)
        yield LayoutRow(y + ROW, graph.nodes["ties"].title, graph.nodes["ties"], "±")


def _noted(edge: Edge | None) -> str:
    """Return the points of an act, "input" if a model weighs it, or "seen" if it does not count."""
    if edge is None:
        return "seen"
    return "input" if edge.points is None else f"{edge.points:+g}".replace("-", "\N{MINUS SIGN}")


def _rating(graph: Flow, act: str) -> Edge | None:
    edges = [edge for edge in graph.edges if edge.start == f"act:{act}"]
    return next((edge for edge in edges if edge.end == SCORE), edges[0] if edges else None)


def _standings(graph: Flow) -> Iterator[LayoutRow]:
    """Yield the rank, bands and lists that a decision uses or that everybody can see."""
    for node in graph.of_kind("standing"):
        if graph.leaving(node.id):
            yield LayoutRow(0, node.title, node)


def _decisions(graph: Flow) -> Iterator[LayoutRow]:
    for node in [*graph.of_kind("decision"), *graph.of_kind("public")]:
        yield LayoutRow(0, node.title, node, node.context or "context not declared")


def _spread(rows: list[LayoutRow], height: float) -> list[LayoutRow]:
    """Return the rows spread evenly over the height of the left column."""
    space = max(height - HEAD, len(rows) * 2.6 * ROW)
    return [
        LayoutRow(HEAD + space * (k + 0.5) / len(rows), row.words, row.node, row.note) for k, row in enumerate(rows)
    ]


def _end(rows: list[LayoutRow]) -> float:
    return max((row.y + ROW for row in rows), default=HEAD)
