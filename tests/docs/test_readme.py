"""The README quotes the output of the run it names."""

from __future__ import annotations

import re
from types import ModuleType

import pytest

from docs.repository import DOCS, ROOT, script

README = (ROOT / "README.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def refresh() -> ModuleType:
    return script("refresh")


def test_the_readme_quotes_the_output_of_its_run(refresh: ModuleType) -> None:
    run = refresh.the_run()
    new = refresh.refreshed(README, run, refresh.of_run(run))
    assert new == README, "results or sentences changed: ./lab python docs/assets/refresh.py, and see CHANGELOG.md"


def test_the_first_screen_says_that_people_are_synthetic() -> None:
    screen = " ".join(README.split("## ")[0].split("<!-- summary -->")[0].split())
    assert len(screen) < 1500
    for words in (
        "Everyone in it is synthetic", "published aggregates and declared assumptions",
        "no importer for records about real persons", "no identity matching", "no connector to live personal data",
        "numbers, never names", "a description to be tested, not a service", "forecast of any country",
    ):  # fmt: skip
        assert words in screen


def test_pictures_load_nothing() -> None:
    for name in re.findall(r"assets/(\w+\.svg)", README + (DOCS / "index.md").read_text(encoding="utf-8")):
        drawn = (DOCS / "assets" / name).read_text(encoding="utf-8")
        assert "Synthetic people" in drawn
        assert re.findall(r"https?://[^\"' )]+", drawn) == ["http://www.w3.org/2000/svg"]
        assert "<script" not in drawn


def test_the_python_of_the_readme_runs() -> None:
    (block,) = re.findall(r"^```python\n(.*?)^```", README, re.DOTALL | re.MULTILINE)
    smaller = block.replace("citizens=2_000, years=5", "citizens=200, months=3")
    assert smaller != block
    names: dict[str, object] = {}
    exec(smaller, names)
    assert {"run", "twin"} <= set(names)
