"""Memory does not grow over hundreds of changes of the rules."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from counterscore.web.app import make
from counterscore.web.works import Works
from web.conftest import WATCH

CHANGES, WARM = 240, 100
ALLOWED = 4 * 2**20  # bytes: 30 kB a change


def resident() -> int:
    with open(f"/proc/{os.getpid()}/statm", encoding="ascii") as file:
        return int(file.read().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def grown() -> int:
    """Return by how many bytes the memory of this process grew over the changes after the first WARM."""
    app = make()
    with TestClient(app, base_url="http://127.0.0.1:8017") as client:
        app.state.works.close()
        app.state.works = Works(room=2 * 2**20)
        regime = client.get("/api/regimes/citizen-score").json()["regime"]
        world = {"citizens": 500, "months": 6}
        with client.websocket_connect(WATCH) as socket:
            for change in range(CHANGES):
                regime["score"]["half_life"]["value"] = 24 + change / 20
                socket.send_json(order(change, regime, world))
                taken(socket, change)
                if change == WARM:
                    gc.collect()
                    before = resident()
        gc.collect()
        return resident() - before


def test_memory_does_not_grow_with_changes():
    # In a process of its own, so that memory used by other tests of this worker does not count.
    command = [sys.executable, "-c", "from web.test_soak import grown; print(grown())"]
    own, place = {**os.environ, "PYTHONPATH": "."}, Path(__file__).parents[1]
    done = subprocess.run(command, cwd=place, capture_output=True, text=True, check=False, env=own)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) < ALLOWED


def order(number: int, regime: dict[str, Any], world: dict[str, int]) -> dict[str, Any]:
    return {
        "ask": "cities",
        "order": number,
        "first": {"regime": regime, **world},
        "second": {"regime": "none", **world},
    }


def taken(socket: Any, number: int) -> None:
    """Wait for the cities of this order and fetch their last month."""
    while (said := socket.receive_json())["say"] == "simulating":
        pass
    assert (said["say"], said["order"]) == ("ready", number), said
    socket.receive_bytes()
    socket.send_json({"ask": "months", "first": 6, "last": 6})
    assert len(socket.receive_bytes()) == 8 + 4 * 500
    socket.send_json({"ask": "next"})
