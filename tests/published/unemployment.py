"""Unemployment without a regime, decade by decade."""

from __future__ import annotations

from typing import Any

import numpy as np

from counterscore.report.charts.grammar import Spec, layered, marks, quantity
from counterscore.report.charts.palette import ACCENT, SOFT
from counterscore.report.charts.svg import WIDE
from published.section import Row, Section
from published.spread import interval, over_seeds

FIELD, DECADE = 0.01, 10  # a mean within one percentage point is called met


def section(figures: dict[str, Any], record: dict[str, Any]) -> Section:
    """Return the mean share of the labour force out of work in each decade beside the published rate."""
    paths, published = np.array(record["unemployment"]), figures["unemployment"]
    rows = tuple(_row(published, paths, first) for first in range(0, paths.shape[1], DECADE))
    return Section(
        id="unemployment",
        title="Unemployment",
        made=(
            f"{record['citizens']:,} people for {record['years']} years without a regime, {len(paths)} people seeds: "
            "the share of the labour force out of work, mean of the months of a decade. The published rate is of towns."
        ),
        rows=rows,
        misses=tuple(
            f"{row.what.capitalize()}: {row.synthetic:.1%}, published {row.published:.1%}."
            for row in rows
            if row.missed
        ),
        picture=_chart(paths, published),
        caption="Share of the labour force out of work by year, a line for each people seed. The band is published.",
    )


def _miss(row: Row) -> str:
    return f"In {row.what.split(', ')[1]}, {row.synthetic:.1%} are out of work and not {row.published:.1%}."


def _row(published: dict[str, Any], paths: np.ndarray[Any, np.dtype[np.float64]], first: int) -> Row:
    found = over_seeds(paths[:, first : first + DECADE].mean(axis=1).tolist())
    return Row(
        what=f"unemployment, years {first + 1} to {first + DECADE}", published=published["value"],
        synthetic=float(found.value or 0.0), kind="compared", source=published["source"], tolerance=FIELD,
        note=f"{interval(found)}; seeds {paths[:, first : first + DECADE].mean(axis=1).min():.3f} to "
        f"{paths[:, first : first + DECADE].mean(axis=1).max():.3f}",
    )  # fmt: skip


def _chart(paths: np.ndarray[Any, np.dtype[np.float64]], published: dict[str, Any]) -> Spec:
    years, top = paths.shape[1], float(max(paths.max(), published["highest"])) * 1.05
    points = [
        {"year": year + 1, "share": float(share), "seed": seed}
        for seed, path in enumerate(paths) for year, share in enumerate(path)
    ]  # fmt: skip
    x, y = quantity("year", (0, years), "year"), quantity("share", (0.0, top), "out of work", format="%")
    band = {"low": published["lowest"], "high": published["highest"], "from": 0, "to": years}
    field = marks([band], "rect", {
        "x": {"field": "from", "type": "quantitative"}, "x2": {"field": "to"},
        "y": {"field": "low", "type": "quantitative"}, "y2": {"field": "high"}, "color": {"value": ACCENT},
    }, opacity=0.35)  # fmt: skip
    by_seed = {"detail": {"field": "seed", "type": "nominal"}, "color": {"value": SOFT}}
    lines = marks(points, "line", {"x": x, "y": y, **by_seed}, strokeWidth=1)
    return layered(lines, field, width=WIDE - 60, height=220)
