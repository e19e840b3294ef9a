"""Results that several tests read are made once for all parallel test processes."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Generator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import Any

from counterscore import Regime, Run, Society, simulate

FOLDER = "COUNTERSCORE_TESTS"  # names the folder of the session, which conftest.py creates and removes
_opened: dict[str, Run] = {}


@contextmanager
def place(name: str) -> Generator[Path]:
    """Provide a path in the folder of the session, locked for this process.

    The first process finds nothing there and creates the content; the others find it.
    """
    path = Path(os.environ[FOLDER]) / name
    with open(path.with_suffix(".lock"), "w", encoding="ascii") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield path


def run_of(society: Society, regime: Regime, **options: Any) -> Run:
    """Return a run without a report, simulated by the first process that asks for it. Tests only read it."""
    content = repr((society.digest, regime.digest, sorted(options.items())))
    name = sha256(content.encode()).hexdigest()[:24]
    if name not in _opened:
        with place(name) as path:
            if not path.exists():
                simulate(society, regime, out=path, report=False, **options)
        _opened[name] = Run.open(path)
    return _opened[name]
