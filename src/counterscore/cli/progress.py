"""How far a run has come, on the terminal's error stream."""

from __future__ import annotations

import sys
import time

WIDTH = 30
PAUSE = 0.1


class Progress:
    """Called with the work done, the work in all and a word on what is being done.

    On a terminal it draws one bar that is wiped when all is done; elsewhere it prints each new word on a line.
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
        """Show that `done` of `total` steps of what `word` says are over."""
        now = time.monotonic()
        fresh, self.word = word != self.word, word
        if self.terminal and (fresh or done == total or now - self.drawn > PAUSE):
            self.drawn = now
            full = WIDTH * done // max(total, 1)
            sys.stderr.write(f"\r\x1b[K{'█' * full}{'░' * (WIDTH - full)} {word}")
        elif fresh and not self.terminal:
            sys.stderr.write(f"{word}\n")
        sys.stderr.flush()
