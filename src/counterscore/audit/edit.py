"""The fix of a finding as a change of the file's text."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

from counterscore.audit.finding import LegalFinding
from counterscore.catalogue.lawbook import Edit
from counterscore.catalogue.positions import Place, Positions, Where, positions
from counterscore.catalogue.source import dotted


@dataclass(frozen=True)
class Change:
    """Replace the characters from `start` to `end` of the text by `put`. `said`: in words; `head`: of a new table."""

    start: int
    end: int
    put: str
    said: str
    head: str = ""


def changes(finding: LegalFinding, text: str) -> list[Change]:
    """Return the changes of the text that the rule's edits ask for; none if it has none, or nothing is left to do."""
    if finding.kind in ("pass", "notApplicable"):
        return []
    found = _positions(text)
    made = [change for edit in finding.rule.edits for change in _made(edit, finding, text, found)]
    return list(_appended(text, made))


@lru_cache(maxsize=16)
def _data(text: str) -> dict[str, Any]:
    return tomllib.loads(text)


@lru_cache(maxsize=16)
def _positions(text: str) -> Positions:
    return positions(text)


def _made(edit: Edit, finding: LegalFinding, text: str, found: Positions) -> Iterator[Change]:
    if edit.remove is not None:
        where = _where(edit.remove, finding)
        return (change for each in (where, *_resting(text, where)) for change in _removed(text, found, each))
    key = edit.set or ""
    table, each, rest = key.partition(".*.")
    keys = [f"{table}.{n}.{rest}" for n in range(len(_data(text).get(table, [])))] if each else [key]
    wheres = [_where(key, finding) for key in keys]
    value = tomllib.loads(f"value = {edit.to}")["value"]
    there = [where for where in wheres if not edit.if_there or where in found.keys]
    return (change for where in there for change in _set(text, found, where, value, edit.to or ""))


def _resting(text: str, where: Where) -> Iterator[Where]:
    """What rests on a clause and goes with it.

    The ratings of what a source sees, the facts of an attribute, and those of a decision that a list alone names.
    """
    data = _data(text)
    if len(where) == 2 and where[0] == "partners":
        sees = data["partners"][where[1]]["sees"]
        yield from (("ratings", n) for n, each in enumerate(data.get("ratings", [])) if each["activity"] in sees)
    elif where[:3] == ("score", "model", "attributes"):
        name = data["score"]["model"]["attributes"][where[-1]]
        facts = ("score", "model", "facts")
        yield from ((*facts, n) for n, each in _entries(data, facts) if each["attribute"] == name)
    elif where[:1] == ("lists",) and len(where) > 2:
        named = data["lists"][where[1]][where[2]]
        gone = named if len(where) == 3 else [named[where[-1]]]
        facts = ("lists", where[1], "facts", "decisions")
        yield from ((*facts, n) for n, each in _entries(data, facts) if each["decision"] in gone)


def _entries(data: Any, where: Where) -> Iterator[tuple[int, dict[str, Any]]]:
    """The records of a list that may not be there."""
    for part in where:
        data = data[part] if isinstance(part, int) else data.get(part, {})
    return enumerate(cast("list[dict[str, Any]]", data or []))


def applied(text: str, made: list[Change]) -> str:
    """Apply changes, which do not overlap.

    >>> applied("a = 1", [Change(4, 5, "2", "set a")])
    'a = 2'
    """
    for change in sorted(made, key=lambda change: change.start, reverse=True):
        text = text[: change.start] + change.put + text[change.end :]
    return text


def _where(key: str, finding: LegalFinding) -> Where:
    parts = tuple(int(part) if part.isdigit() else part for part in key.split(".") if part)
    if parts[:2] == ("$", "facts"):
        return (*finding.declared, *parts[2:])
    return (*finding.where, *parts[1:]) if parts[0] == "$" else parts


def _removed(text: str, found: Positions, where: Where) -> Iterator[Change]:
    """Strike a clause: from the head of its table, or its key's line, to the end of what belongs to it."""
    if where in found.values and isinstance(where[-1], int) and where not in found.keys:
        yield from _struck(text, found, where)
        return
    head = found.keys.get(where)
    if head is None or not where:
        return
    inside = [place.end for key, place in found.values.items() if key[: len(where)] == where]
    heads = [place.end for key, place in found.keys.items() if key[: len(where)] == where]
    start = text.rfind("\n", 0, head.start) + 1
    end = text.find("\n", max([*inside, *heads]))
    end = len(text) if end < 0 else end + 1
    lines = text.count("\n", 0, start) + 1, text.count("\n", 0, end)
    told = f"remove line {lines[0]}" if lines[0] >= lines[1] else f"remove lines {lines[0]} to {lines[1]}"
    yield Change(start, end, "", told)


def _struck(text: str, found: Positions, where: Where) -> Iterator[Change]:
    """Strike one word of a list, or the whole key where it is the only one."""
    *table, place = where
    words = sum(key[:-1] == where[:-1] and isinstance(key[-1], int) for key in found.values)
    if words == 1:
        yield from _removed(text, found, tuple(table))
        return
    first = place == 0
    start = found.values[where].start if first else found.values[(*table, int(place) - 1)].end
    end = found.values[(*table, 1)].start if first else found.values[where].end
    said = text[found.values[where].start : found.values[where].end]
    yield Change(start, end, "", f"take {said} out of {dotted(tuple(table))}")


def _set(text: str, found: Positions, where: Where, value: Any, written: str) -> Iterator[Change]:
    """Set a key; a table is set key by key where it is there already."""
    table = cast("dict[str, Any]", value) if isinstance(value, dict) else {}
    if table and where in found.keys and "value" not in table:
        for key, inner in table.items():
            yield from _set(text, found, (*where, key), inner, _toml(inner))
    elif where in found.values:
        place = found.values[where]
        if text[place.start : place.end] != written:
            yield Change(place.start, place.end, written, f"set {dotted(where)} = {written}")
    elif all(where[: n + 1] in found.keys for n, part in enumerate(where) if isinstance(part, int)):
        yield _inserted(text, found, where, written)


def _inserted(text: str, found: Positions, where: Where, written: str) -> Change:
    """Insert a key into the innermost table that is there: in its braces, under its head, or else at the file's end."""
    for length in range(len(where) - 1, 0, -1):
        rest = ".".join(map(str, where[length:]))
        table, head = found.values.get(where[:length]), found.keys.get(where[:length])
        if table and text[table.start] == "{":
            return _within_braces(text, table, f"{rest} = {written}", f"add {dotted(where)} = {written}")
        if head and _heads(text, head, where[:length]):
            line = text.find("\n", head.end)
            line = len(text) if line < 0 else line + 1
            return Change(line, line, f"{rest} = {written}\n", f"add {dotted(where)} = {written}")
    head = ".".join(map(str, where[:-1]))
    put = f"{where[-1]} = {written}"
    return Change(len(text), len(text), f"{put}\n", f"add [{head}] {put}", head)


def _heads(text: str, place: Place, where: Where) -> bool:
    """Whether a table's head is that of this table, rather than of one within it."""
    words = text[place.start : place.end].strip("[] ").split(".")
    return text[place.start] == "[" and words == [part for part in where if isinstance(part, str)]


def _appended(text: str, made: list[Change]) -> Iterator[Change]:
    """Put what is added at the end of the file under one head each."""
    heads = dict.fromkeys(change.head for change in made if change.head)
    yield from (change for change in made if not change.head)
    for head in heads:
        under = [change for change in made if change.head == head]
        put = f"\n[{head}]\n" + "".join(change.put for change in under)
        yield Change(len(text), len(text), put, "; ".join(change.said for change in under))


def _within_braces(text: str, table: Place, pair: str, said: str) -> Change:
    empty = not text[table.start + 1 : table.end - 1].strip()
    at = table.end - 1
    while text[at - 1] == " ":
        at -= 1
    return Change(at, at, f" {pair}" if empty else f", {pair}", said)


def _toml(value: Any) -> str:
    """Write a value of an edit: texts, numbers, truths, lists and tables of them."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str):
        return f'"{value}"'
    if isinstance(value, list):
        return f"[{', '.join(_toml(each) for each in cast('list[Any]', value))}]"
    if isinstance(value, dict):
        pairs = (f"{key} = {_toml(each)}" for key, each in cast("dict[str, Any]", value).items())
        return "{ " + ", ".join(pairs) + " }"
    return str(value)
