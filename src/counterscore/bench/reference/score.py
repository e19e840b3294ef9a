"""The stage score, and the lists that follow from it."""

from __future__ import annotations

import numpy as np

from counterscore.bench.reference.acts import Acted
from counterscore.bench.reference.circumstances import put
from counterscore.bench.reference.philox import PhiloxStream
from counterscore.bench.reference.view import holds
from counterscore.chance.kernel import Ints, Words
from counterscore.chance.purposes import LISTED
from counterscore.engine.core.events import NOTIFIED_LISTING, NOTIFIED_REFUSAL
from counterscore.engine.core.plan import Lists, Plan, Scale
from counterscore.engine.core.state import Longs, State


def settle(plan: Plan, s: State, acted: Acted, tick: int, stream: PhiloxStream) -> None:
    """Write everybody's new score, and who is on which list because of it."""
    scale, last = plan.scale, acted.last.astype(np.int64)
    drift = ((scale.base - last) * scale.forgotten + _friends(scale, s, last) + (1 << 29)) >> 30
    new = np.minimum(np.maximum(last + drift + acted.total, 1), int(scale.top))
    s.score[:] = np.where(last > 0, new, 0)
    if len(plan.lists.below):
        _keep_lists(plan, s, stream.words(s.key, tick, LISTED, 0))


def _friends(scale: Scale, s: State, last: Longs) -> Longs:
    """Return the friends' part, in units of 2**-30 of a thousandth."""
    if scale.friends == 0:
        return np.zeros(len(last), np.int64)
    rungs = np.where(s.friends >= 0, s.before[np.maximum(s.friends, 0)], 0).astype(np.int64)
    total, number = _by_row(s.offsets, rungs), _by_row(s.offsets, (rungs > 0).astype(np.int64))
    mean = total.astype(np.float64) / np.maximum(number, 1).astype(np.float64)
    part = np.where(number > 0, (mean - last.astype(np.float64)) * np.float64(scale.friends), 0.0)
    return np.minimum(np.maximum(part.astype(np.int64), -scale.friends_cap), scale.friends_cap)


def _by_row(offsets: Ints, values: Longs) -> Longs:
    """Return the sums over rows, some of which may be empty."""
    running = np.concatenate(([0], np.cumsum(values)))
    return running[offsets[1:]] - running[offsets[:-1]]


def _keep_lists(plan: Plan, s: State, block: tuple[Words, ...]) -> None:
    lists = plan.lists
    for k in map(int, lists.order):
        _keep_list(lists, k, plan.rights.notice, s, block[k])
    on = [s.terms[k] > 0 for k in range(len(lists.below)) if lists.below[k] > 0]
    put(s.bits, "listed", np.any(on, axis=0) if on else np.zeros(len(s.bits), bool))
    s.months_listed += holds(s.bits, "listed")


def _keep_list(lists: Lists, k: int, notice: np.uint32, s: State, word: Words) -> None:
    score, term = s.score, s.terms[k].astype(np.int32)
    fits = (score > 0) & ((score < lists.below[k]) | (score >= lists.above[k]))
    if lists.after[k] >= 0:
        fits &= s.terms[lists.after[k]] >= lists.after_months[k]
    stays = (term > 0) & (fits | (term < lists.months[k])) & (score > 0)
    enters = (term == 0) & fits
    if lists.below[k] > 0:
        s.event[enters & (word < notice)] |= NOTIFIED_REFUSAL | NOTIFIED_LISTING
    s.terms[k] = np.where(stays, np.minimum(term + 1, 255), enters)


def count_rungs(scale: Scale, score: Ints) -> tuple[Ints, int]:
    """Return the number of people on each rung, and of people with a score."""
    total = np.bincount(score, minlength=int(scale.top) + 1).astype(np.int32)
    total[0] = 0
    return total, int(total.sum())


def rung_at(total: Ints, below: int) -> int:
    """Return the lowest rung with more than `below` people on it or lower, or one above the highest used rung."""
    used = np.flatnonzero(total)
    return min(int(np.searchsorted(np.cumsum(total), below, side="right")), int(used[-1]) + 1)
