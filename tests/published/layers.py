"""The layers of ties: size, clustering, and how alike friends are."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from counterscore.report.charts.grammar import Spec, layered, marks, quantity
from counterscore.report.charts.palette import ACCENT, COOL, INK, SMALL, SOFT
from counterscore.report.charts.svg import WIDE
from published.section import Row, Section
from society.layers import FILE

_AFTER, _NO_FIGURE = "after ten years", "no published figure was read"
_COLOURS = {"age": SOFT, "education": INK, "trustworthiness": ACCENT, "heterodoxy": COOL}


def section() -> Section:
    """Return what was recorded of the layers of ties, beside the published figures that were read."""
    record = json.loads(FILE.read_text(encoding="utf-8"))
    rows = (*map(_published, record["published"]), *_sizes(record), *_by_layer(record))
    worlds = record["worlds"]
    return Section(
        id="layers",
        title="Layers of ties",
        made=(
            f"{worlds['citizens']:,} people without a regime, {len(worlds['people_seeds'])} people seeds; ten years "
            "after the start, unless it says otherwise."
        ),
        rows=rows,
        misses=tuple(f"{row.what[:1].upper()}{row.what[1:]}: {row.synthetic:.2f}." for row in rows if row.missed),
        picture=_chart(record[_AFTER]),
        caption="Correlation between friends by layer, ten years after the start: age (grey), education (black), "
        "trustworthiness (red), heterodoxy (blue).",
        notes=tuple(f"{line['what']}: {line['differs']}." for line in record["published"]),
    )


def _published(line: dict[str, Any]) -> Row:
    return Row(
        what=line["what"], published=None, synthetic=line["synthetic"], kind="compared", near=tuple(line["near"]),
        source=line["source"],
    )  # fmt: skip


def _sizes(record: dict[str, Any]) -> Iterator[Row]:
    """Yield the number of ties a person has, at the start and by decade: it must stay level."""
    layers = record["degree"]["layers"]
    means = [sum(moment) / len(layers) for moment in zip(*layers, strict=True)]
    for moment, mean in zip(record["moments"][1:], means[1:], strict=True):
        yield Row(
            what=f"ties of a person, {moment}", published=None, synthetic=mean, kind="fitted",
            near=(0.95 * means[0], 1.05 * means[0]), source="within 5 % of the start of the burn-in",
        )  # fmt: skip


def _by_layer(record: dict[str, Any]) -> Iterator[Row]:
    for name, layer in record[_AFTER].items():
        yield _row(f"{name}: ties of a person", layer["degree"])
        yield _row(f"{name}: transitivity", layer["transitivity"])
        yield from (
            _row(f"{name}: correlation of friends in {trait}", value) for trait, value in layer["alike"].items()
        )


def _row(what: str, value: float) -> Row:
    return Row(what=what, published=None, synthetic=value, kind="compared", source=_NO_FIGURE)


def _chart(layers: dict[str, Any]) -> Spec:
    drawn = [
        {"layer": name, "value": layer["alike"][trait], "colour": colour}
        for name, layer in layers.items() for trait, colour in _COLOURS.items()
    ]  # fmt: skip
    axis = {"title": None, "domain": False, "ticks": False, "grid": True, "labelFontSize": SMALL}
    names = list(layers)
    y = {"field": "layer", "type": "nominal", "sort": names, "axis": axis, "scale": {"domain": names}}
    x = quantity("value", (min(0.0, *(each["value"] for each in drawn)) - 0.02, 1.0), "correlation between friends")
    points = [
        marks([each for each in drawn if each["colour"] == colour], "point",
              {"x": x, "y": y, "color": {"value": colour}}, filled=True, size=80)
        for colour in _COLOURS.values()
    ]  # fmt: skip
    return layered(*points, width=WIDE - 120, height=30 * len(names))
