"""Progress callbacks."""

from __future__ import annotations

from collections.abc import Callable

# Called after every month with the number of months simulated so far, including the burn-in.
OnTick = Callable[[int], None]
# Called with the work done, the total work, and a word that names the work under way.
OnProgress = Callable[[int, int, str], None]


def ignore_tick(tick: int) -> None:
    """Do nothing."""


def ignore_progress(done: int, total: int, word: str) -> None:
    """Do nothing."""
