"""A bad mark that lenders see, and employers too or not: what removing it does to loans and to work.

./lab python tests/mechanisms/flag_pair.py PEOPLE MONTHS POPULATIONS   writes flag_pair.json

Dobbie and others (2020, Journal of Finance 75, 2377-2419) find that removing a mark brings much credit and hardly any
work; Bos, Breza and Liberman (2018) find less work with a mark that employers see. Neither size is fitted: one gate is
switched. `test_credit.py` has a short version, and reads the record.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

sys.path.insert(0, str(Path(__file__).parents[1]))

from counterscore.engine.access.gate import GRANTED
from counterscore.engine.month import step
from counterscore.engine.start.beginning import begin
from counterscore.regime.schema import Gate, RegimeFile
from counterscore.society.traits import BIT
from counterscore.study.estimate import estimate
from engine.credit_market import learnt
from figures import figure
from mechanisms.lab import changed, scored
from present import number

RECORD = Path(__file__).with_suffix(".json")
LOWEST, MARKED_IN, YEAR = 10, 6, 12
_WORKER = np.uint32(BIT["alive"] | BIT["working-age"] | BIT["labour-force"])
_EMPLOYED = np.uint32(BIT["employed"])
Marked = NDArray[np.intp]


class Lives(NamedTuple):
    """What marked people had: loans per 100 people and year; percent of months in the labour force with work."""

    loans: float
    work: float


def regime(lenders: bool, employers: bool) -> RegimeFile:
    """Return the score with a mark on the lowest tenth, at which lenders and employers look or do not look."""
    looked_at = ["consumer-loan"] * lenders + ["job"] * employers
    gates = [Gate(decision=name, percentile=figure(LOWEST)) for name in looked_at]
    return changed(scored(), gates=gates, lists=[], rank=None)


def lived(rules: RegimeFile, people: int, months: int, seed: int, marked: Marked | None) -> tuple[Lives, Marked]:
    """Return what happened to the marked from month MARKED_IN on; without any given, they are found here."""
    world, loans, work = begin(learnt(), rules, people, seed, seed, months=months), 0, np.zeros(2, np.int64)
    loan = [each.id for each in learnt().decisions].index("consumer-loan")
    for _ in range(world.burn_in + months):
        month = step(world)
        if month.month == MARKED_IN and marked is None:
            marked = _lowest(world.state.score[: world.people])
        if month.month < MARKED_IN or marked is None:
            continue
        for asks, count, said in month.asks:
            taken = (asks.decision[:count] == loan) & (said == GRANTED)
            loans += int(np.isin(asks.person[:count][taken], marked).sum())
        bits = world.state.bits[marked]
        there = (bits & _WORKER) == _WORKER
        work += there.sum(), (there & ((bits & _EMPLOYED) != 0)).sum()
    assert marked is not None
    years = (months - MARKED_IN) / YEAR
    return Lives(100 * loans / len(marked) / years, 100 * work[1] / work[0]), marked


def _lowest(score: NDArray[np.int32]) -> Marked:
    ranked = score[score > 0]
    return np.flatnonzero((score > 0) & (score <= np.percentile(ranked, LOWEST)))


def removed(people: int, months: int, seed: int) -> dict[str, Lives]:
    """Return the effect of removing the mark, where employers look at it and where they do not."""
    both, marked = lived(regime(True, True), people, months, seed, None)
    lenders, _ = lived(regime(True, False), people, months, seed, marked)
    nobody, _ = lived(regime(False, False), people, months, seed, marked)
    return {
        "employers look": Lives(*np.subtract(nobody, both).tolist()),
        "employers do not look": Lives(*np.subtract(nobody, lenders).tolist()),
        "level with the mark": both,
    }


def main(people: int, months: int, populations: int) -> None:
    """Write the mean effects over populations, with 95 % intervals."""
    found = [removed(people, months, seed) for seed in range(1, populations + 1)]
    record: dict[str, object] = {"people": people, "months": months, "populations": populations}
    for name in found[0]:
        for outcome in Lives._fields:
            mean = estimate([getattr(each[name], outcome) for each in found])
            record[f"{name}: {outcome}"] = [round(number(each), 3) for each in (mean.value, mean.low, mean.high)]
    RECORD.write_text(json.dumps(record, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
