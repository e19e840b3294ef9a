"""Pictures as files: SVG and PNG, in the light colours of the page."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from counterscore.report.charts.palette import CONFIG
from counterscore.report.charts.svg import WIDE
from counterscore.report.page.model import Picture

# The page's own colours by daylight: a picture on its own has no style sheet.
_COLOURS = {
    "var(--ink)": "#1d1d1b", "var(--soft)": "#5f5d58", "var(--faint)": "#dedbd4", "var(--accent)": "#ad3518",
    "var(--cool)": "#8598a8",
}  # fmt: skip


def write(pictures: Sequence[Picture], folder: Path) -> list[Path]:
    """Write every chart of the pictures into a folder, as NAME.svg and NAME.png, and return the paths."""
    import vl_convert

    folder.mkdir(exist_ok=True)
    written: list[Path] = []
    for picture in pictures:
        for place, chart in enumerate(picture.charts(WIDE)):
            spec, config = (
                _coloured(_titled(chart, picture)),
                _coloured({**CONFIG, "background": "#fdfcfa", "padding": 12}),
            )
            path = folder / (picture.name if not place else f"{picture.name}-{place + 1}")
            path.with_suffix(".svg").write_text(vl_convert.vegalite_to_svg(spec, config=config), encoding="utf-8")
            path.with_suffix(".png").write_bytes(vl_convert.vegalite_to_png(spec, config=config, scale=2))
            written += [path.with_suffix(".svg"), path.with_suffix(".png")]
    return written


def _titled(chart: dict[str, Any], picture: Picture) -> dict[str, Any]:
    """Add a title: a picture on its own must say what it shows, and that the people are synthetic."""
    return {
        **chart,
        "title": {"text": picture.finding, "subtitle": "Synthetic people. Counterscore.", "anchor": "start"},
    }


def _coloured(spec: dict[str, Any]) -> dict[str, Any]:
    text = json.dumps(spec)
    for name, colour in _COLOURS.items():
        text = text.replace(name, colour)
    return json.loads(text)
