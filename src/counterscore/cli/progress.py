"""The progress of a command, shown on standard error."""

from __future__ import annotations

import sys
import time

WIDTH = 30
PAUSE = 0.1


class Progress:
    """A progress callback and a context manager: shows the share of the work done and what is being done.

    On a terminal it draws one bar, which it removes at the end. Elsewhere it prints each new word on a line.
    """

    def __init__(self) -> None:
        self.drawn = 0.0
        self.word = ""
        self.terminal = sys.stderr.isatty()

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *_: object) -> None:
        if self.terminal and self.word:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    def __call__(self, done: int, total: int, word: str) -> None:
        """Show that `done` of `total` steps are finished, and `word`, which names the work under way."""
        now = time.monotonic()
        fresh, self.word = word != self.word, word
        if self.terminal and (fresh or done == total or now - self.drawn > PAUSE):
            self.drawn = now
            full = WIDTH * done // max(total, 1)
            sys.stderr.write(f"\r\x1b[K{'█' * full}{'░' * (WIDTH - full)} {word}")
        elif fresh and not self.terminal:
            sys.stderr.write(f"{word}\n")
        sys.stderr.flush()
