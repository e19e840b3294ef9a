"""What tests of several folders share, and how a session of tests begins."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, BrowserContext, Page

from longest import LONGEST
from shared import FOLDER, place

settings.register_profile("suite", deadline=None)  # how long an example takes depends on what else the machine does
settings.load_profile("suite")


def pytest_configure(config: pytest.Config) -> None:
    """Make the folder of the session, for this process and for those that it starts."""
    if FOLDER not in os.environ:
        folder = os.environ[FOLDER] = tempfile.mkdtemp(prefix="counterscore-tests-")
        config.add_cleanup(lambda: _remove(folder))


def _remove(folder: str) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    del os.environ[FOLDER]


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Run the files that take longest first, so that no worker waits for another at the end."""
    root = Path(__file__).parent
    files = list(dict.fromkeys(item.path for item in items))
    names = {path: path.relative_to(root).as_posix() for path in files if path.is_relative_to(root)}
    files.sort(key=lambda path: LONGEST.index(names[path]) if names.get(path) in LONGEST else len(LONGEST))
    turn = {path: place for place, path in enumerate(files)}
    items.sort(key=lambda item: turn[item.path])


def pytest_collection_finish(session: pytest.Session) -> None:
    """Compile the month once for all workers, on both processors, if nothing has been compiled yet.

    The garbage collector leaves out everything that exists by now: modules and tests stay until the end anyway. It
    looks for cycles less often, which saves a twentieth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 50)
    if session.items and not session.config.option.collectonly and "counterscore.engine.month" in sys.modules:
        from counterscore.chance.kernel import cold
        from counterscore.run.precompile import precompile

        with place("compiling"):
            if cold():
                precompile()


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
    """Return one window for all tests: to open a window takes as long as to open most of our pages."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def page(window: BrowserContext) -> Page:
    """Return an empty tab of the size and with the media of a new one, in which nothing is stored."""
    page = window.pages[0] if window.pages else window.new_page()
    page.goto("about:blank")
    page.emulate_media(color_scheme="null", media="null")
    page.set_viewport_size({"width": 1280, "height": 720})
    page.mouse.move(0, 0)
    window.clear_cookies()
    window.new_cdp_session(page).send("Storage.clearDataForOrigin", {"origin": "*", "storageTypes": "all"})
    return page
