"""Every mechanism has a tag, and says where it is declared or emerges."""

from __future__ import annotations

import re
from importlib.resources import files
from pathlib import Path

import pytest

from counterscore.catalogue.mechanisms import Mechanism, mechanisms
from mechanisms.trap import overridden

PACKAGE = Path(str(files("counterscore")))
ALL = mechanisms()


def test_all_three_tags_are_in_use() -> None:
    assert {mechanism.tag for mechanism in ALL} == {"assumed", "fitted", "emergent"}


def test_each_mechanism_is_listed_once() -> None:
    assert len({mechanism.id for mechanism in ALL}) == len(ALL)


@pytest.mark.parametrize("mechanism", ALL, ids=lambda mechanism: mechanism.id)
def test_the_place_of_each_mechanism_exists(mechanism: Mechanism) -> None:
    place = PACKAGE / mechanism.where
    assert place.is_file()


@pytest.mark.parametrize("word", ["trap", "poverty"])
def test_no_engine_module_mentions_an_emergent_mechanism(word: str) -> None:
    for path in (PACKAGE / "engine").rglob("*.py"):
        assert not re.search(rf"\b{word}", path.read_text(encoding="utf-8").lower()), path.name


def test_an_override_of_an_unknown_key_is_refused() -> None:
    gates = {"gates": [{"decision": "job", "score": {"value": 1.0}}]}
    with pytest.raises(KeyError):
        overridden(gates, {"gates.mortgage.score": 2.0}, [])
    with pytest.raises(KeyError):
        overridden(gates, {}, ["gates.job.percentile"])


def test_an_override_does_not_change_the_original() -> None:
    gates = {"gates": [{"decision": "job", "score": {"value": 1.0}}]}
    assert overridden(gates, {"gates.job.score": 2.0}, [])["gates"][0]["score"]["value"] == 2.0
    assert gates["gates"][0]["score"] == {"value": 1.0}
