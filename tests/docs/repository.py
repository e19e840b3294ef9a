"""Paths of the documents, and parsers of their contents."""

from __future__ import annotations

import importlib.util
import re
import shlex
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])
EXAMPLES = sorted((ROOT / "examples").glob("*.py"))
_FENCE = re.compile(r"^```(\w*)\n(.*?)^```", re.DOTALL | re.MULTILINE)
_INLINE = re.compile(r"`(\./lab [^`\n]+|\.ci/run)`")


def commands(text: str) -> Iterator[list[str]]:
    """Yield every command that a page quotes, as words, without comments."""
    lines = [line for kind, body in _FENCE.findall(text) if kind == "sh" for line in body.split("\n")]
    for line in [*lines, *_INLINE.findall(text)]:
        words = shlex.split(line, comments=True)
        if words:
            yield words


def tables(text: str) -> dict[str, list[list[str]]]:
    """Return the rows of a page's tables, by second-level heading and the first words of the table's header."""
    found: dict[str, list[list[str]]] = {}
    heading, head = "", ""
    for line in text.split("\n"):
        if line.startswith("## "):
            heading, head = line.removeprefix("## "), ""
        elif line.startswith("|"):
            cells = [cell.strip() for cell in line.strip("|").split(" | ")]
            cells = [cell.strip("| ") for cell in cells]
            if not head:
                head = cells[0]
            elif not set(line) <= set("|-"):
                found.setdefault(f"{heading}: {head}", []).append(cells)
        else:
            head = ""
    return found


def script(name: str) -> ModuleType:
    """Return a script of `docs/assets` as a module; it is not run as a command."""
    spec = importlib.util.spec_from_file_location(name, DOCS / "assets" / f"{name}.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # where records look for their own types
    spec.loader.exec_module(module)
    return module
