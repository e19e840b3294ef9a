"""The data flow as an SVG picture without scripts or requests."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape
from math import log1p
from string import Template

from counterscore.flow.graph import SCORE, Edge, Flow
from counterscore.flow.layout import Layout, LayoutRow, layout
from counterscore.flow.paths import Path

WIDE, NARROW = 660, 330
MARGIN = 16
NOTHING = "No recorded act affects a decision."
STYLE = """
.flow text { fill: $ink; font: 11.5px system-ui, "Segoe UI", Roboto, "Helvetica Neue", Arial, sans-serif; }
.flow .head { fill: $soft; font-size: 10.5px; letter-spacing: .04em; }
.flow text { paint-order: stroke; stroke: $paper; stroke-width: 3px; stroke-linejoin: round; }
.flow .note { fill: $soft; font-variant-numeric: tabular-nums; }
.flow path { fill: none; stroke: $soft; stroke-opacity: .55; }
.flow .minus { stroke: $accent; } .flow .plus { stroke: $cool; }
.flow .unrelated { fill: $accent; } .flow rect { fill: $ink; } .flow .back { fill: $paper; }
"""
LIGHT = {"ink": "#1d1d1b", "soft": "#5f5d58", "accent": "#ad3518", "cool": "#8598a8", "paper": "#fdfcfa"}
DARK = {"ink": "#eceae5", "soft": "#a9a69e", "accent": "#ff8a66", "cool": "#6f8496", "paper": "#161614"}
PAGE = {name: f"var(--{name})" for name in LIGHT}


def svg(
    graph: Flow, found: Sequence[Path], title: str, width: int = WIDE, name: str = "flow", alone: bool = False
) -> str:
    """Return the graph as SVG.

    `found`: its paths, to count unrelated inputs beside each decision. `width`: in pixels. `name`: prefix of the ids.
    `alone`: the picture is a file of its own, with a background and with colours for light and dark mode.
    """
    drawn = layout(graph, width)
    margin = MARGIN if alone else 0
    view = f"{-margin} {-margin} {width + 2 * margin} {drawn.height + 22 + 2 * margin:g}"
    x, y, wide, high = view.split()
    back = f'<rect class="back" x="{x}" y="{y}" width="{wide}" height="{high}"/>' if alone else ""
    under = f"{title}. Synthetic people only." if alone else "Synthetic people"
    foot = f'<text class="note" x="0" y="{drawn.height + 14:g}">{escape(under)}</text>'
    parts = [*_curves(graph, drawn), *_left(drawn), *_middle(drawn), *_right(drawn, found), *_score(drawn), foot]
    words = f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(described(found))}</desc>'
    opening = (
        f'<svg xmlns="http://www.w3.org/2000/svg" class="flow" viewBox="{view}" '
        f'role="img" aria-labelledby="{name}-title {name}-desc">'
    )
    return f"{opening}{words}<style>{_style(alone)}</style>{back}{''.join(parts)}</svg>"


def _style(alone: bool) -> str:
    """Return the style sheet, with the colours of the page or, for a file of its own, those of both modes."""
    style = Template(STYLE)
    if not alone:
        return style.substitute(PAGE)
    return f"{style.substitute(LIGHT)}@media (prefers-color-scheme: dark) {{{style.substitute(DARK)}}}"


def inputs_by_decision(found: Sequence[Path]) -> dict[str, tuple[int, int]]:
    """Return for each decision the number of its inputs, and of those from an unrelated context."""
    counted: dict[str, tuple[int, int]] = {}
    for decision in dict.fromkeys(path.decision.title for path in found):
        paths = [path for path in found if path.decision.title == decision]
        inputs, unrelated = ({path.source.id for path in part} for part in (paths, _unrelated(paths)))
        counted[decision] = len(inputs), len(unrelated)
    return counted


def described(found: Sequence[Path]) -> str:
    """Return the picture in words, for people who cannot see it."""
    parts = [
        f"{name}: {inputs} input{'s' if inputs != 1 else ''}, {unrelated} of them unrelated"
        for name, (inputs, unrelated) in inputs_by_decision(found).items()
    ]
    return f"Inputs by decision. {'; '.join(parts)}." if parts else NOTHING


def _unrelated(found: Sequence[Path]) -> list[Path]:
    return [path for path in found if path.bearing == "none"]


def _curves(graph: Flow, drawn: Layout) -> Iterator[str]:
    columns = drawn.columns
    for row in drawn.left:
        for edge in graph.leaving(row.node.id) if row.node else ():
            if edge.end in drawn.bars:
                y = _on_bar(drawn, edge.end, row.y)
                yield _curve(columns.acts, row.y, columns.score, y, _kind(edge), _thickness(edge))
    heights = {row.node.id: row.y for row in drawn.middle if row.node}
    for row in drawn.right:
        for edge in graph.edges:
            if row.node and edge.end == row.node.id:
                yield _to_decision(drawn, edge, row, heights)
    for node, y in heights.items():
        if any(edge.start == SCORE and edge.end == node for edge in graph.edges):
            yield _curve(columns.score + 8, _on_bar(drawn, SCORE, y), columns.standings, y, "asks", 1.2)


def _to_decision(drawn: Layout, edge: Edge, row: LayoutRow, heights: dict[str, float]) -> str:
    columns = drawn.columns
    if edge.start in heights:
        return _curve(columns.standings, heights[edge.start], columns.decisions - 6, row.y, "asks", 1.2)
    score = edge.start if edge.start in drawn.bars else SCORE
    return _curve(columns.score + 8, _on_bar(drawn, score, row.y), columns.decisions - 6, row.y, "asks", 1.2)


def _curve(x1: float, y1: float, x2: float, y2: float, kind: str, width: float) -> str:
    half = (x1 + x2) / 2
    line = f"M{x1:.1f} {y1 - 4:.1f}C{half:.1f} {y1 - 4:.1f} {half:.1f} {y2 - 4:.1f} {x2:.1f} {y2 - 4:.1f}"
    return f'<path class="{kind}" d="{line}" stroke-width="{width:.2f}"/>'


def _kind(edge: Edge) -> str:
    return "asks" if edge.points is None else "minus" if edge.points < 0 else "plus"


def _thickness(edge: Edge) -> float:
    return 1.0 if edge.points is None else 0.8 + 1.1 * log1p(abs(edge.points))


def _on_bar(drawn: Layout, score: str, y: float) -> float:
    """Return the height at which a curve from or to height `y` meets a score's bar, so that curves keep their order."""
    top, bottom = drawn.bars[score]
    return top + (bottom - top) * y / drawn.height


def _score(drawn: Layout) -> Iterator[str]:
    x = drawn.columns.score
    for score, (top, bottom) in drawn.bars.items():
        yield f'<rect x="{x:.1f}" y="{top - 4:.1f}" width="8" height="{bottom - top:.1f}"/>'
        words = escape(score.split(":")[-1])
        yield f'<text class="note" text-anchor="middle" x="{x + 4:.1f}" y="{bottom + 12:.1f}">{words}</text>'


def _left(drawn: Layout) -> Iterator[str]:
    for row in drawn.left:
        if row.node is None:
            yield f'<text class="head" x="0" y="{row.y:.1f}">{escape(row.words)}</text>'
        else:
            yield f'<text x="8" y="{row.y:.1f}">{escape(row.words)}</text>'
            yield _note(drawn.columns.acts - 6, row.y, row.note)


def _note(x: float, y: float, words: str) -> str:
    return f'<text class="note" text-anchor="end" x="{x:.1f}" y="{y:.1f}">{escape(words)}</text>'


def _middle(drawn: Layout) -> Iterator[str]:
    x = drawn.columns.standings
    for row in drawn.middle:
        yield f'<text text-anchor="middle" x="{x:.1f}" y="{row.y - 9:.1f}">{escape(row.words)}</text>'


def _right(drawn: Layout, found: Sequence[Path]) -> Iterator[str]:
    x = drawn.columns.decisions
    for row in drawn.right:
        unrelated = {path.source.id for path in _unrelated(found) if row.node and path.decision.id == row.node.id}
        yield f'<text x="{x:.1f}" y="{row.y:.1f}">{escape(row.words)}</text>'
        yield f'<text class="note" x="{x:.1f}" y="{row.y + 14:.1f}">{escape(row.note)}</text>'
        if unrelated:
            words = f"{len(unrelated)} unrelated input{'s' if len(unrelated) > 1 else ''}"
            yield f'<text class="unrelated" x="{x:.1f}" y="{row.y + 28:.1f}">{words}</text>'
