"""The benchmark as a command: what it prints, never how fast."""

from __future__ import annotations

import json
from typing import Any

import numpy as np
import pytest
from click.testing import CliRunner

from bench import worlds
from counterscore.bench import size
from counterscore.bench.columns import STAGES, traffic
from counterscore.bench.machine import random_ids
from counterscore.bench.month import FIELDS, summary
from counterscore.bench.table import table
from counterscore.cli.bench import bench


def test_json_has_these_fields_and_no_others() -> None:
    done = CliRunner().invoke(bench, ["month", "--citizens", "2000", "--citizens", "500", "--format", "json"])
    assert done.exit_code == 0, done.output
    rows = json.loads(done.stdout)
    assert [row["citizens"] for row in rows] == [500, 2000]
    for row in rows:
        assert tuple(row) == FIELDS
        assert all(value > 0 for name, value in row.items() if name != "bytes_per_citizen")
        least, most = ((row["ns"] + half) / (row["limit_ns"] - half) for half in (-0.05, 0.05))
        assert round(least, 2) <= row["ratio"] <= round(most, 2)  # computed from ns and limit_ns before rounding


def test_text_lists_the_parts_of_the_limit_and_each_kernel() -> None:
    done = CliRunner().invoke(bench, ["month", "--citizens", "500", "--steps"])
    assert done.exit_code == 0, done.output
    parts = ("draws:", "friends:", "columns:", "local", "respond", "acting.act", "score.settle", "between")
    for word in ("NumPy ratio", *parts):
        assert word in done.stdout


def _size(citizens: int, peak: int, in_numpy: float | None) -> dict[str, Any]:
    limit = {
        "blocks": 20.0, "block_ns": 1.0, "ties": 12.0, "gather_ns": 1.0, "near_ns": 0.5, "read": 90, "written": 30,
        "byte_ns": 0.1, "draws": 20.0, "gathers": 12.0, "traffic": 12.0, "ns": 44.0, "near": 38.0,
    }  # fmt: skip
    return {
        "citizens": citizens,
        "ns": 88.0,
        "peak": peak,
        "numpy_ns": in_numpy,
        "limit": limit,
        "steps": {},
        "kernels": {},
    }


def test_bytes_a_person_are_the_slope_of_peak_memory_between_the_two_largest_sizes() -> None:
    sizes = [_size(1000, 10**6, 900.0), _size(2000, 1_100_000, 900.0), _size(4000, 1_500_000, None)]
    rows = summary(sizes)
    assert [row["bytes_per_citizen"] for row in rows] == [200.0] * 3
    assert rows[0]["ratio"] == 2.0
    assert rows[2]["numpy_ns"] is None
    assert "not run" in table(rows, sizes, 2)
    assert summary(sizes[:1])[0]["bytes_per_citizen"] == 1000.0


def test_the_month_in_numpy_is_not_timed_for_a_large_world(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(size, "_SMALL", 500)
    world = worlds.world(worlds.citizen_score(), 1, 1, run_in=0)
    monkeypatch.setattr(size, "_MOST_IN_NUMPY", 1000)
    _, seconds = size._reference(world, 1000)
    assert seconds is not None
    month = world.month
    monkeypatch.setattr(size, "_MOST_IN_NUMPY", 999)
    blocks, seconds = size._reference(world, 1000)
    assert seconds is None
    assert world.month == month  # only the small world goes on
    assert 10 < blocks < 30


def test_the_memory_traffic_of_a_month_is_computed_from_the_columns() -> None:
    state = worlds.world(worlds.citizen_score(), 1, 1, run_in=0).state
    columns = vars(state)
    assert all(name in columns for parts in STAGES.values() for names in parts for name in names)
    (read, written), (more_read, more_written) = traffic(state, 3), traffic(state, 4)
    assert (more_read, more_written) == (read + 1, written + 1)
    assert 30 < written < read < 150


def test_ids_to_look_up_are_valid() -> None:
    ids = random_ids(10_000, 300)
    assert ids.min() >= 0
    assert np.unique(ids).tolist() == list(range(300))
