"""What tests of several folders share."""

from __future__ import annotations

import os
import shutil
from typing import Any

import pytest


@pytest.fixture(scope="session")
def browser_type_launch_args() -> dict[str, Any]:
    """Open pages in the system's Chromium; skip where there is none, unless it is required."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        end = pytest.fail if os.environ.get("COUNTERSCORE_REQUIRE_CHROMIUM") else pytest.skip
        end("there is no Chromium here to open the page in")
    return {"executable_path": chromium, "args": ["--no-sandbox"] if os.geteuid() == 0 else []}
