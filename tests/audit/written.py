"""Tables written as TOML, for tests that need a regime as a file."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any


def toml(data: Mapping[str, Any]) -> str:
    """Write tables: those at the top with a head each, all others in braces."""
    lines: list[str] = []
    for key, value in data.items():
        records = value if isinstance(value, list) else [value]
        head = f"[[{key}]]" if isinstance(value, list) else f"[{key}]"
        for record in records:
            lines += ["", head, *(f"{name} = {inline(each)}" for name, each in record.items())]
    return "\n".join(lines) + "\n"


def inline(value: Any) -> str:
    """Write a value on one line."""
    if isinstance(value, dict):
        pairs = ", ".join(f"{name} = {inline(each)}" for name, each in value.items())
        return f"{{ {pairs} }}"
    if isinstance(value, list):
        return f"[{', '.join(map(inline, value))}]"
    return json.dumps(value, ensure_ascii=False)
