"""How callers hear how far a simulation has come."""

from __future__ import annotations

from collections.abc import Callable

# Called after every month with how many are over, those of the burn-in among them.
OnTick = Callable[[int], None]
# Called with how much of the work is done, how much there is, and a word on what is being done.
OnProgress = Callable[[int, int, str], None]


def ignore_tick(tick: int) -> None:
    """Do nothing after a month."""


def ignore_progress(done: int, total: int, word: str) -> None:
    """Do nothing about progress."""
