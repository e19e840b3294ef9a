"""Compares people of china-2018 with published tables, fitted and held out, and records the result in tables.json.

`./lab python tests/society/tables.py` takes a few seconds.
"""

from __future__ import annotations

import json
from pathlib import Path

from counterscore.society.load import Society
from counterscore.society.targets import check

FILE = Path(__file__).with_suffix(".json")


def rows() -> dict[str, object]:
    """Return, for each table and figure, published and synthetic values in percent, or in its own unit."""
    report = check(Society.load("china-2018").file)
    tables = {
        table.id: {
            "use": table.use,
            "largest error": round(100 * table.largest, 2),
            "cells": {
                cell.title: [round(100 * value, 2) for value in (cell.published, cell.synthetic, cell.error)]
                for cell in table.cells
            },
        }
        for table in report.tables
    }
    figures = {figure.id: [figure.published, round(figure.synthetic, 1)] for figure in report.held_out}
    return {"citizens": report.citizens, "people seed": report.seed, "tables": tables, "held-out figures": figures}


if __name__ == "__main__":
    FILE.write_text(json.dumps(rows(), indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
