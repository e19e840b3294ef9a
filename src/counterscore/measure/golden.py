"""Golden values: the value of every measure in two small test worlds, to detect when a measure changes."""

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
    """Return the golden values of measures by id; a measure of one decision or act returns those of all.

    `tests/run/regolden.py` writes them, and a test compares them with what the code computes. A result recorded with
    other golden values is outdated.

    >>> golden(["ill-ends:mortgage"]).keys()
    dict_keys(['ill-ends'])
    """
    return {id: _all()[id] for id in sorted({name.split(":")[0] for name in measures})}
