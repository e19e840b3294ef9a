"""The picture of the data flow as an HTML figure, for wide and narrow screens."""

from __future__ import annotations

from collections.abc import Iterator

from counterscore.flow.draw import NARROW, WIDE, svg
from counterscore.flow.graph import flow
from counterscore.flow.paths import paths
from counterscore.regime.schema import RegimeFile

KEY = (
    '<span><i class="swatch-accent"></i>takes points</span>, <span><i class="swatch-cool"></i>gives points</span>; the '
    "number is the points for one unit of the act. An input is unrelated if the regime declares its context irrelevant "
    "to the decision."
)
CAPTION = (
    'As declared in the file of the regime, before any simulation. <span class="tag">assumed</span> Synthetic people.'
)


def figure(file: RegimeFile, name: str = "flow") -> str:
    """Return an HTML figure with the id `name`; empty for a regime that watches nothing."""
    return "\n".join(_parts(file, name)) if file.partners else ""


def _parts(file: RegimeFile, name: str) -> Iterator[str]:
    graph = flow(file)
    found = paths(graph, file.facts.relevance if file.facts else [])
    yield f'<figure id="{name}">\n<h2>Data flow: from recorded acts to decisions</h2>\n<p class="key">{KEY}</p>'
    title = f"Data flow from recorded acts to decisions: {file.regime.title}"
    for kind, width in (("wide", WIDE), ("narrow", NARROW)):
        yield f'<div class="{kind}">{svg(graph, found, title, width, f"{name}-{kind}")}</div>'
    yield f"<figcaption>{CAPTION}</figcaption>\n</figure>"
