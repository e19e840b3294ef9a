"""What each data source and each operator has on file about a sample of adults, by month."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import polars as pl
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.core.state import Bytes
from counterscore.engine.result import MonthResult
from counterscore.engine.scoring.rows import row
from counterscore.engine.world import World, no_diary
from counterscore.regime.schema import RegimeFile
from counterscore.run.following import chosen
from counterscore.run.privacy.adding import add_up, copy_out
from counterscore.run.privacy.guess_in_subprocess import Answer, Ask
from counterscore.society.traits import BIT

Counts = NDArray[np.int64]
Flags = NDArray[np.bool_]
_Row = tuple[int, str, str, str | None, float]
SAMPLE, FEWEST = 2_000, 100
# Numbers of months after which the files are evaluated; they are also evaluated at the end.
AFTER = (1, 6, 12, 36, 60, 120, 240, 480)
ATTRIBUTES = ("minority", "heterodoxy", "illness", "income")
SCHEMA = {"month": pl.Int32, "watcher": pl.String, "measure": pl.String, "attribute": pl.String, "value": pl.Float64}


class _Evaluation(NamedTuple):
    """What one watcher knows after a month.

    `seen`: units of acts that it recorded, of all `done`. `aucs`: how well its records reveal each of ATTRIBUTES.
    """

    month: int
    watcher: str
    seen: int
    done: int
    aucs: Answer | None

    def rows(self) -> Iterator[_Row]:
        """Yield the rows of the table."""
        if self.done:
            yield self.month, self.watcher, "seen", None, round(self.seen / self.done, 4)
        for name, value in zip(ATTRIBUTES, self.aucs(), strict=True) if self.aucs else ():
            if value == value:
                yield self.month, self.watcher, "auc", name, round(value, 3)


class Watchers:
    """Observes a world from month 0 on and counts, for the sample, what was done and what each watcher recorded.

    `ask` starts the estimates of what can be inferred; `table` waits for their results.
    """

    def __init__(self, regime: RegimeFile, months: int, people_seed: int, ask: Ask) -> None:
        self.regime, self.months, self.people_seed, self.ask = regime, months, people_seed, ask
        self.sample: Ints = np.empty(0, np.int32)
        self.all: Bytes = np.zeros(0, np.uint8)
        self.done: Counts = np.zeros((0, 0), np.int64)
        self.files: dict[str, Counts] = {}
        self.ill: Flags = np.zeros(0, np.bool_)
        self.evaluations: list[_Evaluation] = []

    def before(self, world: World) -> None:
        """Draw the sample before the first month, and have the world record the acts of the month."""
        if not len(self.sample):
            self.sample = chosen(SAMPLE, world, self.people_seed)
            self.done = np.zeros((len(world.plan.acts.kind), len(self.sample)), np.int64)
            self.ill = np.zeros(len(self.sample), np.bool_)
            self.all = np.ones(len(self.sample), np.uint8)
        world.open_diary()

    def after(self, world: World, month: MonthResult) -> None:
        """Add the acts of the month, and evaluate the files if it is time."""
        kinds, page = len(self.done), np.empty((len(self.done), len(self.sample)), np.int32)
        copy_out(world.diary.done, self.sample, page)
        add_up(page, np.arange(kinds, dtype=np.int32), self.all, self.done)
        copy_out(world.diary.noted, self.sample, page)
        self.ill |= (world.state.bits[self.sample] & np.uint32(BIT["ill"])) != 0
        for watcher, heard, of in self._seen(world):
            if watcher not in self.files:
                self.files[watcher] = np.zeros_like(self.done)
            add_up(page, heard, of, self.files[watcher])
        passed = month.month + 1
        if passed in AFTER or passed == self.months:
            self._evaluate(world, month.month)
        if passed == self.months:
            world.diary = no_diary()

    def _seen(self, world: World) -> Iterator[tuple[str, Ints, Bytes]]:
        """Yield each source and operator in force, the activities it sees this month, and whether it sees each person.

        A source sees everybody, an operator only the people it scores.
        """
        source = world.latest.sight.source
        for place, each in enumerate(self.regime.partners):
            yield each.id, _which(source == place), self.all
        feeds = {operator.id: operator.partners for operator in self.regime.operators}
        names = [each.id for each in self.regime.partners]
        for place, operator in enumerate(world.latest.operators):
            heard = [name in feeds.get(operator.id, names) for name in names]
            heard.append(False)  # the last index means that no source sees the activity
            scored = row(world.state, place, 0, world.people).score[self.sample] > 0
            yield _title(operator.id, names), _which(np.array(heard)[source]), scored.view(np.uint8)

    def _evaluate(self, world: World, month: int) -> None:
        state = world.state
        alive = (state.bits[self.sample] & np.uint32(BIT["alive"])) != 0
        truths = np.column_stack(
            [
                (state.bits[self.sample] & np.uint32(BIT["minority"])) != 0,
                _upper(state.heterodoxy[self.sample]),
                self.ill,
                _upper(state.wage[self.sample]),
            ]
        )[alive]
        whole = int(self.done[:, alive].sum())
        for watcher, counts in self.files.items():
            known = counts[:, alive]
            used = known.any(axis=1)
            aucs = self.ask(known[used].T, truths) if used.any() and alive.sum() >= FEWEST else None
            self.evaluations.append(
                _Evaluation(month=month, watcher=watcher, seen=int(known.sum()), done=whole, aucs=aucs)
            )

    def table(self) -> pl.DataFrame:
        """Return privacy.parquet: one row for each evaluated month, watcher, measure and attribute."""
        return pl.DataFrame([row for each in self.evaluations for row in each.rows()], schema=SCHEMA, orient="row")


def _which(flags: Flags) -> Ints:
    return np.flatnonzero(flags).astype(np.int32)


def _title(operator: str, sources: list[str]) -> str:
    """Return the name of an operator, marked as one if a source has the same name."""
    return f"{operator} (operator)" if operator in sources else operator


def _upper(values: NDArray[np.float32]) -> Flags:
    """Return for each value whether it is above the median."""
    return values > np.median(values)
