"""Errors in what the user wrote: what is wrong and where, without a traceback."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

SHOWN = 5
WIDEST = 110


@dataclass(frozen=True)
class Fault:
    """One error.

    `file`, `line` and `column` (counted from 1) are empty if the error is not in a file. `key` is the dotted path, such
    as `gates[2].band`, or the option. `excerpt` is the line of the file, and `width` the number of characters to
    underline.

    >>> print(Fault("must be 100 or more", key="--citizens", value="5", allowed="100 to 200000000"))
    --citizens: must be 100 or more
      value: 5
      allowed: 100 to 200000000
    """

    message: str
    key: str = ""
    value: str = ""
    allowed: str = ""
    nearest: str = ""
    file: str = ""
    line: int = 0
    column: int = 0
    excerpt: str = ""
    width: int = 1

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        lines = [": ".join(part for part in (place, self.key, self.message) if part)]
        lines += _underlined(self) if self.excerpt else []
        if self.value and not self.excerpt:
            lines.append(f"  value: {self.value}")
        if self.allowed:
            lines.append(f"  allowed: {self.allowed}")
        if self.nearest:
            lines.append(f"  did you mean {self.nearest}?")
        return "\n".join(lines)


def _underlined(fault: Fault) -> list[str]:
    """Return the line with the fault and a row of carets below it; a long line is cut around the fault."""
    first = max(0, fault.column - WIDEST // 2) if len(fault.excerpt) > WIDEST else 0
    shown = fault.excerpt[first : first + WIDEST].rstrip()
    shown = "".join(letter if letter.isprintable() else " " for letter in shown)
    gutter = f"  {fault.line} | "
    before = fault.column - 1 - first
    carets = "^" * max(1, min(fault.width, len(shown) - before))
    return [gutter + shown, " " * (len(gutter) - 2) + "| " + " " * before + carets]


@dataclass(frozen=True)
class Complaint:
    """A fault that has not been located in its file yet: `where` is its path of keys and indices in the parsed file.

    `words` are the spellings that would have been right. With `on_key` the key is wrong rather than its value.
    """

    where: tuple[str | int, ...]
    message: str
    allowed: str = ""
    words: tuple[str, ...] = field(default=())
    on_key: bool = False


class Problem(Exception):
    """Raised if something that the user wrote cannot be used. `faults` says what and where; `str` gives the message.

    >>> print(Problem(Fault("no such society", value="chnia", nearest="china-2018")))
    no such society
      value: chnia
      did you mean china-2018?
    """

    def __init__(self, *faults: Fault) -> None:
        super().__init__(*faults)
        self.faults = faults

    def __str__(self) -> str:
        shown = [str(fault) for fault in self.faults[:SHOWN]]
        rest = len(self.faults) - SHOWN
        if rest > 0:
            shown.append(f"and {rest} more")
        return "\n".join(shown)


def within(key: str, value: int, least: int, most: int) -> None:
    """Raise a Problem if `value` is not between `least` and `most`.

    >>> within("citizens", 100, 100, 200)
    """
    if not least <= value <= most:
        raise Problem(Fault("out of range", key=key, value=str(value), allowed=f"{least} to {most}"))


def nearest(word: str, words: Iterable[str]) -> str:
    """Return the word most similar to `word`, or else one with a similar part; an empty string if none is similar.

    >>> nearest("mortgge", ["job", "mortgage"])
    'mortgage'
    >>> nearest("ginni", ["gini-income", "refused"])
    'gini-income'
    """
    asked, known = word[:60], list(words)
    parts = {part: name for name in reversed(known) for part in _parts(name)}
    whole = difflib.get_close_matches(asked, known, n=1, cutoff=0.55)
    some = difflib.get_close_matches(asked, parts, n=1, cutoff=0.7)
    return next(iter([*whole, *(parts[part] for part in some)]), "")


def _parts(name: str) -> list[str]:
    return [part for part in re.split(r"\W|_", name) if len(part) > 2]
