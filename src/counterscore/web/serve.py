"""Serve the page until the process is asked to stop."""

from __future__ import annotations

import socket
from threading import Event
from types import FrameType

import uvicorn

from counterscore.catalogue.problem import Fault, Problem
from counterscore.web.app import LOOPBACK, make
from counterscore.web.order import Order

LARGEST_MESSAGE = 1_000_000  # bytes
# The worlds that the page orders when it is opened without a link, the baseline first: see page/src/lib/lab.svelte.ts.
FIRST = (Order(regime="none", society="china-2018"), Order(regime="citizen-score"))
PATIENCE = 1  # seconds for unfinished requests when the server stops


def serve(host: str, port: int) -> None:
    """Serve the page at an address and port until SIGINT or SIGTERM, then end within two seconds.

    Raise a Problem if the address or port cannot be used.
    """
    app = make(LOOPBACK | {host}, FIRST)
    config = uvicorn.Config(
        app,
        log_level="warning",
        ws="wsproto",
        ws_max_size=LARGEST_MESSAGE,
        ws_per_message_deflate=False,
        timeout_graceful_shutdown=PATIENCE,
        server_header=False,
        date_header=False,
    )
    with bound(host, port) as listening:
        _Server(config, app.state.ending).run(sockets=[listening])


class _Server(uvicorn.Server):
    """A server that sets `ending` when it gets a signal to stop, so that requests stop waiting for work."""

    def __init__(self, config: uvicorn.Config, ending: Event) -> None:
        super().__init__(config)
        self.ending = ending

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Set `ending`, then do what uvicorn does."""
        self.ending.set()
        super().handle_exit(sig, frame)


def bound(host: str, port: int) -> socket.socket:
    """Return a socket bound to the address and port; raise a Problem if that fails."""
    try:
        family = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0][0]
        listening = socket.socket(family)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind((host, port))
    except (OSError, OverflowError) as error:
        reason = getattr(error, "strerror", None) or str(error)
        message = f"cannot serve the page at this address: {reason}; choose another with --port"
        raise Problem(Fault(message, key="--port", value=f"{host}:{port}")) from None
    return listening
