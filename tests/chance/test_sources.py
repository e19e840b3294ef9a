"""Kernels are compiled again when one of their sources changes, and only then."""

import ast
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

import counterscore
from counterscore.chance.kernel import fingerprint
from counterscore.chance.sources import kernel_sources

PACKAGE = Path(counterscore.__file__).parent
SOURCES = {path.relative_to(PACKAGE).as_posix() for path in kernel_sources(PACKAGE)}
TREES = {path.relative_to(PACKAGE).as_posix(): ast.parse(path.read_bytes()) for path in PACKAGE.rglob("*.py")}
DECORATORS = "counterscore.chance.kernel"


@pytest.fixture(scope="module")
def copied(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a copy of the package's sources."""
    copy = tmp_path_factory.mktemp("copied") / PACKAGE.name
    for file in TREES:
        (copy / file).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(PACKAGE / file, copy / file)
    return copy


@pytest.mark.parametrize(
    ("file", "was", "becomes"),
    [
        ("chance/purposes.py", "ACT = ", "ACT = 1 + "),
        ("society/traits.py", "1 << place", "2 << place"),
        ("engine/firms/observe.py", "range(3)", "range(1, 4)"),
        ("engine/methods/inputs.py", "480", "481"),
        ("run/tally.py", "u8(24)", "u8(12)"),
    ],
)
def test_kernels_are_compiled_again_when_a_constant_changes(copied: Path, file: str, was: str, becomes: str) -> None:
    before, text = fingerprint(copied), (copied / file).read_text()
    assert was in text
    (copied / file).write_text(text.replace(was, becomes, 1))
    try:
        assert fingerprint(copied) != before
    finally:
        (copied / file).write_text(text)
    assert fingerprint(copied) == before == fingerprint(PACKAGE)


@pytest.mark.parametrize("file", ["report/run/summary.py", "regime/schema.py", "cli/run.py", "web/app.py"])
def test_compiled_code_is_kept_when_a_file_that_no_kernel_depends_on_changes(copied: Path, file: str) -> None:
    before = fingerprint(copied)
    (copied / file).write_text(f"{(copied / file).read_text()}\n# A remark.\n")
    assert fingerprint(copied) == before


def test_every_kernel_is_a_source() -> None:
    kernels = {file for file in TREES if any(_kernels(file))}
    assert len(kernels) > 40
    assert kernels <= SOURCES


def test_what_kernels_and_constants_mention_is_a_source() -> None:
    missing = {
        f"{file}: {name} of {imported[name]}"
        for file in SOURCES
        for imported in [_imported(file)]
        for statement in [*_kernels(file), *_constants(file)]
        for name in _names(statement) & imported.keys()
        if imported[name] not in SOURCES
    }
    assert not missing


FILES = {
    "chance/kernel.py": "def kernel(function): ...\n",
    "engine/act.py": '''\
"""Whoever writes `from p.engine import prose` here imports nothing."""
from typing import TYPE_CHECKING
from p.chance.kernel import kernel as compiled
from p.engine.constants import (
    RATE,  # a year (of 360 days)
    unused,
)
from ..engine import wholly
from .star import *
if TYPE_CHECKING:
    from p.engine.records import Record
from p.engine.ordinary import ordinary

def make():
    @compiled
    def act(record: Record):
        return RATE + wholly.HALF

def nobody_compiles():
    return ordinary
''',
    "engine/constants.py": "from p.engine.base import BASE\nfrom p.engine.more import other\n"
    "RATE = (\n    BASE\n)\ndef unused():\n    return other\n",
    "engine/base.py": "import p.engine.deeper as below\nBASE = below.DEEP\n",
    "engine/records.py": "from p.engine.part import Part\nclass Record:\n    part: Part\n",
    "engine/wholly/__init__.py": "from .inner import HALF\n",
    "engine/wholly/inner.py": "HALF = 0.5\n",
    **{f"engine/{name}.py": "DEEP = 1\n" for name in ("deeper", "star", "part", "more", "ordinary", "prose", "alone")},
}


def test_each_form_of_import_is_followed(tmp_path: Path) -> None:
    for file, text in FILES.items():
        path = tmp_path / "p" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    found = {path.relative_to(tmp_path / "p").as_posix() for path in kernel_sources(tmp_path / "p")}
    assert found == FILES.keys() - {f"engine/{name}.py" for name in ("more", "ordinary", "prose", "alone")}


def _kernels(file: str) -> Iterator[ast.AST]:
    """Return the functions of a file that are kernels."""
    ours = {name for name, source in _imported(file).items() if source == "chance/kernel.py"}
    for node in ast.walk(TREES[file]):
        if isinstance(node, ast.FunctionDef) and any(_names(decorator) & ours for decorator in node.decorator_list):
            yield node


def _constants(file: str) -> Iterator[ast.AST]:
    """Return the values of the names that a file defines."""
    return (node for node in TREES[file].body if isinstance(node, ast.Assign))


def _imported(file: str) -> dict[str, str]:
    """Return, for each imported name, the file of this package that it comes from."""
    return {
        alias.asname or alias.name: _file(node.module or "", alias.name)
        for node in ast.walk(TREES[file])
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == PACKAGE.name
        for alias in node.names
    }


def _file(module: str, name: str) -> str:
    path = "/".join(module.split(".")[1:])
    return next(
        file for file in (f"{path}/{name}.py", f"{path}.py", f"{path}/__init__.py", "__init__.py") if file in TREES
    )


def _names(node: ast.AST) -> set[str]:
    return {part.id for part in ast.walk(node) if isinstance(part, ast.Name)}
