"""A small chart for the terminal, from block characters, or from plain ones where the terminal cannot show those."""

from __future__ import annotations

import sys
from collections.abc import Sequence

BLOCKS, PLAIN = " ▁▂▃▄▅▆▇█", " .:|"
ROWS = 5


def chart(values: Sequence[float], width: int = 60, marks: str | None = None) -> list[str]:
    """Return the lines of a chart of at most `width` columns, the scale on the left.

    `marks`: the characters of a column from empty to full; chosen by what the terminal can show if not given.

    >>> print("\\n".join(chart([1, 2, 3], marks=BLOCKS)))
    3 │  █
      │  █
      │ ▅█
      │ ██
    1 │▁██
    """
    marks, columns = marks or shown(), thinned(values, width)
    low, high = min(columns), max(columns)
    steps = ROWS * (len(marks) - 1)
    heights = [1 + round((value - low) / (high - low) * (steps - 1)) if high > low else 1 for value in columns]
    ends = {0: f"{high:g}", ROWS - 1: f"{low:g}"}
    room = max(len(end) for end in ends.values())
    bar = "│" if marks == BLOCKS else "|"
    return [f"{ends.get(row, ''):>{room}} {bar}{_row(heights, ROWS - 1 - row, marks)}".rstrip() for row in range(ROWS)]


def _row(heights: Sequence[int], level: int, marks: str) -> str:
    full = len(marks) - 1
    return "".join(marks[max(0, min(full, height - level * full))] for height in heights)


def thinned(values: Sequence[float], width: int) -> list[float]:
    """Return at most `width` values, evenly spaced, including the last one.

    >>> thinned([1, 2, 3, 4, 5, 6], 3)
    [2, 4, 6]
    """
    count = min(width, len(values))
    return [values[(place + 1) * len(values) // count - 1] for place in range(count)]


def shown() -> str:
    """Return the marks that standard output can show."""
    try:
        BLOCKS.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return PLAIN
    return BLOCKS
