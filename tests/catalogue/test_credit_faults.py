"""Each possible fault of a credit market, and of deciders who learn, is reported with its place."""

from __future__ import annotations

from typing import Any

import pytest

from counterscore.society.faults import complaints
from counterscore.society.learning import Interview
from counterscore.society.schema import SocietyFile
from engine.credit_market import LOAN, MORTGAGE, credit, decided, fixed, learning, learnt
from figures import figure

FAULTS: list[tuple[dict[str, dict[str, Any]], tuple[Any, ...], str]] = [
    ({"mortgage": {"credit": credit(MORTGAGE)}}, ("places",), "has no `places`"),
    ({"mortgage": {"places": None, "outcome": None, "credit": credit(MORTGAGE)}}, ("credit",), "need an `outcome`"),
    ({"mortgage": {"places": None, "credit": credit(LOAN)}}, ("credit",), "when a loan ends"),
    (
        {"mortgage": {"places": None, "credit": credit(MORTGAGE, term=0)}},
        ("credit", "term", "value"),
        "a month or more",
    ),
    ({"consumer_loan": {"places": None, "credit": credit(MORTGAGE)}}, ("credit", "term"), "ends with the state"),
    ({"mortgage": {"places": None, "credit": credit(MORTGAGE, amount=0)}}, ("credit", "amount", "value"), "be lent"),
    ({"mortgage": {"places": None, "credit": credit(MORTGAGE, cap=0.05)}}, ("credit", "cap", "value"), "breaks even"),
    ({"mortgage": {"places": None, "credit": credit(MORTGAGE, cap=0.7)}}, ("credit", "cap", "value"), "too high"),
    ({"job": {"learning": learning("age", "age")}}, ("learning", "signs", 1), "second time"),
    ({"job": {"learning": learning("age", every=0)}}, ("learning", "every", "value"), "number of months"),
    ({"job": {"learning": learning("age", prior=0)}}, ("learning", "prior", "value"), "no solution"),
    ({"flight": {"learning": learning("age")}}, ("learning",), "without an `outcome`"),
    ({"date": {"learning": learning("age")}}, ("learning",), "couples"),
    (
        {"job": {"learning": learning("age", interview=Interview(error=figure(0.1), group="minority"))}},
        ("learning", "interview"),
        "belong together",
    ),
]


def _found(society: SocietyFile) -> list[tuple[tuple[Any, ...], str]]:
    return [(tuple(each.where), each.message) for each in complaints(society)]


@pytest.mark.parametrize(("decisions", "where", "message"), FAULTS, ids=[fault[2] for fault in FAULTS])
def test_a_fault_is_reported_where_it_is(decisions: dict[str, dict[str, Any]], where: tuple[Any, ...], message: str):
    found = _found(decided(fixed(), **decisions))
    assert any(place[2:] == where and message in text for place, text in found), found


def test_a_sound_society_with_markets_has_no_fault() -> None:
    assert _found(learnt()) == _found(fixed()) == []
