"""A picture as a figure in HTML: its charts drawn as SVG, for wide and for narrow screens."""

from __future__ import annotations

from counterscore.report.charts import svg
from counterscore.report.page.markup import legend, plain, tag
from counterscore.report.page.model import Picture


def picture(each: Picture) -> str:
    """Return a picture as HTML."""
    charts = "\n".join(
        f'<div class="{kind}">{svg.svg(chart, f"{each.name}-{kind}-{place}", each.finding, each.described)}</div>'
        for kind, width in svg.WIDTHS.items()
        for place, chart in enumerate(each.charts(width))
    )
    return captioned(each, charts)


def captioned(each: Picture, charts: str) -> str:
    """Return charts that are HTML as a figure under its finding, with legend and caption."""
    key = "".join(map(legend, each.legend))
    caption = " ".join(filter(None, (plain(each.caption), tag(each.tag) if each.tag else "", "Synthetic people.")))
    return (
        f'<figure id="{each.name}">\n<h2>{plain(each.finding)}</h2>\n<p class="key">{key}</p>\n'
        f"{charts}\n<figcaption>{caption}</figcaption>\n</figure>"
    )
