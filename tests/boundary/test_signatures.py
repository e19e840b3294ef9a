"""No public function takes acts or a table of persons, and no score kernel is public."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable
from typing import Any

import pytest

import counterscore
from boundary.public import annotations, callables

PUBLIC = dict(callables())
# Types that could carry records of people. Ids (whole numbers) are allowed, to choose whom to follow.
CARRIES = re.compile(
    r"DataFrame|LazyFrame|Series|ndarray|NDArray|Array|Table|People|State\b|Iterable|Iterator|Generator|Mapping|dict\b|Dict"
    r"|(?:list|tuple|set|frozenset|Sequence|Collection|List|Tuple)\[(?!int\b|counterscore\.catalogue)|\bAny\b|\bobject\b",
)
SEQUENCES = {
    "measures": "ids of measures",
    "follow": "whose lives are kept: ids of synthetic citizens",
    "faults": "what is wrong with a file",
}
ACTS = re.compile(r"acts?$|record|person|people$|persons|citizens?_table|history|name$|score_of|predict|features|data$")
ALLOWED_WORDS = {"name_or_path": "of a file of the catalogue", "name": "of a file of the run folder"}


def test_the_public_names_are_few_and_known() -> None:
    assert set(counterscore.__all__) == {
        "Citizen", "Fault", "Problem", "Regime", "Run", "Scenario", "Society", "attribute", "compare", "evidence",
        "generation", "harms", "measured", "mend", "robust", "simulate", "tags", "verify",
    }  # fmt: skip
    assert {"simulate", "verify", "Run.citizen", "Run.twin", "Society.load", "Regime.load"} <= set(PUBLIC)


@pytest.mark.parametrize("name", PUBLIC)
def test_no_parameter_can_carry_persons(name: str) -> None:
    for parameter, kind in annotations(PUBLIC[name]).items():
        assert kind != str(inspect.Parameter.empty), f"{name}: {parameter} says nothing of its type"
        if parameter not in SEQUENCES:
            assert not CARRIES.search(kind), f"{name}: {parameter}: {kind}"


@pytest.mark.parametrize("name", PUBLIC)
def test_no_parameter_is_named_for_acts_or_persons(name: str) -> None:
    for parameter in annotations(PUBLIC[name]):
        assert parameter in ALLOWED_WORDS or not ACTS.search(parameter), f"{name}: {parameter}"


def test_the_patterns_match_what_they_look_for() -> None:
    def rate(acts: list[dict[str, int]], people: Any) -> None: ...

    kinds = annotations(rate)
    assert all(CARRIES.search(kind) for kind in kinds.values())
    assert all(ACTS.search(parameter) for parameter in kinds)


def test_people_are_followed_by_number_alone() -> None:
    kind = annotations(counterscore.simulate)["follow"]
    assert set(re.findall(r"\w+", kind.replace("collections.abc.", ""))) <= {"int", "str", "Sequence", "Follow"}
    society, regime = counterscore.Society.load("china-2018"), counterscore.Regime.load("none")
    with pytest.raises(counterscore.Problem, match="these people cannot be followed"):
        counterscore.simulate(society, regime, citizens=100, months=1, follow="Li Wei")


def test_no_kernel_and_no_predictor_is_public() -> None:
    for name, function in PUBLIC.items():
        assert not hasattr(function, "py_func"), f"{name} is compiled"
        assert not re.search(r"score|rate|rank|predict|fit|match|import|connect", name.split(".")[-1].lower()), name


def _functions(of: Callable[..., Any]) -> list[str]:
    return [name for name, value in inspect.getmembers(of) if callable(value) and not name.startswith("_")]


def test_an_opened_life_cannot_be_written() -> None:
    assert _functions(counterscore.Citizen) == ["file"]
    assert annotations(counterscore.Citizen.file) == {}
