"""Colours and type of the pictures: one accent, greys for the rest, as the page's style sheet sets them."""

from __future__ import annotations

from typing import Any

INK, SOFT, FAINT = "var(--ink)", "var(--soft)", "var(--faint)"
ACCENT, COOL = "var(--accent)", "var(--cool)"
SANS = "system-ui, -apple-system, 'Segoe UI', Roboto, 'Helvetica Neue', Arial, sans-serif"
SIZE, SMALL = 13, 12

# Vega-Lite's configuration: quiet axes, no boxes, text in the reader's own sans-serif.
CONFIG: dict[str, Any] = {
    "background": None,
    "font": SANS,
    "padding": {"left": 0, "right": 2, "top": 4, "bottom": 0},
    "view": {"stroke": None},
    "axis": {
        "labelColor": SOFT, "titleColor": SOFT, "labelFontSize": SIZE, "titleFontSize": SIZE,
        "titleFontWeight": "normal",
        "gridColor": FAINT, "domainColor": FAINT, "tickColor": FAINT, "labelPadding": 5, "titlePadding": 8,
    },
    "axisX": {"grid": False},
    "axisY": {"domain": False, "ticks": False},
    "text": {"fontSize": SIZE, "fill": INK, "font": SANS},
    "line": {"strokeWidth": 2, "strokeCap": "round", "strokeJoin": "round"},
    "rule": {"stroke": FAINT},
}  # fmt: skip
