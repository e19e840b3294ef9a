"""Regimes in sentences: by their titles, or "no score"."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterscore.regime.load import Regime

NONE = "none"


def name(regime: Regime) -> str:
    """Return what a regime is called in a sentence.

    >>> from counterscore import Regime
    >>> name(Regime.load("citizen-score")), name(Regime.load("none"))
    ('Citizen Score', 'no score')
    """
    return "no score" if regime.id == NONE else regime.file.regime.title.split(":")[0]


def names(first: Regime, second: Regime) -> tuple[str, str]:
    """Return the names of two regimes in one text: their titles, or their ids if the titles are the same."""
    titles = name(first), name(second)
    return titles if titles[0] != titles[1] else (first.id, second.id)


def under(name: str) -> str:
    """Return where something happens, from what a regime is called.

    >>> under("Citizen Score"), under("no score")
    ('under Citizen Score', 'without a score')
    """
    return "without a score" if name == "no score" else f"under {name}"
