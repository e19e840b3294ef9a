"""Mutations of a catalogue file."""

from __future__ import annotations

import re

from hypothesis import strategies as st

TOKEN = re.compile(r'"[^"\n]*"|[A-Za-z_][\w-]*|-?\d[\d.]*|[\[\]{}=,]')
SUBSTITUTES = [
    "nan", "inf", "-inf", "true", "false", "0", "-1", "1", "1.5", "-0.0", "1e308", "1e-320", "9" * 30, "9" * 5000,
    "0x" + "f" * 5000, '""', '"x"', '"' + "long " * 200 + '"', "''", "[]", "[[]]", "{}", "[1, 'a']", "{ value = 1 }",
    "2018-02-30", "1979-05-27T07:32:00Z", "'''", '"""', '"\\u0000"', '"\\ud800"', "[", "]", "{", "}", "=", ",", "#",
    "value", "id", "unknown-word", "[regime]", "[[gates]]", "\n", "\n\n[society]\n", "é", "\x00", "\x7f", "\ufeff",
    "\r",
]  # fmt: skip
INSERTED = [
    "surprise = 1", "[surprise]", "[[surprise]]", "value = 1", "id = 'again'", "= 1", "[[gates]]", "[score]",
    "[regime]",
    "title = 3", "a.b.c = 1", "[a.b.c]", "range = [2, 1]", "source = 'x'", "= ", "'", '"""', "[[activities]]", "🙂 = 1",
    "x = " + "[" * 2000, "x = " + "[" * 2000 + "]" * 2000, "x = " + "{a=" * 2000,
    "[" + "a." * 3000 + "b]", "a." * 3000 + "b = 1",
]  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn, text: str) -> bytes:
    """Mutate `text` once or twice."""
    for _ in range(draw(st.integers(1, 2))):
        text = draw(st.sampled_from(WAYS))(draw, text)
    content = text.encode("utf-8", "surrogatepass")
    return draw(st.sampled_from(BYTES))(draw, content)


def drop_lines(draw: st.DrawFn, text: str) -> str:
    """Leave out some lines."""
    lines = text.split("\n")
    start = draw(st.integers(0, len(lines) - 1))
    return "\n".join(lines[:start] + lines[start + draw(st.integers(1, 12)) :])


def repeat_lines(draw: st.DrawFn, text: str) -> str:
    """Repeat some lines at a random place."""
    lines = text.split("\n")
    start = draw(st.integers(0, len(lines) - 1))
    end = start + draw(st.integers(1, 12))
    place = draw(st.integers(0, len(lines)))
    return "\n".join(lines[:place] + lines[start:end] + lines[place:])


def insert_line(draw: st.DrawFn, text: str) -> str:
    """Insert a line that does not belong there."""
    lines = text.split("\n")
    lines.insert(draw(st.integers(0, len(lines))), draw(st.sampled_from(INSERTED)))
    return "\n".join(lines)


def substitute(draw: st.DrawFn, text: str) -> str:
    """Replace a word by another."""
    token = _token(draw, text)
    return text[: token.start()] + draw(st.sampled_from(SUBSTITUTES)) + text[token.end() :]


def exchange(draw: st.DrawFn, text: str) -> str:
    """Swap two words."""
    first, second = sorted((_token(draw, text), _token(draw, text)), key=lambda token: token.start())
    between = text[first.end() : second.start()]
    return text[: first.start()] + second[0] + between + first[0] + text[second.end() :]


def misspell(draw: st.DrawFn, text: str) -> str:
    """Leave out a letter of a word, or replace it by another."""
    token = _token(draw, text)
    place = draw(st.integers(token.start(), max(token.start(), token.end() - 1)))
    return text[:place] + draw(st.sampled_from(["", "e", "-", "0", '"', " "])) + text[place + 1 :]


def number(draw: st.DrawFn, text: str) -> str:
    """Replace a number by another."""
    match = _some(draw, re.compile(r"-?\d+(\.\d+)?"), text)
    other = draw(st.one_of(st.floats().map(repr), st.integers().map(str)))
    return text[: match.start()] + other + text[match.end() :]


def cut_short(draw: st.DrawFn, text: str) -> str:
    """Cut the text off at a random place."""
    return text[: draw(st.integers(0, len(text)))]


def _token(draw: st.DrawFn, text: str) -> re.Match[str]:
    return _some(draw, TOKEN, text)


def _some(draw: st.DrawFn, pattern: re.Pattern[str], text: str) -> re.Match[str]:
    found = pattern.search(text, draw(st.integers(0, len(text)))) or pattern.search(text) or re.match("", text)
    assert found
    return found


def as_it_is(draw: st.DrawFn, content: bytes) -> bytes:
    """Leave the bytes as they are."""
    return content


def garbage(draw: st.DrawFn, content: bytes) -> bytes:
    """Insert meaningless bytes."""
    place = draw(st.integers(0, len(content)))
    return content[:place] + draw(st.binary(min_size=1, max_size=8)) + content[place:]


WAYS = [
    drop_lines,
    repeat_lines,
    insert_line,
    substitute,
    substitute,
    exchange,
    exchange,
    misspell,
    number,
    number,
    cut_short,
]
BYTES = [as_it_is] * 15 + [garbage]
