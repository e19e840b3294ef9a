"""The pages on regimes are generated from the files and are in the menu."""

from __future__ import annotations

from types import ModuleType

import pytest

from counterscore.catalogue.find import names
from docs.repository import DOCS, ROOT, script


@pytest.fixture(scope="module")
def writer() -> ModuleType:
    return script("regimes")


@pytest.mark.parametrize("name", names("regimes"))
def test_each_page_is_generated_from_its_file(writer: ModuleType, name: str) -> None:
    written = (DOCS / "regimes" / f"{name}.md").read_text(encoding="utf-8")
    assert written == writer.page(name), "run ./lab python docs/assets/regimes.py"
    assert f"regimes/{name}.md" in (ROOT / "mkdocs.yml").read_text(encoding="utf-8")


def test_the_index_is_complete(writer: ModuleType) -> None:
    assert (DOCS / "regimes/index.md").read_text(encoding="utf-8") == writer.index()
