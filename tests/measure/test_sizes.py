"""No measure depends on how many people or random seeds a study has, unless its definition says so.

The whole check takes minutes: tests/measure/sizes.py, with its recorded result in sizes.json.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

import numpy as np

from counterscore import Society
from counterscore.catalogue.measures_file import About, Defined, abouts, shown
from counterscore.measure.outcomes import Flags, Outcomes
from counterscore.measure.protocol import Function, Measure
from counterscore.measure.registry import has
from measure.sizes import FILE, Row, Sizes, Values, bank, defined, differing, quarters, rows, studies, undeclared

CHINA = Society.load("china-2018")
# With fewer people the world itself differs: places are few, and lists are empty.
SMALL, LARGE = Sizes(people=500, worlds=6, months=24, first=1), Sizes(people=1500, worlds=5, months=24, first=101)


def alone(world: Outcomes, group: Flags) -> float:
    """Return the share of people who share month of birth and region with nobody: fewer in a larger population."""
    who = world.people.region.astype(np.int64) * 100_000 + world.people.born
    _, which, counts = np.unique(who, return_inverse=True, return_counts=True)
    return float((counts[which] == 1)[group].mean())


def birthdays(world: Outcomes, group: Flags) -> float:
    """Return in how many different months the group was born: more in a larger group."""
    return float(len(np.unique(world.people.born[group])))


def _planted(id: str, function: Function) -> Measure:
    described = {**abouts()["isolates"].model_dump(exclude_none=True), "id": id, "title": id}
    return Measure(id, id, About.model_validate(described), function)


PLANTED = [_planted("alone", alone), _planted("birthdays", birthdays)]
# They need people outside the score, many refusals, another world, decades, or more than chance.
RARE = {
    "M11", "M13", "refusal-cost", "goodhart-gap", "goodhart-gap-conduct", "parent-rank-slope", "parent-elasticity",
    "calibration",
}  # fmt: skip
DEFINED = defined(CHINA, PLANTED)


@cache
def worlds() -> tuple[list[Values], list[Values]]:
    """Return every measure, and those planted, in worlds of few and of more people."""
    return bank(SMALL, PLANTED), bank(LARGE, PLANTED)


@cache
def found() -> list[Row]:
    """Return how every measure differs between few and more people."""
    return list(rows(*worlds(), DEFINED))


def test_measures_that_depend_on_the_number_of_people_are_found_and_no_others():
    assert {name.split(" ")[0] for name in undeclared(found())} == {"alone", "birthdays"}


def test_a_measure_that_depends_on_the_size_of_the_group_is_found_and_no_other():
    small, large = worlds()
    assert undeclared(list(quarters([*small, *large], DEFINED))) == {"birthdays all"}


def test_a_declared_dependence_is_no_empty_word():
    assert "register-reach all" in differing(found())


def test_nearly_every_measure_of_the_catalogue_is_tried():
    assert _untried({"values": [row.name for row in found()]}) <= RARE


def test_a_statistic_of_the_seeds_that_depends_on_their_number_would_be_found():
    worlds = [{"mean": float(value), "highest": float(value)} for value in np.random.default_rng(1).normal(size=320)]
    few, many = ([dict(each) for each in studies(worlds, seeds)] for seeds in (4, 16))
    for studied, seeds in ((few, 4), (many, 16)):
        for place, each in enumerate(studied):
            each["highest"] = max(world["highest"] for world in worlds[seeds * place : seeds * (place + 1)])
    about: dict[str, Defined] = {"mean": PLANTED[0].about, "highest": PLANTED[0].about}
    assert undeclared(list(rows(few, many, about))) == {"highest"}


def test_the_recorded_check_covers_the_catalogue_and_found_nothing():
    people, seeds, groups = json.loads(FILE.read_text(encoding="utf-8"))
    for table in (people, seeds, groups):
        assert table["differs, undeclared"] == []
        assert set(table["values"]) <= set(defined(CHINA))
    assert _untried(people) <= RARE
    assert _untried(seeds) <= {*RARE, "M7"}  # few people are on a list early enough


def _untried(table: dict[str, Any]) -> set[str]:
    tried = {name.split(" ")[0].split(":")[0] for name in table["values"]}
    own = {id for id in abouts() if has(CHINA.file, id)}
    return {*own, *(each.number for each in shown().evidence)} - tried
