"""A world of a few people set up by hand, so that every measure can be calculated with a pencil."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

import numpy as np

from counterscore import Regime, Society
from counterscore.measure.outcomes import (
    ActCounts,
    Dealt,
    DecisionCounts,
    Earnings,
    Ends,
    Listings,
    MonthlyCounts,
    OpinionsHeld,
    Outcomes,
    PersonAttributes,
    Points,
    Refusals,
    RequestTable,
    SevereRefusals,
    Standings,
    Starts,
    TieHistory,
    Times,
    Trades,
    VoluntaryRequests,
)
from counterscore.run.scenario import CITIZENS, Scenario
from counterscore.society.traits import BIT
from present import firms_of

YEAR = 12
# It has a few more people than the worlds of this file; no measure depends on the number.
SCENARIO = Scenario(
    society=Society.load("china-2018"), regime=Regime.load("citizen-score"), citizens=CITIZENS.least, months=YEAR
)  # fmt: skip
SOCIETY, SCORE = SCENARIO.society.file, SCENARIO.regime.file
ACTS = {activity.id: place for place, activity in enumerate(SOCIETY.activities)}
DECISIONS = {
    decision.id: place for place, decision in enumerate([*SOCIETY.decisions, *firms_of(SOCIETY).decisions])
}  # fmt: skip
ALL = slice(None)


def _zeros(kind: type, count: int, **given: Any) -> Any:
    rows = {"done": len(ACTS), "seen": len(ACTS), "acts": len(ACTS)} if kind in (ActCounts, Points) else {}
    columns = {
        field.name: np.zeros((rows[field.name], count) if field.name in rows else count) for field in fields(kind)
    }
    return kind(**{**columns, **given})


def world(count: int = 4, **parts: dict[str, Any]) -> Outcomes:
    """Return a world of `count` adults after one year, with the columns in `parts` set: `times={"jobless": [...]}`."""
    full = np.full(count, YEAR)
    bits = np.full(count, sum(BIT[name] for name in ("alive", "adult", "working-age", "labour-force")), np.uint32)
    flags = {name: np.zeros(count, bool) for name in ("urban", "minority", "female", "phone", "internet")}
    people = _zeros(
        PersonAttributes, count, key=np.arange(count), there=np.ones(count, bool), born=np.full(count, -360),
        cell=np.zeros(count, np.uint8), wage=np.full(count, 1000.0), **flags,
    )  # fmt: skip
    counts: Any = np.zeros((4, 2, len(SOCIETY.decisions), count))
    starts = _zeros(Starts, count, bits=bits, wage=np.full(count, 1000.0))
    shape, no_ties = (len(SOCIETY.decisions), count), np.empty((2, 0), np.int32)
    whole = Outcomes(
        scenario=SCENARIO, lowest=350_000, rated=True, people=people, starts=starts,
        earnings=Earnings(paid=np.full(count, YEAR * 1000.0)),
        times=_zeros(Times, count, alive=full, adult=full, due=full),
        ends=_zeros(Ends, count, bits=bits, rung=np.zeros(count, np.int32)),
        opinions=_zeros(OpinionsHeld, count),
        answers=DecisionCounts(*(np.zeros(shape, np.uint16) for _ in fields(DecisionCounts))),
        voluntary=VoluntaryRequests(*counts, months=np.zeros(1, int)),
        acts=_zeros(
            ActCounts, count, done_by_month=np.zeros((YEAR, len(ACTS))), seen_by_month=np.zeros((YEAR, len(ACTS)))
        ),
        points=_zeros(Points, count),
        refusals=_zeros(Refusals, count, by_act=np.zeros(len(ACTS), np.int64)),
        severe=_zeros(SevereRefusals, count),
        listings=_zeros(Listings, count, first=np.full(count, -1)),
        standings=Standings(np.array([0]), np.zeros((1, count), np.int32)),
        requests=RequestTable(*(np.empty(0, kind) for kind in (int, int, int, bool, bool, int))),
        ties=TieHistory(first=no_ties, last=no_ties, dropped=np.zeros(YEAR, np.int64), added=np.zeros(YEAR, np.int64)),
        dealt=_zeros(Dealt, count),
        trades=Trades(np.empty(0, np.int32), *np.empty((3, 0), np.uint16)),
        by_month=MonthlyCounts(
            np.zeros((1, YEAR, 1), np.int64), np.zeros((YEAR, 5), np.int32), np.zeros((YEAR, 1), np.int64)
        ),
    )  # fmt: skip
    for name, columns in parts.items():
        found = {key: np.asarray(value) for key, value in columns.items()}
        whole = replace(whole, **{name: replace(getattr(whole, name), **found)})
    return whole


def rungs(*points: float) -> np.ndarray:
    """Return points on the scale from 350 as rungs; 0 remains 0 (no score)."""
    return np.array([round((value - 350) * 1000) + 1 if value else 0 for value in points], np.int32)


def act(count: int, **units: list[int]) -> np.ndarray:
    """Return a table of activities x people with these units done; `_` in a key stands for a hyphen."""
    table = np.zeros((len(ACTS), count), np.int64)
    for name, values in units.items():
        table[ACTS[name.replace("_", "-")]] = values
    return table


def asked(count: int, **numbers: list[int]) -> np.ndarray:
    """Return a table of decisions x people with these numbers; `_` in a key stands for a hyphen."""
    table = np.zeros((len(SOCIETY.decisions), count), np.int64)
    for name, values in numbers.items():
        table[DECISIONS[name.replace("_", "-")]] = values
    return table


def everybody(of: Outcomes) -> np.ndarray:
    """Return the group of everybody."""
    return np.ones(of.count, bool)


def requests(person: list[int], decision: str, granted: list[int], good: list[int], standing: list[int] | None = None):
    """Return requests for one decision, in the order of the lists."""
    count = len(person)
    return {
        "person": np.array(person), "decision": np.full(count, DECISIONS[decision]), "month": np.zeros(count, int),
        "granted": np.array(granted, bool), "good": np.array(good, bool),
        "standing": np.array(standing or [50] * count),
    }  # fmt: skip
