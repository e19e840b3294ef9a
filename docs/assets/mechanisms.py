"""Write the table of mechanisms in docs/model.md from the catalogue: `./lab python docs/assets/mechanisms.py`."""

from __future__ import annotations

import re
from pathlib import Path

from counterscore.catalogue.mechanisms import mechanisms

PAGE = Path(__file__).parents[1] / "model.md"
HEAD = "| mechanism | tag | declared, or arises, in |\n|---|---|---|\n"


def table() -> str:
    """Return the table as Markdown."""
    return HEAD + "".join(f"| {each.title} | {each.tag} | `{each.where}` |\n" for each in mechanisms())


def written(page: str) -> str:
    """Return the page with the table as the catalogue has it."""
    return re.sub(rf"{re.escape(HEAD)}(\|.*\n)*", lambda _: table(), page)


if __name__ == "__main__":
    PAGE.write_text(written(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
