"""The socket: orders are answered, the last order wins, a month waits for the one before to be acknowledged."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from starlette.testclient import TestClient
from starlette.websockets import WebSocketDisconnect

from counterscore.web.frames import HEAD, MONTH, PEOPLE, SIDES
from web.conftest import CITIZENS, MONTHS, WATCH


def order(number: int, *, first: str = "citizen-score", **changes: int) -> dict[str, Any]:
    world = {"citizens": CITIZENS, "months": MONTHS, **changes}
    return {
        "ask": "cities",
        "order": number,
        "first": {"regime": first, **world},
        "second": {"regime": "none", **world},
    }


def until(socket: Any, what: str) -> dict[str, Any]:
    """Return the next message of this kind."""
    while (said := socket.receive_json())["say"] != what:
        assert said["say"] == "simulating", said
    return said


def test_both_cities_are_sent_with_their_people(client: TestClient):
    with client.websocket_connect(WATCH) as socket:
        socket.send_json(order(3))
        said = until(socket, "ready")
        assert said["order"] == 3
        assert [each["regime"]["id"] for each in said["cities"]] == ["citizen-score", "none"]
        assert HEAD.unpack(socket.receive_bytes()[:8]) == (PEOPLE, 0, 0, CITIZENS)


def test_a_month_waits_for_the_one_before(client: TestClient):
    with client.websocket_connect(WATCH) as socket:
        socket.send_json(order(1))
        until(socket, "ready")
        socket.receive_bytes()
        socket.send_json({"ask": "months", "first": 0, "last": 2})
        assert HEAD.unpack(socket.receive_bytes()[:8])[2] == 0
        # Not acknowledged, so the next message answers another request.
        socket.send_text("nonsense")
        assert socket.receive_json()["say"] == "faults"
        for month in (1, 2):
            socket.send_json({"ask": "next"})
            assert HEAD.unpack(socket.receive_bytes()[:8])[:3] == (MONTH, 0, month)


def test_the_last_order_wins(client: TestClient):
    with client.websocket_connect(WATCH) as socket:
        for number in range(5):
            socket.send_json(order(number, seed=100 + number, citizens=2_000, months=60))
        ready = []
        while not ready:
            said = socket.receive_json()
            ready += [said["order"]] if said["say"] == "ready" else []
        assert ready == [4]


def test_a_fault_names_the_city_it_belongs_to(client: TestClient):
    with client.websocket_connect(WATCH) as socket:
        socket.send_json(order(1, first="citzen-score"))
        said = until(socket, "faults")
        assert said["which"] == "first"
        assert said["faults"][0]["message"] == "not in the catalogue"


@pytest.mark.parametrize(
    "changes", [{"citizens": 99}, {"citizens": 100_001}, {"months": 0}, {"months": 481}, {"seed": -1}]
)
def test_the_size_of_worlds_is_limited(client: TestClient, changes: dict[str, Any]):
    with client.websocket_connect(WATCH) as socket:
        socket.send_json(order(1, **changes))
        assert socket.receive_json()["say"] == "faults"


def test_asking_for_months_before_any_order_crashes_nothing(client: TestClient):
    with client.websocket_connect(WATCH) as socket:
        socket.send_json({"ask": "months", "first": 0, "last": 5})
        socket.send_json({"ask": "next"})
        socket.send_json(order(1))
        until(socket, "ready")


def studied(socket: Any, ask: dict[str, Any]) -> dict[str, Any]:
    """Ask for a study and return its results."""
    socket.send_json(ask)
    while (said := socket.receive_json())["say"] == "studying":
        assert 0 <= said["share"] <= 1
    assert said["say"] == "studied", said
    return said["found"]


def test_harms_are_given_over_several_seeds_and_by_group(client: TestClient):
    with client.websocket_connect(WATCH) as socket:
        socket.send_json(order(1, months=38, citizens=200))  # the state scores from month 36 on
        until(socket, "ready")
        socket.receive_bytes()
        found = studied(socket, {"ask": "effects", "seeds": 4})
        sides = socket.receive_bytes()
        again = studied(socket, {"ask": "effects", "seeds": 4})
    assert found == again
    assert HEAD.unpack(sides[:8]) == (SIDES, len(found["lives"]), 0, 200)
    assert len(sides) == 8 + 200 * len(found["lives"])
    for place, life in enumerate(found["lives"]):
        column = sides[8 + 200 * place : 8 + 200 * (place + 1)]
        assert set(column) <= {0, 1, 2}
        everybody = life["groups"]["all"]
        assert everybody["lose"]["low"] <= everybody["lose"]["value"] <= everybody["lose"]["high"]
    assert {each["measure"] for each in found["figures"]} >= {"chilling", "shorrocks", "rank-slope"}
    assert any(each["difference"]["low"] is not None for each in found["figures"])


def test_effects_of_clauses_are_given_with_intervals(client: TestClient):
    with client.websocket_connect(WATCH) as socket:
        socket.send_json(order(1, first="suining-2010", months=12, citizens=100))
        until(socket, "ready")
        socket.receive_bytes()
        found = studied(socket, {"ask": "clauses"})
    assert {"gates", "ratings", "partners"} <= {each["id"] for each in found["parties"]}
    assert found["parts"]["refused"]["gates"]["high"] >= found["parts"]["refused"]["gates"]["low"]


def test_a_new_order_cancels_the_study_of_the_cities_before(client: TestClient):
    with client.websocket_connect(WATCH) as socket:
        socket.send_json(order(1))
        until(socket, "ready")
        socket.receive_bytes()
        socket.send_json({"ask": "effects", "seeds": 16})
        assert socket.receive_json()["say"] == "studying"
        socket.send_json(order(2, seed=9, months=2))
        said = socket.receive_json()
        while said["say"] != "ready":
            assert said["say"] in ("studying", "simulating")
            said = socket.receive_json()
        assert said["order"] == 2


ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["ask", "order", "first", "last", "x"]), inner)
    ),
    max_leaves=8,
)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(message=st.text(max_size=60) | ANYTHING.map(json.dumps))
def test_no_message_crashes_the_socket(client: TestClient, message: str):
    with client.websocket_connect(WATCH) as socket:
        socket.send_text(message)
        socket.send_json({"ask": "months", "first": "?", "last": 0})
        while True:
            said = socket.receive_json()
            if said["say"] == "faults" and "months.first" in said["faults"][0]["message"]:
                break


def test_a_binary_message_closes_the_connection(client: TestClient):
    with client.websocket_connect(WATCH) as socket:
        socket.send_bytes(b"\x00\xff")
        with pytest.raises(WebSocketDisconnect):
            socket.receive_json()
