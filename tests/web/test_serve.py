"""The server as a process: it ends in time and reports errors."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.request import urlopen

import pytest
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, Message, Request, TextMessage

from web.conftest import free_port, started

ENDS_WITHIN, GIVEN_UP_AFTER = 2.0, 60.0  # seconds


class Wire:
    """A hand-written client of the page's socket for text messages."""

    def __init__(self, port: int) -> None:
        self.connection, self.wire = WSConnection(ConnectionType.CLIENT), socket.create_connection(("127.0.0.1", port))
        self.wire.sendall(self.connection.send(Request(host=f"127.0.0.1:{port}", target="/api/watch")))
        while not any(isinstance(event, AcceptConnection) for event in self.heard()):
            pass

    def heard(self) -> list[Any]:
        self.connection.receive_data(self.wire.recv(65536))
        return list(self.connection.events())

    def ask(self, message: dict[str, object], until: str) -> dict[str, Any]:
        """Send a message and return the next answer of the kind `until`."""
        self.wire.sendall(self.connection.send(Message(data=json.dumps(message))))
        text = ""
        while True:
            for event in self.heard():
                text += event.data if isinstance(event, TextMessage) else ""
                if isinstance(event, TextMessage) and event.message_finished:
                    said, text = json.loads(text), ""
                    if said["say"] == until:
                        return said


def order(citizens: int, months: int) -> dict[str, object]:
    first, second = ({"regime": name, "citizens": citizens, "months": months} for name in ("citizen-score", "none"))
    return {"ask": "cities", "order": 1, "first": first, "second": second}


def living(port: int) -> None:
    wires.append(Wire(port))
    wires[-1].ask(order(100_000, 480), until="simulating")


def studying(port: int) -> None:
    wires.append(Wire(port))
    wires[-1].ask(order(3_000, 48), until="ready")
    wires[-1].ask({"ask": "effects", "seeds": 16}, until="studying")


def opening_a_life(port: int) -> None:
    wires.append(Wire(port))
    cities = wires[-1].ask(order(20_000, 120), until="ready")["cities"]
    url = f"http://127.0.0.1:{port}/api/cities/{cities[0]['key']}/people/7/life"

    def read() -> None:
        with suppress(OSError):  # the server goes before it has answered
            urlopen(url, timeout=20)

    Thread(target=read, daemon=True).start()


wires: list[Wire] = []  # kept open until the server has ended


def seconds_to_end(server: subprocess.Popen[str]) -> float:
    """Wait for a process to end; return the seconds it took, without the time it waited for a processor."""
    began, before = time.monotonic(), stood_in_line(server.pid)
    after = before
    while server.poll() is None:
        assert time.monotonic() - began < GIVEN_UP_AFTER
        time.sleep(0.01)
        after = max(after, stood_in_line(server.pid))
    return time.monotonic() - began - (after - before)


def stood_in_line(pid: int) -> float:
    """Return the longest time, in seconds, that a thread of a process waited for a processor."""
    try:
        each = [path.read_text(encoding="ascii") for path in Path(f"/proc/{pid}/task").glob("*/schedstat")]
        return max(int(times.split()[1]) / 1e9 for times in each)
    except (OSError, IndexError, ValueError):  # it has just ended
        return 0.0


@pytest.mark.parametrize(
    ("sent", "work"),
    [(signal.SIGTERM, living), (signal.SIGINT, living), (signal.SIGTERM, studying), (signal.SIGTERM, opening_a_life)],
    ids=lambda each: getattr(each, "__name__", None) or each.name,
)
def test_the_server_ends_in_time_with_work_under_way(sent: signal.Signals, work: Callable[[int], None]):
    port = free_port()
    server = started(port)
    work(port)
    time.sleep(0.5)
    server.send_signal(sent)
    assert seconds_to_end(server) < ENDS_WITHIN
    assert "Traceback" not in server.communicate()[1]
    wires.pop().wire.close()


def test_a_port_in_use_is_one_clear_error():
    port = free_port()
    server = started(port)
    command = [sys.executable, "-m", "counterscore", "serve", "--no-browser", "--port", str(port)]
    second = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    server.terminate()
    server.communicate(timeout=20)
    assert second.returncode == 2
    assert "cannot serve the page at this address: Address already in use; choose another with --port" in second.stderr
    assert "Traceback" not in second.stderr


def test_a_public_address_gives_a_warning():
    port = free_port()
    server = started(port, "--host", "0.0.0.0")
    server.terminate()
    assert "others on this network" in server.communicate(timeout=20)[1]
