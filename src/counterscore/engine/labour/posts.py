"""The vacant posts of firms: where they are opened, which close, and what they cost."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.purposes import MARKET, POST_CLOSED, POST_OPENED
from counterscore.engine.core.plan import PostTerms
from counterscore.engine.core.state import Longs
from counterscore.engine.firms.company import Firms
from counterscore.engine.labour.market import Cleared, round_at_random, words_for

f32 = np.float32
_FINE = 1024
_BOUNDS = (0.0, 4.0)  # of the pull of demand on new posts
_WHOLE = 1 << 32
_LAPSING = 2  # the first two questions of the purpose MARKET are those of `market.clear`


def forget(firms: Firms) -> None:
    """Close every vacant post, as before the first month of a labour market."""
    firms.posts[:] = firms.workers
    firms.outside[0] = firms.outside[1]


def move(terms: PostTerms, firms: Firms, cleared: Cleared, tick: int, seed: np.uint64) -> None:
    """Close and open posts, so that the vacant posts of all firms and outside them change by `cleared.opened`."""
    each = _vacant(firms)
    total = int(each.sum())
    word = words_for(_LAPSING + 1, tick, MARKET, seed)[_LAPSING]
    closing = round_at_random(total / terms.lasts, word) + max(-cleared.opened, 0)
    closing = min(closing, total)
    _close(firms, each, closing, tick, seed)
    _open(firms, _pull(terms, firms), closing + cleared.opened, tick, seed)


def bear_cost(terms: PostTerms, firms: Firms, gap: float, fullest: np.float32) -> None:
    """Deduct from reserves the output of vacant posts, and the sales lost because people have less to spend."""
    empty = np.maximum(firms.posts - firms.workers, 0).astype(np.float32) / np.maximum(firms.posts, 1).astype(f32)
    change = terms.output * empty + terms.sales * f32(gap)
    firms.reserves[:] = np.clip(firms.reserves - change, f32(0.0), fullest)


def slack(terms: PostTerms, firms: Firms, shed: NDArray[np.uint32]) -> NDArray[np.uint32]:
    """Return each worker's chance of dismissal (a threshold), with that of firms whose demand is low added."""
    more = (terms.slack * np.maximum(-firms.demand.astype(np.float64), 0.0) * _WHOLE).astype(np.int64)
    return np.minimum(shed.astype(np.int64) + more, _WHOLE - 1).astype(np.uint32)


def vacant(firms: Firms) -> int:
    """Return how many more posts there are than workers, in firms and outside them."""
    posts, filled = firms.outside
    return int(firms.posts.sum() - firms.workers.sum() + posts - filled)


def _vacant(firms: Firms) -> Longs:
    """Return the vacant posts of each firm, and then outside all firms."""
    posts, filled = firms.outside
    return np.append(np.maximum(firms.posts - firms.workers, 0), max(posts - filled, 0)).astype(np.int64)


def _pull(terms: PostTerms, firms: Firms) -> Longs:
    """Return the weight of each firm, and then of the sector outside, by which posts are opened."""
    low, high = _BOUNDS
    eager = np.clip(1.0 + terms.demand * firms.demand.astype(np.float64), low, high)
    weight = (eager * np.maximum(firms.workers, 1) * _FINE).astype(np.int64) * (firms.reserves > 0)
    rest = (1.0 - terms.firms_share) / terms.firms_share if terms.firms_share > 0 else 1.0
    return np.append(weight, max(int(int(weight.sum()) * rest), 1))


def _close(firms: Firms, vacant: Longs, closing: int, tick: int, seed: np.uint64) -> None:
    """Close so many of the vacant posts, drawn at random."""
    each: NDArray[np.intp] = np.repeat(np.arange(len(vacant)), vacant)
    words = words_for(len(each), tick, POST_CLOSED, seed)
    _add(firms, each[np.argsort(words, kind="stable")[:closing]], -1)


def _open(firms: Firms, pull: Longs, opening: int, tick: int, seed: np.uint64) -> None:
    """Open so many posts, each drawn in proportion to `pull`."""
    if opening <= 0:
        return
    ends: Longs = np.cumsum(pull)
    words = words_for(opening, tick, POST_OPENED, seed).astype(np.float64)
    drawn = (words / _WHOLE * float(ends[-1])).astype(np.int64)
    _add(firms, np.searchsorted(ends, drawn, side="right"), 1)


def _add(firms: Firms, places: NDArray[np.intp], change: int) -> None:
    counts = np.bincount(places, minlength=firms.count + 1)
    firms.posts += (change * counts[:-1]).astype(np.int32)
    firms.outside[0] += change * int(counts[-1])
