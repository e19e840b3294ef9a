"""The fix of a finding as changes to the text of the file."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, cast

import tomli

from counterscore.audit.finding import LegalFinding
from counterscore.catalogue.lawbook import Edit
from counterscore.catalogue.positions import Place, Positions, Where, positions
from counterscore.catalogue.source import dotted


@dataclass(frozen=True)
class Change:
    """Replaces the characters from `start` to `end` by `put`.

    `text`: the change in words. `head`: name of the table to create at the end of the file, or empty.
    """

    start: int
    end: int
    put: str
    text: str
    head: str = ""


def changes(finding: LegalFinding, text: str) -> list[Change]:
    """Return the changes to the text that the rule's edits ask for; empty if there is nothing to change."""
    if finding.kind in ("pass", "notApplicable"):
        return []
    found = _positions(text)
    made = [change for edit in finding.rule.edits for change in _made(edit, finding, text, found)]
    return list(_appended(text, made))


@lru_cache(maxsize=16)
def _data(text: str) -> dict[str, Any]:
    return tomli.loads(text)


@lru_cache(maxsize=16)
def _positions(text: str) -> Positions:
    return positions(text)


def _made(edit: Edit, finding: LegalFinding, text: str, found: Positions) -> Iterator[Change]:
    if edit.remove is not None:
        where = _where(edit.remove, finding)
        return (change for each in (where, *_dependent(text, where)) for change in _removed(text, found, each))
    key = edit.set or ""
    table, each, rest = key.partition(".*.")
    keys = [f"{table}.{n}.{rest}" for n in range(len(_data(text).get(table, [])))] if each else [key]
    wheres = [_where(key, finding) for key in keys]
    value = tomli.loads(f"value = {edit.to}")["value"]
    there = [where for where in wheres if not edit.if_there or where in found.keys]
    return (change for where in there for change in _set(text, found, where, value, edit.to or ""))


def _dependent(text: str, where: Where) -> Iterator[Where]:
    """Yield the clauses that must be removed together with a clause.

    These are the ratings of acts that a source sees, the facts of an attribute, and the facts of a decision that only
    this list names.
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
        removed = named if len(where) == 3 else [named[where[-1]]]
        facts = ("lists", where[1], "facts", "decisions")
        yield from ((*facts, n) for n, each in _entries(data, facts) if each["decision"] in removed)


def _entries(data: Any, where: Where) -> Iterator[tuple[int, dict[str, Any]]]:
    """Return the numbered records of an array of tables, empty if it does not exist."""
    for part in where:
        data = data[part] if isinstance(part, int) else data.get(part, {})
    return enumerate(cast("list[dict[str, Any]]", data or []))


def _where(key: str, finding: LegalFinding) -> Where:
    parts = tuple(int(part) if part.isdigit() else part for part in key.split(".") if part)
    if parts[:2] == ("$", "facts"):
        return (*finding.declared, *parts[2:])
    return (*finding.where, *parts[1:]) if parts[0] == "$" else parts


def _removed(text: str, found: Positions, where: Where) -> Iterator[Change]:
    """Remove a clause with everything that belongs to it: from the head of its table, or the line of its key, on."""
    if where in found.values and isinstance(where[-1], int) and where not in found.keys:
        yield from _entry_removed(text, found, where)
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
    span = f"line {lines[0]}" if lines[0] >= lines[1] else f"lines {lines[0]} to {lines[1]}"
    yield Change(start, end, "", f"remove {span}")


def _entry_removed(text: str, found: Positions, where: Where) -> Iterator[Change]:
    """Remove one entry of an array, or the whole key if it is the only entry."""
    *table, position = where
    entries = sum(key[:-1] == where[:-1] and isinstance(key[-1], int) for key in found.values)
    if entries == 1:
        yield from _removed(text, found, tuple(table))
        return
    first = position == 0
    start = found.values[where].start if first else found.values[(*table, int(position) - 1)].end
    end = found.values[(*table, 1)].start if first else found.values[where].end
    entry = text[found.values[where].start : found.values[where].end]
    yield Change(start, end, "", f"remove {entry} from {dotted(tuple(table))}")


def _set(text: str, found: Positions, where: Where, value: Any, written: str) -> Iterator[Change]:
    """Set a key; an existing table is set key by key."""
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
    """Insert a key into the innermost existing table: in its braces, under its head, or else at the end of the file."""
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
    """Return whether a head is that of this table, rather than of a table within it."""
    words = text[place.start : place.end].strip("[] ").split(".")
    return text[place.start] == "[" and words == [part for part in where if isinstance(part, str)]


def _appended(text: str, made: list[Change]) -> Iterator[Change]:
    """Yield the changes, with all additions to one new table at the end of the file merged into one."""
    heads = dict.fromkeys(change.head for change in made if change.head)
    yield from (change for change in made if not change.head)
    for head in heads:
        under = [change for change in made if change.head == head]
        put = f"\n[{head}]\n" + "".join(change.put for change in under)
        yield Change(len(text), len(text), put, "; ".join(change.text for change in under))


def _within_braces(text: str, table: Place, pair: str, words: str) -> Change:
    empty = not text[table.start + 1 : table.end - 1].strip()
    at = table.end - 1
    while text[at - 1] == " ":
        at -= 1
    return Change(at, at, f" {pair}" if empty else f", {pair}", words)


def _toml(value: Any) -> str:
    """Return a value of an edit as TOML: a string, number, boolean, array or inline table."""
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
