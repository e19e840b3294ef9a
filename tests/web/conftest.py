"""A small city, an application in this process, and a server in another."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator

import pytest
from starlette.testclient import TestClient

from counterscore.regime.load import Regime
from counterscore.run.scenario import Scenario
from counterscore.society.load import Society
from counterscore.web.app import make
from counterscore.web.city import City, simulate_city

CITIZENS, MONTHS = 400, 24
WATCH = "ws://127.0.0.1:8017/api/watch"


def small(regime: str = "citizen-score", citizens: int = CITIZENS, months: int = MONTHS) -> Scenario:
    """Return a small scenario under a regime of the catalogue."""
    rules = Regime.load(regime)
    rules = rules.in_phase("mandatory") if rules.file.operators else rules
    return Scenario(society=Society.load("china-2018"), regime=rules, citizens=citizens, months=months)


@pytest.fixture(scope="session")
def city() -> City:
    """Return a small city under the Citizen Score."""
    return simulate_city(small())


@pytest.fixture(scope="session")
def twin() -> City:
    """Return the same people without a score."""
    return simulate_city(small("none"))


@pytest.fixture
def client(city: City, twin: City) -> Iterator[TestClient]:
    """Return a client of the application, with both cities in its cache."""
    app = make()
    with TestClient(app, base_url="http://127.0.0.1:8017") as opened:
        for each in (city, twin):
            app.state.works.keep(each.scenario.key, each)
        yield opened


@pytest.fixture(scope="session")
def key(city: City) -> str:
    """Return the key under which the city is cached."""
    return city.scenario.key


def free_port() -> int:
    """Return a port that is not in use."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def started(port: int, *options: str) -> subprocess.Popen[str]:
    """Start a server in a process of its own, and wait until it answers."""
    command = [sys.executable, "-m", "counterscore", "serve", "--no-browser", "--port", str(port), *options]
    server = subprocess.Popen(command, text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env=os.environ)
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/api/catalogue", timeout=1).close()
            return server
        except OSError:
            if server.poll() is not None:
                break
            time.sleep(0.1)
    server.kill()
    pytest.fail(f"the server did not start: {server.communicate()}")


@pytest.fixture(scope="session")
def address() -> Iterator[str]:
    """Return the address of a page that is served."""
    port = free_port()
    server = started(port)
    yield f"http://127.0.0.1:{port}"
    server.terminate()
    server.communicate(timeout=10)
