"""Golden values: what every measure says of two small worlds of the tests, by which one that changed is known."""

from __future__ import annotations

import json
from collections.abc import Iterable
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("golden.json")
Values = dict[str, list[float | None]]


@cache
def _all() -> dict[str, Values]:
    return json.loads(FILE.read_text(encoding="utf-8"))["measures"]


def golden(measures: Iterable[str]) -> dict[str, Values]:
    """Return the golden values of measures, by id (one of a decision or act gives those of every decision or act).

    They are what the code of the measures, and of what they read, comes to now: `tests/run/regolden.py` writes them,
    and a test holds them. What was found with others no longer stands.

    >>> golden(["ill-ends:mortgage"]).keys()
    dict_keys(['ill-ends'])
    """
    return {id: _all()[id] for id in sorted({name.split(":")[0] for name in measures})}
