"""What charts are put together from: records written into the chart itself, and layers over one another."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import TYPE_CHECKING

import altair as alt

if TYPE_CHECKING:
    from _typeshed import DataclassInstance


def rows_of(records: Sequence[DataclassInstance]) -> alt.Chart:
    """Return an empty chart over these records."""
    return alt.Chart(alt.InlineData(values=[asdict(record) for record in records]))


def quoted(words: str) -> str:
    """Make words from a file safe inside the single quotes of a Vega expression.

    >>> quoted("the chief's")
    "the chief\\\\'s"
    """
    return words.replace("\\", "\\\\").replace("'", "\\'")


def layered(*layers: alt.Chart | alt.LayerChart, width: int, height: int) -> alt.LayerChart:
    """Return charts over one another, of so many pixels without their axes."""
    return alt.LayerChart(layer=list(layers), width=width, height=height)
