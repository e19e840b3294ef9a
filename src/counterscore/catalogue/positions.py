"""The position of each key and value in a TOML text that is known to be well-formed."""

from __future__ import annotations

import re
from contextlib import suppress
from dataclasses import dataclass, field
from typing import NamedTuple

import tomli

Where = tuple[str | int, ...]

_BLANK = re.compile(r"(?:[ \t\n]+|#[^\n]*)*")
_COMMA = re.compile(rf",[ ](?=[^ \t\n#])|{_BLANK.pattern}(?:,{_BLANK.pattern})?")
_SPACE = re.compile(r"[ \t]*")
_BARE = re.compile(r"[A-Za-z0-9_-]+")
_KEY = re.compile(r"([A-Za-z0-9_-]+)[ \t]*=[ \t]*")  # nearly all keys: one part, without quotation marks
# A value on one line that holds no other: a string, or what ends before a comma, a bracket, a comment or the line.
_ONE = re.compile(
    r"""
    "(?!"")[^"\\\n]*(?:\\.[^"\\\n]*)*" | '(?!'')[^'\n]*'
    | [^\s,\]}\#"'\[{] (?:[^,\]}\n\#]*[^\s,\]}\#])?
    """,
    re.VERBOSE,
)
_PAIR = re.compile(rf"{_KEY.pattern}({_ONE.pattern})", re.VERBOSE)
_SCALAR = re.compile(r"[^,\]}\n#]*")
_STRING = re.compile(
    r"""
    \"{3} (?:[^\\]|\\.)*? \"{3,5} (?!\")
    | '{3} .*? '{3,5} (?!')
    | "(?:[^"\\\n]|\\.)*"
    | '[^'\n]*'
    """,
    re.DOTALL | re.VERBOSE,
)


class Place(NamedTuple):
    """A span of text; `start` and `end` are offsets in characters."""

    start: int
    end: int


@dataclass
class Positions:
    """The places of all keys and values in a text, by their path from the root.

    >>> text = '[[gates]]\\nband = "good"'
    >>> place = positions(text).values["gates", 0, "band"]
    >>> text[place.start:place.end]
    '"good"'
    """

    keys: dict[Where, Place] = field(default_factory=dict[Where, Place])
    values: dict[Where, Place] = field(default_factory=dict[Where, Place])

    def nearest(self, where: Where, on_key: bool) -> Place:
        """Return the place of `where`, or of the innermost table around it that the text has."""
        for length in range(len(where), 0, -1):
            exact = length == len(where) and not on_key
            first, second = (self.values, self.keys) if exact else (self.keys, self.values)
            found = first.get(where[:length]) or second.get(where[:length])
            if found:
                return found
        return Place(0, 0)


def positions(text: str) -> Positions:
    """Return the positions in `text`, which must be well-formed TOML with line ends of one character."""
    scanner = _Scanner(text)
    with suppress(RecursionError):  # keys after an endlessly nested value are located by the table that holds it
        scanner.document()
    return scanner.found


class _Scanner:
    def __init__(self, text: str) -> None:
        self.text = text
        self.at: int = 0
        self.found = Positions()
        self.tables: dict[Where, int] = {}  # arrays of tables -> how many so far

    def skip(self, pattern: re.Pattern[str]) -> str:
        """Move past what the pattern matches here, and return it."""
        match = pattern.match(self.text, self.at)
        self.at = match.end() if match else self.at
        return match[0] if match else ""

    def document(self) -> None:
        """Read the whole text."""
        table: Where = ()
        self.skip(_BLANK)
        while self.at < len(self.text):
            if self.text[self.at] == "[":
                table = self.header()
            else:
                self.pair(table)
            self.skip(_BLANK)

    def header(self) -> Where:
        """Read a header, `[a.b]` or `[[a.b]]`, and return the path of the table that it opens."""
        start = self.at
        many = self.text.startswith("[[", start)
        self.at += 2 if many else 1
        parts, _ = self.dotted()
        self.at += 2 if many else 1
        table: Where = ()
        for left, part in enumerate(parts, start=1 - len(parts)):
            table = (*table, part)
            self.found.keys.setdefault(table, Place(start, self.at))
            if table in self.tables and not (many and left == 0):
                table = (*table, self.tables[table] - 1)
        if many:
            count = self.tables.get(table, 0)
            self.tables[table] = count + 1
            table = (*table, count)
        self.found.keys.setdefault(table, Place(start, self.at))
        return table

    def dotted(self) -> tuple[list[str], Place]:
        """Read a key such as `a."b c".d`; return its parts and the place of the whole key."""
        self.skip(_SPACE)
        start, parts = self.at, [self.name()]
        end = self.at
        self.skip(_SPACE)
        while self.text[self.at : self.at + 1] == ".":
            self.at += 1
            self.skip(_SPACE)
            parts.append(self.name())
            end = self.at
            self.skip(_SPACE)
        return parts, Place(start, end)

    def name(self) -> str:
        """Read one part of a key, bare or quoted, and return it."""
        quote = self.text[self.at : self.at + 1]
        if quote not in ('"', "'"):
            return self.skip(_BARE)
        raw = self.skip(_STRING)
        return _unescaped(raw) if quote == '"' else raw[1:-1]

    def pair(self, table: Where) -> None:
        """Read a key of a table, the equals sign and the value."""
        if plain := _PAIR.match(self.text, self.at):  # nearly all pairs, in one step
            where = (*table, plain[1])
            self.found.keys.setdefault(where, Place(*plain.span(1)))
            self.found.values[where] = Place(*plain.span(2))
            self.at = plain.end()
            return
        bare = _KEY.match(self.text, self.at)
        if bare:
            parts, place = [bare[1]], Place(*bare.span(1))
            self.at = bare.end()
        else:
            parts, place = self.dotted()
            self.at += 1  # the equals sign
            self.skip(_SPACE)
        for part in parts:
            table = (*table, part)
            self.found.keys.setdefault(table, place)
        self.value(table)

    def value(self, where: Where) -> None:
        """Read the value of this key, of any type."""
        start = self.at
        if plain := _ONE.match(self.text, start):
            self.at = plain.end()
            self.found.values[where] = Place(start, self.at)
            return
        opening = self.text[start : start + 1]
        if opening == "[":
            self.array(where)
        elif opening == "{":
            self.inline(where)
        elif opening in ('"', "'"):
            self.skip(_STRING)
        else:
            self.at = start + len(self.skip(_SCALAR).rstrip())
        self.found.values[where] = Place(start, self.at)

    def array(self, where: Where) -> None:
        """Read `[...]`; its values are keyed by their index."""
        self.at += 1
        index = 0
        self.skip(_BLANK)
        while self.text[self.at : self.at + 1] not in ("]", ""):
            self.value((*where, index))
            index += 1
            self.skip(_COMMA)
        self.at += 1

    def inline(self, where: Where) -> None:
        """Read an inline table, `{...}`."""
        self.at += 1
        self.skip(_BLANK)
        while self.text[self.at : self.at + 1] not in ("}", ""):
            self.pair(where)
            self.skip(_COMMA)
        self.at += 1


def _unescaped(raw: str) -> str:
    return next(iter(tomli.loads(f"{raw} = 0")))
