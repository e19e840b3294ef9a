"""Find the source files that compiled kernels depend on: their own, and those they take code or a constant from.

Every process needs the answer before it runs its first kernel, so the search must be quick. Parsing the package would
take half a second; searching its text for names takes a twentieth of that. The result may contain a file that no
kernel depends on, but never lacks one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

_DOCSTRING = re.compile(r'\A\s*""".*?"""', re.DOTALL)
_FROM = re.compile(r"\n[ \t]*from[ \t]+(\.*)([\w.]*)[ \t]+import[ \t]+(\([^)]*\)|.*)")
_IMPORT = re.compile(r"\n[ \t]*import[ \t]+(.+)")
_IMPORTED = re.compile(r"([\w.]+|\*)(?:[ \t]+as[ \t]+(\w+))?")
_COMMENT = re.compile(r"#.*")
# A top-level statement starts in the first column; a definition starts at its decorators.
_STATEMENT = re.compile(r"^(?:@.*\n)*(?:(?:async )?(?:def|class) (\w+)|[A-Za-z_])", re.MULTILINE)
_DECORATOR = re.compile(r"@(\w+)\n")
_WORD = re.compile(r"[A-Za-z_]\w*")
_REST, _ALL = "", "*"


class _Place(NamedTuple):
    """A name in a module: a definition or an import; `_ALL` means every name, `_REST` all other statements."""

    module: str
    name: str


def kernel_sources(package: Path) -> list[Path]:
    """Return the files in the folder `package` that its kernels depend on, sorted by path.

    A kernel is a function under a decorator of `chance/kernel.py`. Starting there, each name that a definition mentions
    is followed to the module that defines it. All other statements of that module count too, because they define its
    constants. Imports for the type checker are followed like others, because compiled code depends on the fields of a
    kernel's records.
    """
    modules = {name: _Module(name, path) for name, path in _paths(str(package), package.name)}
    decorators = f"{package.name}.chance.kernel"
    todo = [place for module in modules.values() for place in module.decorated(decorators)]
    found: set[_Place] = set()
    while todo:
        place = todo.pop()
        if (submodule := f"{place.module}.{place.name}") in modules:
            place = _Place(submodule, _ALL)
        if place.module in modules and place not in found:
            found.add(place)
            todo += modules[place.module].mentioned(place.name)
    return [Path(path) for path in sorted(modules[name].path for name in {place.module for place in found})]


def _paths(folder: str, package: str) -> Iterator[tuple[str, str]]:
    """Yield the dotted name and the path of each module of a package."""
    for entry in os.scandir(folder):
        if entry.is_dir():
            yield from _paths(entry.path, f"{package}.{entry.name}")
        elif entry.name == "__init__.py":
            yield package, entry.path
        elif entry.name.endswith(".py"):
            yield f"{package}.{entry.name[:-3]}", entry.path


class _Module:
    """One module, parsed only when its names are asked for."""

    def __init__(self, name: str, path: str) -> None:
        self.name, self.path = name, path
        with open(path, "rb") as file:
            self._bytes = file.read()

    def decorated(self, decorators: str) -> Iterator[_Place]:
        """Yield the definitions with a decorator of the module `decorators`, on themselves or on an inner function."""
        if b"kernel import" in self._bytes and b"@" in self._bytes:
            ours = {name for name, place in self._imports.items() if place.module == decorators}
            for name, text in self._definitions.items():
                if not ours.isdisjoint(_DECORATOR.findall(text)):
                    yield _Place(self.name, name)

    def mentioned(self, name: str) -> Iterator[_Place]:
        """Yield what a name leads to: the module that it is imported from, or all that its definition mentions."""
        for word in self._words(name):
            if word in self._definitions:
                yield _Place(self.name, word)
            if word in self._imports:
                yield self._imports[word]

    def _words(self, name: str) -> Iterable[str]:
        if name == _ALL:
            return self._names
        always = (_REST, _ALL) if _ALL in self._imports else (_REST,)
        return self._names.intersection((*always, name, *_WORD.findall(self._definitions.get(name, ""))))

    @cached_property
    def _names(self) -> frozenset[str]:
        return frozenset(self._imports) | frozenset(self._definitions)

    @cached_property
    def _text(self) -> str:
        return "\n" + _DOCSTRING.sub("", self._bytes.decode())

    @cached_property
    def _imports(self) -> dict[str, _Place]:
        """Return where each imported name comes from; `*` is the key of `import *`."""
        found: dict[str, _Place] = {}
        for dots, source, names in _FROM.findall(self._text):
            module = f"{self._parent(len(dots))}.{source}".strip(".") if dots else source
            found |= {alias or name: _Place(module, name) for name, alias in _imported(names)}
        for names in _IMPORT.findall(_FROM.sub("", self._text)):
            found |= {alias or name.rpartition(".")[2]: _Place(name, _ALL) for name, alias in _imported(names)}
        return found

    def _parent(self, dots: int) -> str:
        """Return the package that a relative import with this number of dots refers to."""
        return self.name.rsplit(".", dots - self.path.endswith("__init__.py"))[0]

    @cached_property
    def _definitions(self) -> dict[str, str]:
        """Return the text of each function and class by name; all other statements but imports are under `_REST`."""
        text = _IMPORT.sub("", _FROM.sub("", self._text))
        starts = list(_STATEMENT.finditer(text))
        ends = [*(start.start() for start in starts[1:]), len(text)]
        found = {_REST: ""}
        for start, end in zip(starts, ends, strict=False):
            found[start[1] or _REST] = found.get(start[1] or _REST, "") + text[start.start() : end]
        return found


def _imported(names: str) -> list[tuple[str, str]]:
    """Return each name in an import's list with its alias, an empty string where it has none."""
    return _IMPORTED.findall(_COMMENT.sub("", names))
