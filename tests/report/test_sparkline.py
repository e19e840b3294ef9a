from __future__ import annotations

import io
import sys

import pytest

from counterscore.report.charts.sparkline import BLOCKS, PLAIN, ROWS, chart, shown, thinned


def test_the_highest_value_fills_its_column_and_the_lowest_does_not():
    lines = chart([1, 9], marks=BLOCKS)
    assert len(lines) == ROWS
    assert lines[0].endswith(" │ █")
    assert lines[-1].endswith("│▁█")


def test_a_constant_series_stays_at_the_bottom():
    assert [line.strip() for line in chart([5, 5, 5], marks=PLAIN)[1:-1]] == ["|"] * (ROWS - 2)


def test_long_series_are_thinned_and_keep_their_last_value():
    assert thinned(list(range(1000)), 60)[-1] == 999
    assert len(thinned(list(range(1000)), 60)) == 60


@pytest.mark.parametrize(("encoding", "marks"), [("ascii", PLAIN), ("utf-8", BLOCKS)])
def test_a_terminal_that_cannot_show_blocks_gets_plain_marks(monkeypatch, encoding, marks):
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
    assert shown() == marks
