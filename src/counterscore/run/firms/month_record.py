"""What is recorded of the firms each month, as whole numbers. A cell is a fifth of honesty and a size class."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.core.state import Longs
from counterscore.engine.firms.company import FIFTHS, Firms
from counterscore.engine.firms.gates import BY_GATE, GRANTED, NOT_ASKED
from counterscore.engine.firms.month import Traded
from counterscore.engine.firms.observe import MISTAKEN, SEEN
from counterscore.engine.firms.plan import FirmPlan
from counterscore.engine.world import World
from counterscore.society.firms_schema import FirmsSpec

COUNTS = ("firms", "workers", "strained", "listed", "reserves", "stakes", "score")
FINE = 65536  # reserves and beliefs are summed in 2**-16
ANSWERED = 3
FOLLOWED = 1000  # firms, the first ones by number, whose every change of score is recorded
EVENTS = ("breaches", "unpaid", "laid_off", "opened", "owners_dragged")
TURNOVER = ("founded", "failed", "closed")


@dataclass(frozen=True)
class FirmsMonthRecord:
    """One month of the firms.

    `counts`: cells x COUNTS. `answers`: cells x decisions x answers. `months_refused`: months that refusals last,
    cells x decisions. `done`, `seen`: acts done and acts recorded, by activity. `mistaken`: false findings. `events`:
    counts of EVENTS, then of firms listed because of their owner. `on`: firms on each list. `turnover`: counts of
    TURNOVER. `rungs`: the rung of every firm in the market. `booked`: activities x the first FOLLOWED firms.
    """

    counts: Longs
    answers: Longs
    months_refused: Longs
    done: Longs
    seen: Longs
    mistaken: int
    events: tuple[int, ...]
    on: Longs
    turnover: tuple[int, ...]
    rungs: Ints
    booked: NDArray[np.uint8]


def record_firms(world: World, traded: Traded | None) -> FirmsMonthRecord | None:
    """Return the record of the month just simulated; None in a world without firms."""
    firms = world.firms
    if firms is None or traded is None:
        return None
    plan, cells = firms.rules(world.month - 1), firms.cells
    return FirmsMonthRecord(
        counts=_counts(plan, firms, cells),
        answers=_answers(firms, traded.said, cells),
        months_refused=_months_refused(plan, firms, traded.said, cells),
        done=traded.done.sum(axis=1, dtype=np.int64),
        seen=(traded.booked == SEEN).sum(axis=1),
        mistaken=int((traded.booked == MISTAKEN).sum()),
        events=(*(int(getattr(traded, name)) for name in EVENTS), int(firms.by_owner.sum())),
        on=(firms.terms > 0).sum(axis=1),
        turnover=tuple(int(getattr(traded, name)) for name in TURNOVER),
        rungs=firms.score[firms.trading],
        booked=traded.booked[:, :FOLLOWED].copy(),
    )


def _counts(plan: FirmPlan, firms: Firms, cells: int) -> Longs:
    bad = np.flatnonzero(plan.lists.below > 0)
    columns = (
        firms.trading,
        firms.workers,
        (firms.reserves < plan.fortunes.strained_below) & firms.trading,
        (firms.terms[bad] > 0).any(axis=0),
        (firms.reserves * np.float32(FINE)).astype(np.int64),
        (firms.stakes * np.float32(FINE)).astype(np.int64) * firms.trading,
        firms.score,
    )
    counts = np.zeros((cells, len(COUNTS)), np.int64)
    for place, column in enumerate(columns):
        np.add.at(counts[:, place], firms.cell, column.astype(np.int64))
    return counts


def _answers(firms: Firms, said: NDArray[np.int8], cells: int) -> Longs:
    answers = np.zeros((cells, len(said), ANSWERED), np.int64)
    decision, firm = np.nonzero(said != NOT_ASKED)
    np.add.at(answers, (firms.cell[firm], decision, said[decision, firm]), 1)
    return answers


def _months_refused(plan: FirmPlan, firms: Firms, said: NDArray[np.int8], cells: int) -> Longs:
    """Return how many months refusals last: one, or as long as the firm is on a list that bars it from the decision."""
    months_refused = np.zeros((cells, len(said)), np.int64)
    for d, answers in enumerate(said):
        barring = [entry for entry in range(len(firms.terms)) if plan.gates.lists[d] >> np.uint32(entry) & np.uint32(1)]
        term = np.where(answers == BY_GATE, firms.terms[barring].max(axis=0, initial=0), 0)
        refused = np.flatnonzero(answers > GRANTED)
        np.add.at(months_refused[:, d], firms.cell[refused], np.maximum(term[refused], 1))
    return months_refused


def group_rows(spec: FirmsSpec, cells: int) -> tuple[list[str], Longs]:
    """Return the groups of firms (all, fifths of honesty, size classes), and a 0/1 table of groups x cells."""
    sizes = [f"size-{size.id}" for size in spec.sizes]
    names = ["all", *(f"honesty-{k + 1}" for k in range(FIFTHS)), *sizes]
    cell = np.arange(cells)
    fifths = [cell // len(sizes) == k for k in range(FIFTHS)]
    masks = [np.ones(cells, np.bool_), *fifths, *(cell % len(sizes) == k for k in range(len(sizes)))]
    return names, np.array(masks, np.int64)
