"""Invented figures for tests."""

from __future__ import annotations

from counterscore.catalogue.figure import Figure


def figure(value: float) -> Figure:
    """Return a figure of this value, in a range that holds it."""
    return Figure(value=value, assumption="for a test", range=(min(value, 0.0), max(value, 1.0)))
