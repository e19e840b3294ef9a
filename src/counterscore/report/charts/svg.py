"""From a chart to SVG within a page: no script, no request, colours from the style sheet."""

from __future__ import annotations

import re
from html import escape

from counterscore.report.charts.grammar import Spec
from counterscore.report.charts.palette import CONFIG

WIDE, NARROW = 660, 330
WIDTHS = {"wide": WIDE, "narrow": NARROW}
_ARIA = re.compile(r' (?:role|aria-[a-z]+)="[^"]*"')
_OPENING = re.compile(r"<svg [^>]*?(viewBox=\"[^\"]*\")[^>]*>")
_NAMED = re.compile(r'(id="|url\(#|href="#)(?=[a-z])')


def svg(chart: Spec, name: str, title: str, description: str) -> str:
    """Return the chart as an SVG element whose own ids all start with `name`."""
    import vl_convert

    drawn = vl_convert.vegalite_to_svg(chart, config=CONFIG)
    drawn = _NAMED.sub(rf"\g<1>{name}-", _ARIA.sub("", drawn))
    words = f'<title id="{name}-title">{escape(title)}</title><desc id="{name}-desc">{escape(description)}</desc>'
    opening = rf'<svg xmlns="http://www.w3.org/2000/svg" \1 role="img" aria-labelledby="{name}-title {name}-desc">'
    return _OPENING.sub(lambda match: match.expand(opening) + words, drawn, count=1)
