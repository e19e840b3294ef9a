"""What the score and the register do over time: stickiness, stability, proxies, shaming."""

from __future__ import annotations

import numpy as np

from counterscore.measure.evidence.evidence import Evidence, percent, share, unknown
from counterscore.measure.privacy.register import public, register_reach, singled_out
from counterscore.measure.stratification.mobility import yearly
from counterscore.measure.twins import Twins
from counterscore.run.privacy.guess import told_apart
from counterscore.society.traits import BIT

YEAR, LATE = 12, 36
FEWEST = 20


def stickiness(twins: Twins) -> Evidence:
    """M7: share of those who came on a list three years or more before the end and never left it."""
    world = twins.a
    alive = (world.ends.bits & np.uint32(BIT["alive"])) != 0
    months = world.scenario.months
    early = (world.listings.first >= 0) & (world.listings.first < max(months - LATE, months // 2)) & alive
    never = early & ~world.listings.left
    median = float(np.median(world.times.listed[early])) if early.any() else 0.0
    sentence = (
        "{share} of those who came on a list early never left it; " + f"the median is {median:.0f} months listed."
    )
    return share(int(never.sum()), int(early.sum()), sentence, "Nobody came on a list early enough to tell.")


def stability(twins: Twins) -> Evidence:
    """M14: by how many places in a hundred people move in rank from one year to the next, on average."""
    world = twins.a
    rows = yearly(world)
    moves = [np.abs(rows[month + YEAR] - rows[month]) for month in rows if month + YEAR in rows]
    together = np.concatenate(moves) if moves and world.rated else np.empty(0)
    known = together[~np.isnan(together)]
    if not len(known):
        return unknown("There are no two years with a score.")
    value, error = float(known.mean()), float(1.96 * known.std() / np.sqrt(len(known)))
    words = f"From one year to the next people move by {100 * value:.0f} places of a hundred in rank."
    return Evidence(value, value - error, value + error, len(known), words)


def proxy(twins: Twins) -> Evidence:
    """M10: how well membership of the minority can be told from the recorded acts (AUC, five folds)."""
    world = twins.a
    kept = world.adult
    records = world.acts.seen[:, kept].T
    truth = world.people.minority[kept]
    if not records.any() or min(truth.sum(), (~truth).sum()) < FEWEST:
        return unknown("Nothing is recorded, or the minority is too small to tell.")
    (value,) = told_apart(records, truth[:, None])
    yes, no = int(truth.sum()), int((~truth).sum())
    error = 1.96 * _auc_error(value, yes, no)
    words = f"From the recorded acts the minority can be told with an AUC of {value:.2f} (0.5 is a guess)."
    return Evidence(value, value - error, min(value + error, 1.0), yes + no, words)


def _auc_error(value: float, yes: int, no: int) -> float:
    """Standard error of an area under the ROC curve (Hanley and McNeil 1982)."""
    q1, q2 = value / (2 - value), 2 * value**2 / (1 + value)
    spread = value * (1 - value) + (yes - 1) * (q1 - value**2) + (no - 1) * (q2 - value**2)
    return float(np.sqrt(max(spread, 0.0) / (yes * no)))


def shaming(twins: Twins) -> Evidence:
    """M15: share of the lines of the public register that single somebody out, and how many strangers can look."""
    world = twins.a
    if not public(world) or not world.rated:
        return Evidence(0.0, None, None, 0, "There is no public register.")
    everybody = np.ones(world.count, np.bool_)
    lines = int((~np.isnan(world.scores)).sum())
    alone, reach = singled_out(world, everybody), register_reach(world, everybody)
    found = share(round(alone * lines), lines, "{share}", "Nobody is in the register.")
    words = f"{percent(alone)} of the register's lines are one person's alone; {reach:,.0f} strangers can look each up."
    return Evidence(found.value, found.low, found.high, found.n, words)
