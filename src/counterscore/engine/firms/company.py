"""The state of the firms: one column per attribute, one entry per firm; and every person's employer."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words
from counterscore.engine.firms.plan import FirmPlan, Longs
from counterscore.society.firms import NO_JOB, OUTSIDE, FirmsDrawn
from counterscore.society.firms_schema import FirmsSpec

_Tuple = TypeVar("_Tuple", bound=tuple[Any, ...])
Bytes = NDArray[np.uint8]
FIFTHS = 5
TRADING = np.int32(2**31 - 1)


@dataclass
class Firms:
    """The columns of firms, which are numbered from 0.

    Their number changes only in a society that declares entry and exit. A new firm gets the next number. A firm that
    left the market keeps its own, which no other firm ever gets: without workers, posts, contracts, score and lists.

    `closed`: the month in which the firm left, or TRADING. `failed`: 1 if it left because it had no reserves. `dry`:
    months in a row without reserves, at most 255. `sought`: contracts that it looks for in place of lost ones.
    `fifths`: the honesty from which the second to the fifth fifth begin; `cells`: number of cells.

    `cell`: the group of a firm in counts: fifth of honesty x sizes + size. `employer`: one entry per person: a firm,
    OUTSIDE or NO_JOB. `posts`: a firm's jobs, filled or vacant. `outside`: posts, and people in work, outside firms.
    `terms`: lists x firms, months on each, 0 for not on it. `by_owner`: 1 if the firm is listed only because its owner
    is. `drags`: 1 if the owner is on a list of citizens because of the firm.
    """

    before_plan: FirmPlan
    plan: FirmPlan
    begins: int | None
    key: Words
    owner: Ints
    sector: Bytes
    size: Bytes
    founded: Ints
    own: Floats
    offsets: Longs
    counterparties: Ints
    employer: Ints
    outside: list[int]
    honesty: Floats
    demand: Floats
    reserves: Floats
    stakes: Floats
    posts: Ints
    workers: Ints
    score: Ints
    terms: Bytes
    by_owner: Bytes
    drags: Bytes
    cell: Bytes
    openings: int
    closed: Ints
    failed: Bytes
    dry: Bytes
    sought: Ints
    fifths: Floats
    cells: int
    asked: Longs  # D x firms
    denied: Longs  # D x firms
    outcomes: dict[str, Longs]

    @property
    def count(self) -> int:
        """The number of firms that there ever were."""
        return len(self.key)

    @property
    def trading(self) -> NDArray[np.bool_]:
        """Which firms have not left the market."""
        return self.closed == TRADING

    def rules(self, month: int) -> FirmPlan:
        """Return the plan of a month: the regime's plan from month `begins` on."""
        return self.plan if self.begins is not None and month >= self.begins else self.before_plan

    def make_room(self, people: int) -> None:
        """Extend `employer` to an entry for each of so many people."""
        missing = people - len(self.employer)
        if missing > 0:
            self.employer = np.concatenate([self.employer, np.full(missing, NO_JOB, np.int32)])

    def forget(self) -> None:
        """Reset the counts of requests, refusals and outcomes, which start at month 0."""
        for counted in (self.asked, self.denied, *self.outcomes.values()):
            counted[:] = 0


OUTCOMES = ("laid_off", "months_listed", "months_dragged", "unlawful", "found", "mistaken", "breached", "withheld")


def found(
    spec: FirmsSpec, drawn: FirmsDrawn, plans: tuple[FirmPlan, FirmPlan], begins: int | None, trust: Floats
) -> Firms:
    """Return the firms before the burn-in. `plans`: without a regime and under it; `trust`: trustworthiness by id."""
    before_plan, plan = plans
    count, decisions = len(drawn.owner), len(spec.decisions)
    workers = np.bincount(drawn.employer[drawn.employer >= 0], minlength=count).astype(np.int32)
    fortunes = plan.fortunes
    honesty = np.asarray(fortunes.from_owner * trust[drawn.owner] + fortunes.from_itself * drawn.own, np.float32)
    return Firms(
        before_plan=before_plan,
        plan=plan,
        begins=begins,
        key=np.arange(count, dtype=np.uint32),
        owner=drawn.owner,
        sector=drawn.sector,
        size=drawn.size,
        founded=-drawn.age,
        own=drawn.own,
        offsets=drawn.offsets,
        counterparties=drawn.counterparties,
        employer=drawn.employer,
        outside=[int(np.count_nonzero(drawn.employer == OUTSIDE))] * 2,
        honesty=honesty,
        demand=drawn.demand,
        reserves=np.minimum(drawn.reserves * np.float32(2 * spec.trade.reserves.value), fortunes.fullest),
        stakes=np.zeros(count, np.float32),
        posts=workers.copy(),
        workers=workers,
        score=np.zeros(count, np.int32),
        terms=_blank_terms(plan, count),
        by_owner=np.zeros(count, np.uint8),
        drags=np.zeros(count, np.uint8),
        cell=_cells(honesty, drawn.size, len(spec.sizes)),
        openings=0,
        closed=np.full(count, TRADING, np.int32),
        failed=np.zeros(count, np.uint8),
        dry=np.zeros(count, np.uint8),
        sought=np.zeros(count, np.int32),
        fifths=np.sort(honesty)[[-(-count * k // FIFTHS) for k in range(1, FIFTHS) if -(-count * k // FIFTHS) < count]],
        cells=FIFTHS * len(spec.sizes),
        asked=np.zeros((decisions, count), np.int64),
        denied=np.zeros((decisions, count), np.int64),
        outcomes={name: np.zeros(count, np.int64) for name in OUTCOMES},
    )


def renewed(firms: Firms, plan: FirmPlan, begins: int | None) -> Firms:
    """Return a copy of firms, none of them scored or listed yet, under another plan."""
    columns = {name: deepcopy(value) for name, value in vars(firms).items() if name not in ("before_plan", "plan")}
    terms = _blank_terms(plan, firms.count)
    return replace(firms, **{**columns, "plan": plan, "begins": begins, "terms": terms})


def _blank_terms(plan: FirmPlan, count: int) -> Bytes:
    return np.zeros((max(len(plan.lists.below), 1), count), np.uint8)


def _cells(honesty: Floats, size: Bytes, sizes: int) -> Bytes:
    """Return the cell of each firm. The number breaks ties in honesty, so that all fifths have the same size."""
    place = np.empty(len(honesty), np.int64)
    place[np.lexsort((np.arange(len(honesty)), honesty))] = np.arange(len(honesty))
    return (place * FIFTHS // len(honesty) * sizes + size).astype(np.uint8)


def columns_of(columns: type[_Tuple], firms: Firms) -> _Tuple:
    """Return the columns that a stage names."""
    return columns(*(getattr(firms, name) for name in columns.__annotations__))
