"""Invented figures for tests."""

from __future__ import annotations

from counterscore.catalogue.figure import Effect


def figure(value: float) -> Effect:
    """Return a figure of this value, in a range that holds it; an effect can stand for a figure of any kind."""
    return Effect(value=value, assumption="for a test", range=(min(value, 0.0), max(value, 1.0)))
