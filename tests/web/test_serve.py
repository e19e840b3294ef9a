"""The server as a process: it ends in time, and says what is wrong."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import suppress
from threading import Thread
from typing import Any
from urllib.request import urlopen

import pytest
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, Message, Request, TextMessage

from web.conftest import free_port, started

ENDS_WITHIN = 2.0


class Wire:
    """The socket of the page, by hand: what is said in text, word by word."""

    def __init__(self, port: int) -> None:
        self.connection, self.wire = WSConnection(ConnectionType.CLIENT), socket.create_connection(("127.0.0.1", port))
        self.wire.sendall(self.connection.send(Request(host=f"127.0.0.1:{port}", target="/api/watch")))
        while not any(isinstance(event, AcceptConnection) for event in self.heard()):
            pass

    def heard(self) -> list[Any]:
        self.connection.receive_data(self.wire.recv(65536))
        return list(self.connection.events())

    def ask(self, message: dict[str, object], until: str) -> dict[str, Any]:
        """Ask for something and return the answer that `says` a word."""
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


def told_a_life(port: int) -> None:
    wires.append(Wire(port))
    cities = wires[-1].ask(order(20_000, 120), until="ready")["cities"]
    url = f"http://127.0.0.1:{port}/api/cities/{cities[0]['key']}/people/7/life"

    def read() -> None:
        with suppress(OSError):  # the server goes before it has answered
            urlopen(url, timeout=20)

    Thread(target=read, daemon=True).start()


wires: list[Wire] = []  # kept open until the server has ended


@pytest.mark.parametrize(
    ("sent", "work"),
    [(signal.SIGTERM, living), (signal.SIGINT, living), (signal.SIGTERM, studying), (signal.SIGTERM, told_a_life)],
    ids=lambda each: getattr(each, "__name__", None) or each.name,
)
def test_the_server_ends_in_time_with_work_under_way(sent: signal.Signals, work: Callable[[int], None]):
    port = free_port()
    server = started(port)
    work(port)
    time.sleep(0.5)
    since = time.monotonic()
    server.send_signal(sent)
    server.wait(20)
    assert time.monotonic() - since < ENDS_WITHIN
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


def test_another_address_comes_with_a_warning():
    port = free_port()
    server = started(port, "--host", "0.0.0.0")
    server.terminate()
    assert "others on this network" in server.communicate(timeout=20)[1]
