"""A measure whose value changes is noticed."""

from __future__ import annotations

import math
from typing import Any

import pytest

from counterscore.catalogue.measures_file import abouts
from counterscore.measure.golden import Values, golden
from measure.golden import measured

RECORD = "comes to something else: record it with tests/run/regolden.py, and say in CHANGELOG.md what changed and why"


def test_every_measure_has_its_golden_values():
    now, then = measured(), golden(abouts())
    moved = [id for id in now if now[id].keys() != then[id].keys() or _flat(now[id]) != _close_to(then[id])]
    assert not moved, f"{', '.join(moved)} {RECORD}"


def _flat(values: Values) -> list[float]:
    return [math.nan if value is None else value for each in values.values() for value in each]


def _close_to(values: Values) -> Any:
    return pytest.approx(_flat(values), rel=1e-6, abs=1e-12, nan_ok=True)


def test_golden_values_of_a_measure_by_decision_cover_every_decision():
    assert golden(["ill-ends:mortgage", "income", "ill-ends:job"]).keys() == {"ill-ends", "income"}
    assert len(golden(["ill-ends:mortgage"])["ill-ends"]) > 1


def test_nearly_every_measure_is_not_zero_in_the_golden_worlds():
    """A measure that is zero there could change unnoticed."""
    # After six years no child is old enough, and nobody is out of work for years.
    later = {"parent-rank-slope", "parent-elasticity", "poverty-trap"}
    silent = {id for id, values in golden(abouts()).items() if not any(any(each) for each in values.values())}
    elsewhere = {id for id, about in abouts().items() if about.part}  # of societies that declare the table it needs
    assert silent <= {"stay-home", "fragmentation", "isolates", "calibration", *later, *elsewhere}
