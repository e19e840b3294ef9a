"""Pictures as interactive Altair charts.

The scripts of Vega are inlined once per page and send no request. Until they run, or if scripts are off, the page shows
the same charts as SVG.
"""

# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# Altair's own types are partly unknown.
from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import suppress
from functools import cache
from html import escape
from importlib.metadata import version
from importlib.resources import files
from typing import Any, cast

from counterscore.chance.kernel import cache_folder
from counterscore.report.charts import svg
from counterscore.report.charts.grammar import Spec
from counterscore.report.charts.palette import CONFIG
from counterscore.report.page.model import Picture
from counterscore.report.page.picture import captioned

# To a screen reader a chart is one image, which the page names.
_LIVE = {**CONFIG, "aria": False, "autosize": {"type": "pad", "contains": "padding"}}


def chart(spec: Spec) -> Any:
    """Return a chart of the grammar as an Altair chart, checked against its schema; for its rows see `separated`.

    Checking every row of the data too, or every part by itself, would take longer than simulating the worlds.
    """
    from altair.vegalite.v6.schema.core import TopLevelLayerSpec

    return TopLevelLayerSpec(**spec)


def separated(spec: Spec) -> tuple[Spec, dict[str, list[Spec]]]:
    """Return a chart whose layers refer to rows by name, and the rows by name; equal rows appear once.

    >>> drawn = {"mark": "point", "data": {"values": [{"x": 1}]}}
    >>> separated({"layer": [drawn, drawn]})[1]
    {'rows-0': [{'x': 1}]}
    """
    names: dict[str, str] = {}
    rows: dict[str, list[Spec]] = {}

    def named(part: Any) -> Any:
        if isinstance(part, list):
            return [named(each) for each in cast(list[Any], part)]
        if not isinstance(part, dict):
            return part
        table = cast(Spec, part)
        if "values" not in table.get("data", {}):
            return {key: named(value) for key, value in table.items()}
        values = table["data"]["values"]
        name = names.setdefault(json.dumps(values), f"rows-{len(names)}")
        rows[name] = values
        return {**table, "data": {"name": name}}

    return named(spec), rows


def picture(each: Picture) -> str:
    """Return a picture as HTML: each chart drawn, for wide and for narrow screens, and its data."""
    return captioned(each, "\n".join(_charts(each)))


def _charts(each: Picture) -> Iterator[str]:
    for kind, width in svg.WIDTHS.items():
        for place, spec in enumerate(each.charts(width)):
            name = f"{each.name}-{kind}-{place}"
            drawn = svg.svg(spec, name, each.finding, each.described)
            data = json.dumps(_data(spec), separators=(",", ":")).replace("<", "\\u003c")
            words = escape(f"{each.finding}. {each.described}")
            yield (
                f'<div class="{kind} chart" id="{name}-chart" data-words="{words}">{drawn}</div>\n'
                f'<script type="application/json" data-chart="{name}-chart">{data}</script>'
            )


def _data(spec: Spec) -> dict[str, Any]:
    bare, rows = separated(spec)
    checked: dict[str, Any] = chart(bare).to_dict(validate=False)  # checked when it was made
    return {**checked, "datasets": rows, "config": _LIVE}


@cache
def scripts() -> str:
    """Return Vega, Vega-Lite and Vega-Embed, and what puts the charts in their places, as a script element."""
    start = (files("counterscore.report.page") / "interactive.js").read_text(encoding="utf-8")
    bundle = _bundle().replace("</script", "<\\/script")
    return f'<script type="module">\n{bundle}\n{start}</script>'


def _bundle() -> str:
    """The scripts of Vega, from the cache folder, since vl-convert takes seconds to bundle them."""
    import vl_convert

    path = cache_folder().parent / f"vega-{version('vl-convert-python')}.js"
    with suppress(OSError):
        return path.read_text(encoding="utf-8")
    bundle: str = cast(Any, vl_convert).javascript_bundle()
    with suppress(OSError):  # go on without a cache that cannot be written
        path.parent.mkdir(parents=True, exist_ok=True)
        part = path.with_suffix(f".{os.getpid()}")
        part.write_text(bundle, encoding="utf-8")
        part.replace(path)
    return bundle
