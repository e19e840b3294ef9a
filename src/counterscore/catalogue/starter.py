"""Files to start from: a small commented regime, and a shipped society to change."""

from __future__ import annotations

import re

from counterscore.catalogue.find import FOLDER, locate


def starter(kind: str, name: str) -> str:
    """Return the text of a new `regime` or `society` file. Its id is `name`, changed to fit the rules for ids."""
    path = FOLDER / "starters" / "regime.toml" if kind == "regime" else locate("societies", "china-2018")
    text = path.read_text(encoding="utf-8")
    return re.sub(r'^id = "[^"]*"', f'id = "{_identifier(name, kind)}"', text, count=1, flags=re.MULTILINE)


def _identifier(name: str, kind: str) -> str:
    fit = re.sub(r"[^a-z0-9]+", "-", name.lower()).lstrip("-0123456789").strip("-")
    return fit[:40] or f"my-{kind}"
