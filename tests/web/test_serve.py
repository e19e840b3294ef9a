"""The server as a process: it ends in time, and says what is wrong."""

from __future__ import annotations

import json
import signal
import socket
import subprocess
import sys
import time

import pytest
from wsproto import ConnectionType, WSConnection
from wsproto.events import AcceptConnection, Message, Request

from web.conftest import free_port, started

ENDS_WITHIN = 2.0


def talk(port: int, message: dict[str, object]) -> socket.socket:
    """Open the socket of the page and send a message."""
    connection, wire = WSConnection(ConnectionType.CLIENT), socket.create_connection(("127.0.0.1", port))
    wire.sendall(connection.send(Request(host=f"127.0.0.1:{port}", target="/api/watch")))
    while True:
        connection.receive_data(wire.recv(4096))
        if any(isinstance(event, AcceptConnection) for event in connection.events()):
            break
    wire.sendall(connection.send(Message(data=json.dumps(message))))
    return wire


@pytest.mark.parametrize("sent", [signal.SIGTERM, signal.SIGINT])
def test_the_server_ends_in_time_with_work_under_way(sent: signal.Signals):
    port = free_port()
    server = started(port)
    world = {"citizens": 100_000, "months": 480}
    order = {"regime": "citizen-score", **world}
    wire = talk(port, {"ask": "cities", "order": 1, "first": order, "second": order})
    assert b"living" in wire.recv(4096)
    time.sleep(0.5)
    since = time.monotonic()
    server.send_signal(sent)
    server.wait(20)
    assert time.monotonic() - since < ENDS_WITHIN
    assert "Traceback" not in server.communicate()[1]
    wire.close()


def test_a_port_in_use_is_one_clear_error():
    port = free_port()
    server = started(port)
    command = [sys.executable, "-m", "counterscore", "serve", "--no-browser", "--port", str(port)]
    second = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    server.terminate()
    server.communicate(timeout=20)
    assert second.returncode == 2
    assert "cannot serve there: Address already in use" in second.stderr
    assert "Traceback" not in second.stderr


def test_another_address_comes_with_a_warning():
    port = free_port()
    server = started(port, "--host", "0.0.0.0")
    server.terminate()
    assert "others on this network" in server.communicate(timeout=20)[1]
