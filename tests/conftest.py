"""What tests of several folders share."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

from shared import FOLDER


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder of the session, for this process and for those that it starts."""
    if FOLDER not in os.environ:
        folder = os.environ[FOLDER] = tempfile.mkdtemp(prefix="counterscore-tests-")
        config.add_cleanup(lambda: _take_away(folder))


def _take_away(folder: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    del os.environ[FOLDER]


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Open pages in the system's Chromium; skip where there is none, unless it is required."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        end = pytest.fail if os.environ.get("COUNTERSCORE_REQUIRE_CHROMIUM") else pytest.skip
        end("there is no Chromium here to open the page in")
    return {"executable_path": chromium, "args": ["--no-sandbox"] if os.geteuid() == 0 else []}


@pytest.fixture(scope="session")
def window(browser: Browser) -> Iterator[BrowserContext]:
    """Return a window for all tests: to open one takes as long as to open most pages of ours."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Page:
    """Return an empty tab of the size and with the media of a new one, in which nothing was stored."""
    page = window.pages[0] if window.pages else window.new_page()
    page.goto("about:blank")
    page.emulate_media(color_scheme="null", media="null")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.mouse.move(0, 0)
    window.clear_cookies()
    window.new_cdp_session(page).send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    return page
