"""Shows the examples of docstrings as code: without this `>>>` would read as a quotation."""

from __future__ import annotations

import re
from typing import Any

import griffe

_EXAMPLE = re.compile(r"^>>> .*?(?=\n[ \t]*\n|\Z)", re.DOTALL | re.MULTILINE)


class Examples(griffe.Extension):
    """Puts fences around the examples of every docstring of the package."""

    def on_package(self, *, pkg: griffe.Module, **kwargs: Any) -> None:
        """Go through everything that was found."""
        _fence(pkg)


def _fence(thing: griffe.Object) -> None:
    if thing.docstring:
        thing.docstring.value = _EXAMPLE.sub(lambda found: f"```python\n{found[0]}\n```", thing.docstring.value)
    for member in thing.members.values():
        if not member.is_alias:
            _fence(member)  # pyright: ignore[reportArgumentType]
