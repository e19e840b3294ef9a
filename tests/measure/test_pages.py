"""The page on measures is generated from the catalogue."""

from __future__ import annotations

from measure.pages import PAGE, written


def test_the_page_agrees_with_the_catalogue():
    page = PAGE.read_text(encoding="utf-8")
    assert written(page) == page, "write it anew: python tests/measure/pages.py"
