"""Results are cached one by one; an incomplete one is computed again."""

from __future__ import annotations

from pathlib import Path

import pytest

from counterscore import Problem
from counterscore.study.result_cache import NAME, ResultCache, key_of


def test_cached_results_are_found_when_the_folder_is_opened_again(tmp_path: Path) -> None:
    cache = ResultCache.open(tmp_path / "study")
    cache.add("a", {"chilling": 0.1, "isolates": None})
    again = ResultCache.open(tmp_path / "study")
    assert again["a"] == {"chilling": 0.1, "isolates": None}
    assert "b" not in again


def test_a_truncated_line_is_ignored(tmp_path: Path) -> None:
    cache = ResultCache.open(tmp_path)
    cache.add("a", {"chilling": 0.1})
    cache.add("b", {"chilling": 0.2})
    text = (tmp_path / NAME).read_text()
    (tmp_path / NAME).write_text(text[:-8])
    again = ResultCache.open(tmp_path)
    assert len(again) == 1
    again.add("b", {"chilling": 0.2})
    assert ResultCache.open(tmp_path).known == {"a": {"chilling": 0.1}, "b": {"chilling": 0.2}}


def test_numbers_are_restored_to_the_last_bit(tmp_path: Path) -> None:
    value = 0.1 + 0.2
    ResultCache.open(tmp_path).add("a", {"m": value})
    assert ResultCache.open(tmp_path)["a"]["m"] == value


def test_a_folder_with_other_files_is_refused(tmp_path: Path) -> None:
    (tmp_path / "letter.txt").write_text("dear all")
    with pytest.raises(Problem, match="something else"):
        ResultCache.open(tmp_path)
    with pytest.raises(Problem, match="a file, not a folder"):
        ResultCache.open(tmp_path / "letter.txt")


def test_another_content_has_another_key() -> None:
    assert key_of("x", 1) != key_of("x", 2)
