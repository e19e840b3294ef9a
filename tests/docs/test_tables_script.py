"""The script that makes a society's tables from published ones merges small rows and loses nobody."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from types import ModuleType

import pytest

from docs.repository import script


@pytest.fixture(scope="module")
def tables() -> ModuleType:
    return script("tables")


def test_small_rows_are_merged_with_the_row_before_and_lose_nobody(tables: ModuleType, tmp_path: Path) -> None:
    shares, rates = tmp_path / "shares.csv", tmp_path / "rates.csv"
    shares.write_text("Score,All\n0,4\n0.5,54\n1,60\n1.5,100\n", encoding="utf-8")
    rates.write_text("Score,All\n0,100\n0.5,50\n1,20\n1.5,0\n", encoding="utf-8")
    rows = tables.merged(tables.read(shares, rates, "All"), 100)
    assert [float(row.at) for row in rows] == [0.5, 1.5]
    assert [float(row.share) for row in rows] == [0.6, 0.4]
    assert float(rows[0].ill) == pytest.approx((4 * 1 + 50 * 0.5 + 6 * 0.2) / 60)
    assert tables.printed(rows) == "at = [0.5, 1.5]\ncumulative = [0.6000, 1.0000]\nill = [0.5033, 0.0000]"
    assert sum(row.share for row in rows) == Decimal(1)
