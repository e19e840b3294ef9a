"""The report in a real browser: no request, no error, no accessibility barrier, readable at 360 pixels."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Page

from barriers import barriers

pytestmark = pytest.mark.parametrize("case", ["citizen-score", "none"])


def opened(page: Page, path: Path, *, until: Literal["load", "networkidle"] = "load") -> tuple[list[str], list[str]]:
    """Open a page and return its requests besides the page itself, and its error messages."""
    asked: list[str] = []
    complaints: list[str] = []
    heard: dict[Any, Callable[[Any], None]] = {
        "request": lambda request: asked.append(request.url),
        "console": lambda message: complaints.append(message.text),
        "pageerror": lambda error: complaints.append(str(error)),
    }
    for event, hear in heard.items():
        page.on(event, hear)
    page.goto(path.as_uri(), wait_until=until)
    for event, hear in heard.items():
        page.remove_listener(event, hear)
    return [url for url in asked if url != path.as_uri()], complaints


def test_the_page_makes_no_request_and_reports_no_error(page: Page, page_file: Path):
    assert opened(page, page_file, until="networkidle") == ([], [])


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1200, 360])
def test_axe_finds_no_barrier(page: Page, page_file: Path, scheme: Literal["light", "dark"], width: int):
    page.emulate_media(color_scheme=scheme)
    page.set_viewport_size({"width": width, "height": 900})
    opened(page, page_file)
    assert barriers(page) == []


def test_a_narrow_screen_needs_no_horizontal_scrolling(page: Page, page_file: Path):
    page.set_viewport_size({"width": 360, "height": 800})
    opened(page, page_file)
    assert page.evaluate("document.documentElement.scrollWidth") == 360


@pytest.mark.parametrize(("width", "shown"), [(1200, "wide"), (360, "narrow")])
def test_each_screen_gets_the_charts_drawn_for_it(page: Page, page_file: Path, width: int, shown: str):
    page.set_viewport_size({"width": width, "height": 800})
    opened(page, page_file)
    for kind in ("wide", "narrow"):
        visible = [each.is_visible() for each in page.query_selector_all(f".{kind} svg")]
        assert visible
        assert set(visible) == {kind == shown}


def test_print_uses_the_wide_charts(page: Page, page_file: Path):
    page.emulate_media(media="print")
    opened(page, page_file)
    assert all(each.is_visible() for each in page.query_selector_all(".wide svg"))
    assert not any(each.is_visible() for each in page.query_selector_all(".narrow svg"))
