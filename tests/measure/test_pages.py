"""The page on measures says what the catalogue says."""

from __future__ import annotations

from measure.pages import PAGE, written


def test_the_page_is_that_of_the_catalogue():
    page = PAGE.read_text(encoding="utf-8")
    assert written(page) == page, "write it anew: python tests/measure/pages.py"
