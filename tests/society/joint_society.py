"""The society of most tests with tables that are met jointly, regions that differ, and wages of one's own."""

from __future__ import annotations

from typing import Any

from counterscore.society.load import Society
from counterscore.society.schema import SocietyFile

TABLES = ["pyramid", "area", "area-age", "household-size", "education"]


def assumed(value: float, low: float, high: float) -> dict[str, Any]:
    """Return a figure as it is written in a file."""
    return {"value": value, "assumption": "of a test", "range": [low, high]}


def large_household() -> dict[str, Any]:
    """Return a kind of household of seven people, larger than any that the file may have."""
    older = [([22, 33], "either"), ([22, 33], "other"), ([0, 0], "child"), ([-3, -1], "child"), ([46, 58], "either")]
    older += [([46, 58], "other"), ([66, 82], "widowed")]
    return {
        "id": "test-large", "title": "seven people", "weight": assumed(0.02, 0, 1), "assumption": "of a test",
        "range": [1, 1], "reference": [3.0, 6.0, 9.0, 12.0, 15.0, 18.0],
        "members": [{"older": [float(a) for a in years], "sex": sex} for years, sex in older],
    }  # fmt: skip


def six_people() -> dict[str, Any]:
    """Return a kind of household of six people."""
    seven = large_household()
    return {**seven, "id": "test-six", "title": "six people", "members": seven["members"][:-1]}


def joint(tables: list[str] = TABLES) -> dict[str, Any]:
    """Return `population.joint`."""
    return {
        "published": "china-2020", "tables": tables, "pool": assumed(256, 16, 4096), "urban_odds": assumed(2, 0.5, 4),
        "female_odds": assumed(0.9, 0.5, 2),
    }  # fmt: skip


def earnings(**parts: dict[str, Any]) -> dict[str, Any]:
    """Return `population.earnings`."""
    schooling = {"junior": assumed(0.15, -1, 1), "senior": assumed(0.3, -1, 1), "tertiary": assumed(0.5, -1, 1)}
    return {
        "urban": assumed(5000, 0, 9000), "rural": assumed(2000, 0, 9000), "schooling": schooling,
        "growth": assumed(0.006, -1, 1), "curvature": assumed(-0.0006, -1, 1), "women": assumed(-0.2, -1, 1),
        "shared": assumed(0.3, 0, 1), "own": assumed(0.45, 0, 1), "benefit": assumed(0.3, 0, 1),
        "urban_pension": assumed(3000, 0, 9000), "rural_pension": assumed(400, 0, 9000),
        "pension_age": assumed(60, 50, 70), "support": assumed(150, 0, 1000), **parts,
    }  # fmt: skip


def by_margins(file: SocietyFile) -> SocietyFile:
    """Return a society whose regions are alike and whose people have the income of their household, as drawn."""
    plain = {"joint": None, "regional": [], "earnings": None}
    return file.model_copy(update={"population": file.population.model_copy(update=plain)})


def jointly(**parts: Any) -> SocietyFile:
    """Return the society with these parts of its population in place of its own."""
    data = Society.load("china-2018").file.model_dump(mode="json")
    population = data["population"]
    population["households"] += [six_people(), large_household()]
    population |= {"joint": joint(), "earnings": None} | parts
    data["population"] = {name: part for name, part in population.items() if part or part == []}
    return SocietyFile.model_validate(data, strict=False)
