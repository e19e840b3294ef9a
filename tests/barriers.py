"""Accessibility barriers of a page, found by axe-core."""

from __future__ import annotations

from typing import Any

from axe_core_python.sync_playwright import Axe
from playwright.sync_api import Page

# All rules are run on all elements. Passes are not listed: on a report they are five thousand elements.
ONLY_VIOLATIONS: dict[str, Any] = {"resultTypes": ["violations"]}


def barriers(page: Page) -> list[tuple[str, list[str]]]:
    """Return each rule of axe-core that an open page violates, with the elements that do."""
    found = Axe().run(page, options=ONLY_VIOLATIONS)["violations"]
    return [(each["id"], [node["html"] for node in each["nodes"]]) for each in found]
