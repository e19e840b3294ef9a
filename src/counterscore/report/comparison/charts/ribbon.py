"""The mobility ribbon: from each band after the first year to each band at the end, as wide as its share of people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from counterscore.report.charts.grammar import Spec, hints, layered, marks, quantity, words
from counterscore.report.charts.palette import ACCENT, COOL, INK, SMALL, SOFT
from counterscore.report.run.charts.moves import Move

STEPS, GAP, APART = 24, 0.03, 400


def ribbon(moved: Sequence[Move], bands: Sequence[str], width: int) -> Spec:
    """Draw the ribbons, downward ones in the accent's colour."""
    whole = sum(move.people for move in moved)
    share = dict(sorted(((move.before, move.after), move.people / whole) for move in moved))
    left, right = _stacks(share, len(bands), 0), _stacks(share, len(bands), 1)
    room = 110 if width >= APART else 84
    beside = room / (width - 2 * room)  # for the names of the bands, in parts of the ribbons' own width
    x, y = quantity("x", (-beside, 1 + beside)), quantity("low", (0, 1 + GAP * (len(bands) - 1)))
    x["axis"] = y["axis"] = None
    place = {"x": x, "y": y, "y2": {"field": "high"}, "detail": {"field": "key", "type": "nominal"}}
    place |= hints(key="from band to band (lowest: 0)", share="share of people, %")
    layers = [
        marks(list(_shape(key, left[key], right[key], share[key])), "area", place, color=_colour(key), opacity=0.5)
        for key in share
    ]
    names = [*_names(left, share, bands, 0), *_names(right, share, bands, 1)]
    for side, align, away in ((0, "right", -8), (1, "left", 8)):
        shown = [name for name in names if name["x"] == side]
        text = {"x": x, "y": {**y, "field": "y"}, "text": words()}
        layers.append(marks(shown, "text", text, align=align, dx=away, fontSize=SMALL, color=INK))
    return layered(*layers, width=width, height=max(220, width * 0.5))


def _colour(key: tuple[int, int]) -> str:
    return SOFT if key[0] == key[1] else ACCENT if key[1] < key[0] else COOL


def _stacks(share: dict[tuple[int, int], float], bands: int, side: int) -> dict[tuple[int, int], float]:
    """Where each ribbon begins on one side, the lowest band at the bottom."""
    found: dict[tuple[int, int], float] = {}
    level = 0.0
    for band in range(bands):
        for key in sorted((key for key in share if key[side] == band), key=lambda key: key[1 - side]):
            found[key] = level
            level += share[key]
        level += GAP
    return found


def _shape(key: tuple[int, int], left: float, right: float, thick: float) -> Iterator[Spec]:
    """The ribbon's lower and upper edge from left to right."""
    for step in range(STEPS + 1):
        t = step / STEPS
        ease = t * t * (3 - 2 * t)
        low = left + (right - left) * ease
        yield {
            "key": f"{key[0]}-{key[1]}",
            "x": t,
            "low": round(low, 5),
            "high": round(low + thick, 5),
            "share": round(100 * thick, 3),
        }


def _names(
    stacks: dict[tuple[int, int], float], share: dict[tuple[int, int], float], bands: Sequence[str], side: int
) -> Iterator[Spec]:
    for band, name in enumerate(bands):
        keys = [key for key in share if key[side] == band]
        if keys:
            total = sum(share[key] for key in keys)
            middle = min(stacks[key] for key in keys) + total / 2
            yield {"x": side, "y": middle, "words": f"{name} {100 * total:.0f} %"}
