"""bench month: the time of a month at several sizes, compared with the machine's limit and with NumPy."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Sequence
from typing import Any

import click

from counterscore.bench.table import table
from counterscore.catalogue.problem import Fault, Problem

Measured = dict[str, Any]
FIELDS = ("citizens", "ns", "limit_ns", "ratio", "bytes_per_citizen", "numpy_ns")
_BUSY = 0.3


def main(*, citizens: Sequence[int], form: str, steps: bool = False) -> None:
    """Measure each of these sizes in its own process, and print the results; `form` is text or json."""
    processors = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    if (load := _load()) > _BUSY * processors:
        click.echo(
            f"This machine is busy (load {load:.1f}), so the figures below are slower than they could be.", err=True
        )
    sizes: list[Measured] = []
    for size in sorted(set(citizens)):
        click.echo(f"Measuring {size:,} synthetic citizens ...", err=True)
        sizes.append(_in_a_process(size, processors, steps))
    rows = summary(sizes)
    click.echo(json.dumps(rows) if form == "json" else table(rows, sizes, processors))


def _load() -> float:
    """Return the average number of processes ready to run, over the last minute."""
    return os.getloadavg()[0] if hasattr(os, "getloadavg") else 0.0


def _in_a_process(size: int, processors: int, steps: bool) -> Measured:
    command = [sys.executable, "-m", "counterscore.bench.size", str(size), str(processors)]
    done = subprocess.run([*command, "--steps"] if steps else command, stdout=subprocess.PIPE, text=True, check=False)
    if done.returncode:
        reason = "not enough memory for this size" if done.returncode < 0 else "see its error message above"
        raise Problem(Fault(f"the measurement failed: {reason}", key="--citizens", value=str(size)))
    return json.loads(done.stdout)


def summary(sizes: list[Measured]) -> list[Measured]:
    """Return a row of FIELDS for each size.

    `bytes_per_citizen` is the slope of peak memory between the two largest sizes. With only one size, it is the peak
    divided by the number of citizens.
    """
    *_, (before, low), (most, high) = [(0, 0), *((size["citizens"], size["peak"]) for size in sizes)]
    slope = round((high - low) / (most - before), 1)
    return [_row(size, slope) for size in sizes]


def _row(size: Measured, bytes_per_citizen: float) -> Measured:
    limit, in_numpy = size["limit"]["ns"], size["numpy_ns"]
    ratio = round(size["ns"] / limit, 2)
    values = (
        size["citizens"],
        round(size["ns"], 1),
        round(limit, 1),
        ratio,
        bytes_per_citizen,
        in_numpy and round(in_numpy, 1),
    )
    return dict(zip(FIELDS, values, strict=True))
