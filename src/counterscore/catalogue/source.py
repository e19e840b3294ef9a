"""A catalogue file on disk: its digest, its text and its parsed content."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import tomli

from counterscore.catalogue.positions import Positions, Where, positions
from counterscore.catalogue.problem import Complaint, Fault, Problem, nearest

if TYPE_CHECKING:
    from pydantic import BaseModel

LARGEST = 4_000_000
DEEPEST = 12
LARGEST_NUMBER = 1e15
_AT = re.compile(r" ?\(at (?:line (\d+), column (\d+)|end of document)\)$")


@dataclass(frozen=True)
class Source:
    """One TOML file: `path`, `digest` (SHA-256 of its bytes), `text` with line ends of one character, and `data`."""

    path: Path
    digest: str
    text: str
    data: dict[str, Any]

    @classmethod
    def open(cls, path: str | os.PathLike[str]) -> Source:
        """Read and parse a file; raise a Problem if that fails."""
        place = Path(path)
        content = _content(place)
        text = _text(place, content)
        data = _parsed(place, text)
        source = cls(place, hashlib.sha256(content).hexdigest(), text, data)
        source.blame(unusable(data))
        return source

    @cached_property
    def positions(self) -> Positions:
        """The position of each key and value; computed only if there is a complaint."""
        return positions(self.text)

    def fault(self, complaint: Complaint) -> Fault:
        """Return the complaint as a fault located in the file."""
        where = complaint.where
        place = self.positions.nearest(where, complaint.on_key)
        value = _at(self.data, where)
        wrong = str(where[-1]) if complaint.on_key and where else value if isinstance(value, str) else ""
        return Fault(
            complaint.message,
            key=dotted(where),
            value=_short(value),
            allowed=complaint.allowed,
            nearest=nearest(wrong, complaint.words) if wrong else "",
            file=str(self.path),
            **_lines(self.text, place.start, place.end),
        )

    def blame(self, complaints: Iterable[Complaint]) -> None:
        """Raise one Problem with all complaints, in the order of the file; do nothing if there are none."""
        faults = [self.fault(complaint) for complaint in complaints]
        if faults:
            raise Problem(*sorted(faults, key=lambda fault: (fault.line, fault.column)))


def refuse(complaints: Iterable[Complaint], record: BaseModel) -> None:
    """Raise one Problem with all complaints about a record that comes from no file; do nothing if there are none."""
    refuse_data(complaints, record.model_dump)


def refuse_data(complaints: Iterable[Complaint], data: Callable[[], dict[str, Any]]) -> None:
    """Do the same for data that are not a record yet; `data` is called only if there is a complaint."""
    found = list(complaints)
    if found:
        source = Source(Path(), "", "", data())
        raise Problem(*(replace(source.fault(each), file="", line=0, excerpt="") for each in found))


def dotted(where: Where) -> str:
    """Return a path in dotted notation.

    >>> dotted(("gates", 2, "band"))
    'gates[2].band'
    """
    return "".join(f"[{part}]" if isinstance(part, int) else f".{part}" for part in where).removeprefix(".")


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > LARGEST:
            raise Problem(Fault("the file is too large", file=str(path), allowed=f"at most {LARGEST} bytes"))
        return path.read_bytes()
    except FileNotFoundError:
        close = nearest(path.stem, [other.stem for other in path.absolute().parent.glob("*.toml")])
        beside = str(path.with_name(f"{close}.toml")) if close else ""
        raise Problem(Fault("there is no such file", file=str(path), nearest=beside)) from None
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise Problem(Fault(f"cannot be read: {reason}", file=str(path), allowed="a TOML file")) from None


def _text(path: Path, content: bytes) -> str:
    try:
        text = content.decode("utf-8").replace("\r\n", "\n")
    except UnicodeDecodeError as error:
        before = content[: error.start].decode("utf-8")
        line = before.count("\n") + 1
        column = len(before) - (before.rfind("\n") + 1) + 1
        value = f"byte 0x{content[error.start]:02x}"
        fault = Fault("not a text file", file=str(path), line=line, column=column, value=value, allowed="UTF-8")
        raise Problem(fault) from None
    if not text.strip():
        raise Problem(Fault("the file is empty", file=str(path), line=1, column=1))
    return text


def _parsed(path: Path, text: str) -> dict[str, Any]:
    try:
        return tomli.loads(text)
    except tomli.TOMLDecodeError as error:
        match = _AT.search(str(error))
        reason = _AT.sub("", str(error))
        at = _offset(text, match)
        raise Problem(Fault(f"not TOML: {reason}", file=str(path), **_lines(text, at, at + 1))) from None
    except RecursionError:
        raise Problem(Fault("not usable: nested too deeply", file=str(path), line=1, column=1)) from None
    except ValueError as error:  # for example, a number with thousands of digits or the date 2018-02-30
        raise Problem(Fault(f"not usable: {error}".split(";")[0], file=str(path), line=1, column=1)) from None


def _offset(text: str, match: re.Match[str] | None) -> int:
    if match is None or match[1] is None:
        return max(0, len(text.rstrip()) - 1)
    before = text.split("\n")[: int(match[1]) - 1]
    return sum(len(line) + 1 for line in before) + int(match[2]) - 1


def _lines(text: str, start: int, end: int) -> dict[str, Any]:
    first = text.rfind("\n", 0, start) + 1
    last = text.find("\n", start)
    excerpt = text[first : last if last >= 0 else len(text)] if end else ""
    column = start - first + 1
    width = max(1, min(end - start, len(excerpt) - column + 1))
    return {"line": text.count("\n", 0, start) + 1, "column": column, "excerpt": excerpt, "width": width}


def _at(data: Any, where: Where) -> Any:
    for part in where:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _short(value: Any) -> str:
    try:
        text = "" if value is None else repr(value)
    except (ValueError, RecursionError):
        text = "a number with thousands of digits"
    return text if len(text) <= 80 else text[:77] + "..."


def unusable(data: object) -> Iterator[Complaint]:
    """Yield complaints about data that no model can use: numbers that are not finite or too large, endless nesting."""
    waiting: list[tuple[Where, object]] = [((), data)]
    while waiting:
        where, table = waiting.pop()
        if len(where) >= DEEPEST:
            yield Complaint(where, "nested too deeply", allowed=f"at most {DEEPEST} levels")
            continue
        for key, value in _items(table):
            if isinstance(value, str):  # first, as most are
                continue
            if isinstance(value, (dict, list)):
                waiting.append(((*where, key), cast(object, value)))
            elif isinstance(value, (float, int)) and not abs(value) <= LARGEST_NUMBER:
                allowed = f"-{LARGEST_NUMBER:g} to {LARGEST_NUMBER:g}"
                yield Complaint((*where, key), "not a usable number", allowed=allowed)


def _items(table: object) -> Iterable[tuple[str | int, object]]:
    if isinstance(table, dict):
        return cast("dict[str, object]", table).items()
    return enumerate(cast("list[object]", table))
