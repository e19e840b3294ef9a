"""The score and the register over time: stickiness of lists, stability of ranks, proxies, shaming."""

from __future__ import annotations

import numpy as np

from counterscore.measure.evidence.evidence import Evidence, Z, ratio_error, share, unknown
from counterscore.measure.privacy.register import public, register_reach, same_entry, singled_out_interval
from counterscore.measure.privacy.uniqueness import MILLION
from counterscore.measure.stratification.mobility import yearly_standing
from counterscore.measure.twins import Twins
from counterscore.run.privacy.guess import inference_auc

YEAR, LATE = 12, 36
FEWEST = 20


def stickiness(twins: Twins) -> Evidence:
    """Return M7: share of people listed who are still on the list, without a break, three years later.

    In a run shorter than six years, half its length stands for three years. People who died before are left out.
    """
    world = twins.a
    first, stay, months = world.listings.first.astype(np.int64), world.listings.stay, world.scenario.months
    span = min(LATE, months // 2)
    early = world.people.there & (first >= 0) & (first + span < months) & (world.times.alive > first + span)
    median = float(np.median(np.minimum(stay[early], span))) if early.any() else 0.0
    sentence = "{share} of people listed were still on the list " + (
        f"{span} month{'s' if span != 1 else ''} later; within that time the median stay is {median:.0f}."
    )
    still = early & (stay > span)
    return share(int(still.sum()), int(early.sum()), sentence, "Nobody was listed early enough to measure this.")


def stability(twins: Twins) -> Evidence:
    """Return M14: mean change of rank, in percentiles, from one year to the next.

    The interval allows for the years of a person, which are not independent.
    """
    world = twins.a
    rows = yearly_standing(world)
    moves = [np.abs(rows[month + YEAR] - rows[month]) for month in rows if month + YEAR in rows]
    together = np.stack(moves) if moves and world.rated else np.empty((0, world.count))
    years, moved = (~np.isnan(together)).sum(axis=0), np.nansum(together, axis=0)
    if not years.any():
        return unknown("There are not two years with scores.")
    value, error = float(moved.sum() / years.sum()), Z * ratio_error(moved, years)
    sentence = f"From one year to the next, people move by {100 * value:.0f} percentiles in rank on average."
    return Evidence(value, value - error, value + error, int((years > 0).sum()), sentence)


def proxy(twins: Twins) -> Evidence:
    """Return M10: how well recorded acts reveal membership of the minority (AUC, five-fold cross-validation)."""
    world = twins.a
    adult = world.adult
    records = world.acts.seen[:, adult].T
    truth = world.people.minority[adult]
    if not records.any() or min(truth.sum(), (~truth).sum()) < FEWEST:
        return unknown("Nothing is recorded, or the minority is too small for an estimate.")
    (value,) = inference_auc(records, truth[:, None])
    yes, no = int(truth.sum()), int((~truth).sum())
    error = Z * _auc_error(value, yes, no)
    sentence = f"Recorded acts reveal membership of the minority with an AUC of {value:.2f} (0.5 is chance)."
    return Evidence(value, value - error, min(value + error, 1.0), yes + no, sentence)


def _auc_error(value: float, yes: int, no: int) -> float:
    """Return the standard error of an area under the ROC curve (Hanley and McNeil 1982)."""
    q1, q2 = value / (2 - value), 2 * value**2 / (1 + value)
    spread = value * (1 - value) + (yes - 1) * (q1 - value**2) + (no - 1) * (q2 - value**2)
    return float(np.sqrt(max(spread, 0.0) / (yes * no)))


def shaming(twins: Twins) -> Evidence:
    """Return M15: share of entries in a public register of a million that would identify one person; who sees them."""
    world = twins.a
    everybody = np.ones(world.count, np.bool_)
    entries = int((~np.isnan(world.scores)).sum())
    if not public(world) or not world.rated or not entries:
        return Evidence(0.0, None, None, 0, "There is no public register.")
    alone, strangers = singled_out_interval(world), register_reach(world, everybody)
    others = same_entry(world, everybody)
    shared = "" if np.isnan(others) else f"an entry is shared with {others:,.0f} others on average, and "
    sentence = (
        f"Of a million entries in a public register, {alone.value:,.0f} would identify one person (95 % interval "
        f"{alone.low:,.0f} to {alone.high:,.0f}); {shared}{strangers:,.0f} strangers can look up each entry here."
    )
    return Evidence(alone.value / MILLION, alone.low / MILLION, alone.high / MILLION, entries, sentence)
