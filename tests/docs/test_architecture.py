"""The pages about the code agree with the code."""

from __future__ import annotations

import ast
import re
import tomllib

import pytest

import counterscore.engine.month as month
from counterscore.catalogue.mechanisms import mechanisms
from docs.repository import DOCS, ROOT, tables

SOURCES = ROOT / "src/counterscore"
ARCHITECTURE = (DOCS / "architecture.md").read_text(encoding="utf-8")
STEP = re.compile(r"^(\d+)\. \**(\w+)\**", re.MULTILINE)
# The packages that a package may import. Imports inside functions count too, except those in the last line.
KNOWS = {
    "catalogue": set[str](),
    "chance": set[str](),
    "society": {"catalogue", "chance"},
    "regime": {"catalogue", "society"},
    "flow": {"catalogue", "regime"},
    "audit": {"catalogue", "society", "regime", "flow", "run", "measure", "study", "report"},
    "engine": {"chance", "society", "regime"},
    "run": {"catalogue", "chance", "society", "regime", "engine"},
    "report": {"catalogue", "chance", "society", "regime", "flow", "run", "measure", "study"},
    "web": {
        "catalogue",
        "chance",
        "society",
        "regime",
        "flow",
        "audit",
        "engine",
        "run",
        "measure",
        "study",
        "report",
    },
    "measure": {"catalogue", "chance", "society", "regime", "flow", "engine", "run"},
    "study": {"catalogue", "chance", "society", "regime", "flow", "engine", "run", "measure"},
    "bench": {"chance", "society", "regime", "engine", "catalogue", "run", "web"},
}


def _steps(text: str) -> list[tuple[str, str]]:
    return [tuple(found) for found in STEP.findall(text)]


def test_the_step_list_on_the_page_is_that_of_the_loop() -> None:
    assert len(month.STEPS) == 12
    assert month.listing() in ARCHITECTURE


def test_the_page_on_the_model_has_the_same_steps() -> None:
    model = (DOCS / "model.md").read_text(encoding="utf-8").split("### 1.3")[1].split("## 2 ")[0]
    assert _steps(model) == _steps(month.listing())


def test_every_package_is_on_the_page_and_in_the_folder() -> None:
    rows = tables(ARCHITECTURE)["The rooms: room in `src/counterscore/`"]
    folders = {path.parent.name for path in SOURCES.glob("*/__init__.py")}
    assert {row[0].strip("`") for row in rows} == folders


def test_every_file_named_on_the_page_exists() -> None:
    named = set(re.findall(r"`([\w/]+\.(?:py|json))`", ARCHITECTURE)) - {"run.json"}
    assert len(named) > 20
    for name in named:
        places = (ROOT / name, SOURCES / name, SOURCES / "engine" / name, *(SOURCES / "engine").glob(f"*/{name}"))
        assert any(place.exists() for place in places), name


@pytest.mark.parametrize("room", KNOWS)
def test_packages_import_only_what_they_may(room: str) -> None:
    known = {other for path in (SOURCES / room).rglob("*.py") for other in _imports(path.read_text(encoding="utf-8"))}
    assert known - {room} <= KNOWS[room]


def _imports(text: str) -> set[str]:
    modules = [node.module or "" for node in ast.walk(ast.parse(text)) if isinstance(node, ast.ImportFrom)]
    return {module.split(".")[1] for module in modules if module.startswith("counterscore.")}


def test_the_page_on_the_model_lists_every_mechanism_with_its_tag() -> None:
    rows = tables((DOCS / "model.md").read_text(encoding="utf-8"))["6 What is assumed, fitted, emergent: mechanism"]
    assert rows == [[each.title, each.tag, f"`{each.where}`"] for each in mechanisms()]


def test_every_dependency_is_explained() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = tables((DOCS / "decisions/dependencies.md").read_text(encoding="utf-8"))
    name = re.compile(r"^[\w-]+")
    declared = {name.findall(entry)[0] for entry in project["project"]["dependencies"]}
    assert declared == {row[0] for row in found[": needed to run"]}
    for entry in project["dependency-groups"]["dev"]:
        assert name.findall(entry)[0] in str(found[": needed to work on it"])
