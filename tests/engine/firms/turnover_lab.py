"""Societies whose firms are founded and fail."""

from __future__ import annotations

from typing import Any

from counterscore.society.firms_schema import FirmEntry, FirmExit, FirmTurnover
from counterscore.society.schema import SocietyFile
from engine.firms.company_lab import society
from figures import figure

ENTRY = {"rate": 1.0, "capital": 20_000.0}
EXIT = {"closes": 0.01, "fails": 0.2, "months": 3.0, "ageing": 0.0, "size": 0.0, "unpaid": 0.2}


def turnover(matched: float = 0.3, **values: float) -> FirmTurnover:
    """Return entry and exit with these values, the others as in ENTRY and EXIT."""
    entry = {key: figure(values.get(key, value)) for key, value in ENTRY.items()}
    leaving = {key: figure(values.get(key, value)) for key, value in EXIT.items()}
    return FirmTurnover(
        entry=FirmEntry(size="micro", rate=entry["rate"], capital=entry["capital"]),
        exit=FirmExit(**leaving),
        matched=figure(matched),
    )  # fmt: skip


def changing(parts: dict[str, Any] | None = None, **values: float) -> SocietyFile:
    """Return the society with entry and exit at these values, and with these other parts of its firms changed."""
    return society(turnover=turnover(**values), **(parts or {}))
