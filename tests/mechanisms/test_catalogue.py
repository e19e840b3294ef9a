"""Every mechanism is tagged, and says where it is declared or arises."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from counterscore.catalogue.mechanisms import mechanisms
from mechanisms.trap import overridden

PACKAGE = Path(str(files("counterscore")))
ALL = mechanisms()


def test_all_three_tags_are_in_use() -> None:
    assert {mechanism.tag for mechanism in ALL} == {"assumed", "fitted", "emergent"}


def test_each_is_listed_once() -> None:
    assert len({mechanism.id for mechanism in ALL}) == len(ALL)


@pytest.mark.parametrize("mechanism", ALL, ids=lambda mechanism: mechanism.id)
def test_its_place_exists(mechanism: object) -> None:
    place = PACKAGE / mechanism.where  # pyright: ignore[reportAttributeAccessIssue]
    assert place.is_file()


@pytest.mark.parametrize("word", ["trap", "poverty"])
def test_no_kernel_knows_of_what_is_emergent(word: str) -> None:
    for path in (PACKAGE / "engine").glob("*.py"):
        assert word not in path.read_text(encoding="utf-8").lower(), path.name


def test_an_override_that_leads_nowhere_is_refused() -> None:
    gates = {"gates": [{"decision": "job", "score": {"value": 1.0}}]}
    with pytest.raises(KeyError):
        overridden(gates, {"gates.mortgage.score": 2.0}, [])
    with pytest.raises(KeyError):
        overridden(gates, {}, ["gates.job.percentile"])


def test_an_override_leaves_the_original_alone() -> None:
    gates = {"gates": [{"decision": "job", "score": {"value": 1.0}}]}
    assert overridden(gates, {"gates.job.score": 2.0}, [])["gates"][0]["score"]["value"] == 2.0
    assert gates["gates"][0]["score"] == {"value": 1.0}
