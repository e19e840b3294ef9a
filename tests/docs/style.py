"""What breaks the rules of docs/style.md: `./lab python tests/docs/style.py` lists it, and counts it room by room.

The phrases and names are in `banned.toml`.
"""

from __future__ import annotations

import ast
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOURCES = ROOT / "src/counterscore"
STYLE = ROOT / "docs/style.md"
CHANGELOG = ROOT / "CHANGELOG.md"
WORDS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
PAGE = ("*.svelte", "*.ts")
KINDS = ("module", "class", "function", "argument", "field")


@dataclass(frozen=True)
class Ban:
    """A phrase or name that is banned, and what to write instead."""

    find: str
    write: str
    keys: frozenset[str]
    kinds: frozenset[str]
    pattern: re.Pattern[str] = field(init=False)

    def __post_init__(self) -> None:
        """Compile the pattern: a space matches any white space, so that a phrase may continue on the next line."""
        object.__setattr__(self, "pattern", re.compile(self.find.replace(" ", r"\s+")))

    def names(self, each: Name, words: str) -> bool:
        """Return whether this bans a name, whose words are given in lower case."""
        kept = each.kind in ("field", "function") and each.name in self.keys
        return each.kind in self.kinds and not kept and bool(self.pattern.search(words))


@dataclass(frozen=True)
class Text:
    """A piece of prose, in lower case, and where it begins."""

    file: str
    line: int
    words: str


@dataclass(frozen=True)
class Name:
    """An identifier that a file defines. `kind`: module, class, function, argument or field."""

    file: str
    line: int
    kind: str
    name: str


@dataclass(frozen=True)
class Offence:
    """A banned phrase or name that was found, and what to write instead."""

    file: str
    line: int
    found: str
    write: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.found!r}: write {self.write}"


@cache
def bans(kind: str) -> tuple[Ban, ...]:
    """Return the banned `phrases` or `names` of banned.toml."""
    entries = tomllib.loads(Path(__file__).with_name("banned.toml").read_text(encoding="utf-8"))[kind]
    return tuple(
        Ban(
            find=each["find"],
            write=each["write"],
            keys=frozenset(each.get("keys", ())),
            kinds=frozenset(each.get("kinds", KINDS)),
        )
        for each in entries
    )


@cache
def any_phrase() -> re.Pattern[str]:
    """Return a pattern that finds a text in which some phrase may be found: one search instead of one per phrase."""
    return re.compile("|".join(f"(?:{ban.pattern.pattern})" for ban in bans("phrases")))


@cache
def modules() -> dict[str, tuple[str, list[ast.AST]]]:
    """Return the text and the nodes of the syntax tree of every module of the package, by its path from the root."""
    texts = {name(path): path.read_text(encoding="utf-8") for path in sorted(SOURCES.rglob("*.py"))}
    return {file: (text, nodes(text)) for file, text in texts.items()}


def nodes(text: str) -> list[ast.AST]:
    """Return the nodes of the syntax tree of a module."""
    return list(ast.walk(ast.parse(text)))


def name(path: Path) -> str:
    """Return the path of a file from the root of the repository."""
    return path.relative_to(ROOT).as_posix()


def prose() -> Iterator[Text]:
    """Give all prose: of the modules, the pages and the catalogue, and of the sources of the page in the browser."""
    for file, (text, parts) in modules().items():
        yield from of_module(file, text, parts)
    yield from (whole(path) for path in _pages() if path != STYLE)
    yield from style_page()


def _pages() -> Iterator[Path]:
    yield from (ROOT / "README.md", ROOT / "CONTRIBUTING.md", CHANGELOG)
    yield from sorted((ROOT / "docs").rglob("*.md"))
    yield from sorted(SOURCES.rglob("*.toml"))
    yield from sorted(path for ending in PAGE for path in (ROOT / "page/src").rglob(ending))


def whole(path: Path) -> Text:
    """Return a file as one piece of prose."""
    text = path.read_text(encoding="utf-8").lower()
    if path.suffix == ".toml":
        text = re.sub(r'"[\w-]+"', '""', text)  # ids
    if path == CHANGELOG:
        text = re.sub(r"`[^`\n]+`", "``", text)  # an entry about a renaming quotes the former name
    return Text(name(path), 1, text)


def style_page() -> Iterator[Text]:
    """Give the page on style without the left cells of its tables, which show what not to write."""
    for number, line in enumerate(STYLE.read_text(encoding="utf-8").split("\n"), 1):
        yield Text(name(STYLE), number, line.lower() if not line.startswith("|") else line.split("|")[-2].lower())


def of_module(file: str, text: str, parts: list[ast.AST]) -> Iterator[Text]:
    """Give the strings of a module that contain a space (others are keys), and its comments."""
    strings = [node for node in parts if isinstance(node, ast.Constant) and isinstance(node.value, str)]
    spans = defaultdict[int, list[tuple[int, int]]](list)
    for node in strings:
        assert isinstance(node.value, str)
        if " " in node.value:
            yield Text(file, node.lineno, node.value.lower())
        _span(node, spans)
    yield from _comments(file, text, spans)


def _span(node: ast.Constant, spans: dict[int, list[tuple[int, int]]]) -> None:
    """Note the columns that a string takes up, line by line."""
    last = node.end_lineno or node.lineno
    for line in range(node.lineno, last + 1):
        start = node.col_offset if line == node.lineno else 0
        spans[line].append((start, node.end_col_offset or 0 if line == last else sys.maxsize))


def _comments(file: str, text: str, spans: dict[int, list[tuple[int, int]]]) -> Iterator[Text]:
    """Give the comments of a module; those on lines that follow each other are one piece."""
    first, block = 0, list[str]()
    for number, line in enumerate(text.split("\n"), 1):
        starts = (found.start() for found in re.finditer("#", line))
        start = next((at for at in starts if not any(low <= at < high for low, high in spans[number])), None)
        if block and (start is None or line[:start].strip()):
            yield Text(file, first, "\n".join(block))
            block = []
        if start is not None:
            first = first if block else number
            block.append(line[start + 1 :].strip().lower())
    if block:
        yield Text(file, first, "\n".join(block))


def names() -> Iterator[Name]:
    """Give every identifier that the package defines: modules, classes, functions, arguments and fields."""
    for file, (_, parts) in modules().items():
        yield Name(file, 1, "module", Path(file).parent.name if file.endswith("__init__.py") else Path(file).stem)
        yield from names_of(file, parts)


def names_of(file: str, parts: list[ast.AST]) -> Iterator[Name]:
    """Give the identifiers that one module defines."""
    for node in parts:
        if isinstance(node, ast.ClassDef):
            yield Name(file, node.lineno, "class", node.name)
            fields = (each for each in node.body if isinstance(each, ast.AnnAssign))
            yield from (
                Name(file, each.lineno, "field", each.target.id) for each in fields if isinstance(each.target, ast.Name)
            )
        elif isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield Name(file, node.lineno, "function", node.name)
        elif isinstance(node, ast.arg):
            yield Name(file, node.lineno, "argument", node.arg)


def offending(texts: Iterator[Text]) -> Iterator[Offence]:
    """Give every banned phrase in the texts."""
    for text in texts:
        for ban in bans("phrases") if any_phrase().search(text.words) else ():
            for found in ban.pattern.finditer(text.words):
                start = found.start()
                if not start or not (text.words[start - 1].isalnum() or text.words[start - 1] == "_"):
                    line = text.line + text.words.count("\n", 0, start)
                    yield Offence(text.file, line, " ".join(found[0].split()), ban.write)


def misnamed(found: Iterator[Name]) -> Iterator[Offence]:
    """Give every banned name."""
    for each in found:
        words = "_".join(word.lower() for word in WORDS.findall(each.name))
        for ban in bans("names"):
            if ban.names(each, words):
                yield Offence(each.file, each.line, f"{each.kind} {each.name}", ban.write)


def shared(found: Iterator[Name]) -> Iterator[Offence]:
    """Give every public class that has the name of another."""
    places = defaultdict[str, list[Name]](list)
    for each in found:
        if each.kind == "class" and not each.name.startswith("_"):
            places[each.name].append(each)
    for word, those in places.items():
        if len(those) > 1:
            yield from (Offence(each.file, each.line, f"class {word}", "a name of its own") for each in those)


def room(file: str) -> str:
    """Return the part of the repository to which a file belongs: a folder of the package, or of the root."""
    parts = file.removeprefix("src/counterscore/").split("/")
    return parts[0] if len(parts) > 1 else file


def everything() -> list[Offence]:
    """Return all that breaks the rules."""
    return [*offending(prose()), *misnamed(names()), *shared(names())]


if __name__ == "__main__":
    offences = everything()
    lines = [
        *map(str, offences),
        "",
        *(f"{count:5} {part}" for part, count in Counter(room(each.file) for each in offences).most_common()),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
