"""consequences: effects of a firm's acts on counterparties and workers, and of answers on the firm and its jobs."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words, kernel, maker
from counterscore.chance.maths import unit
from counterscore.chance.philox import block, first_words
from counterscore.chance.purposes import FIRM_DISMISSAL, FIRM_JOBS
from counterscore.engine.core.events import HURT
from counterscore.engine.core.state import Bytes
from counterscore.engine.firms.company import Firms
from counterscore.engine.firms.compiling import COUNTERPARTY, WORKERS
from counterscore.engine.firms.plan import FirmActs, FirmAnswers, Fortunes, Longs
from counterscore.society.traits import BIT

f32, i32, i64, u8, u32, u64 = np.float32, np.int32, np.int64, np.uint8, np.uint32, np.uint64
_EMPLOYED = u32(BIT["employed"])
_SURE = i64(0xFFFFFFFF)
Table = np.ndarray[tuple[int, int], np.dtype[np.uint8]]


class Paid(NamedTuple):
    """The columns of a partition's people that withheld wages and dismissals change."""

    key: Words
    bits: Words
    pay: Floats
    wealth: Floats
    event: Bytes


@kernel
def _breaches(
    acts: FirmActs,
    key: Words,
    offsets: Longs,
    counterparties: Ints,
    tick: int,
    seed: np.uint64,
    done: Table,
    hits: Ints,
) -> None:
    """Count breaches of contract by activity and injured firm, which is drawn from the culprit's counterparties."""
    k0, k1 = u32(seed), u32(u64(seed) >> u64(32))
    for f in range(key.shape[0]):
        known = offsets[f + 1] - offsets[f]
        for a in range(done.shape[0]):
            if done[a, f] and acts.hurts[a] == COUNTERPARTY and known > 0:
                word, _, _, _ = block(key[f], u32(tick), u32(FIRM_JOBS), u32(1 + a), k0, k1)
                hits[a, counterparties[offsets[f] + i64((u64(word) * u64(known)) >> u64(32))]] += i32(1)


def hurt_counterparties(acts: FirmActs, firms: Firms, tick: int, seed: np.uint64, done: NDArray[np.uint8]) -> int:
    """Deduct the cost of broken contracts from the reserves of counterparties; return how many were broken."""
    hits = np.zeros(done.shape, np.int32)
    _breaches(acts, firms.key, firms.offsets, firms.counterparties, tick, seed, done, hits)
    for a, costs in enumerate(acts.costs):
        firms.reserves[:] = np.maximum(firms.reserves - costs * hits[a].astype(np.float32), np.float32(0.0))
    firms.outcomes["breached"] += hits.sum(axis=0)
    return int(hits.sum())


def withheld(acts: FirmActs, done: NDArray[np.uint8]) -> Floats:
    """Return the months of wages that each firm withholds from its workers this month."""
    short = np.zeros(done.shape[1], np.float32)
    for a in np.flatnonzero(acts.hurts == WORKERS):
        short += acts.costs[a] * done[a].astype(np.float32)
    return short


@kernel
def keep_wages(paid: Paid, employer: Ints, short: Floats, cases: Longs) -> None:
    """Deduct withheld wages from workers' wealth; `cases` counts these workers by firm."""
    which, count = np.empty(employer.shape[0] + 1, np.int32), 0
    for person in range(employer.shape[0]):
        firm = employer[person]
        unpaid = (firm >= i32(0)) & (short[u32(max(firm, i32(0)))] > f32(0.0))
        which[count] = i32(person)
        count += int(unpaid & ((paid.bits[person] & _EMPLOYED) != u32(0)))
    for person in which[:count]:
        firm = employer[person]
        paid.wealth[person] = max(paid.wealth[person] - short[firm] * paid.pay[person], f32(0.0))
        paid.event[person] = u8(paid.event[person] | HURT)
        cases[firm] += 1


def weigh(
    answers: FirmAnswers, fortunes: Fortunes, firms: Firms, said: NDArray[np.int8], tick: int, seed: np.uint64
) -> tuple[NDArray[np.uint32], Longs]:
    """Apply answers to reserves; return, by firm, a worker's chance of dismissal (a threshold) and the posts opened."""
    shed, opens = np.zeros(firms.count, np.int64), np.zeros(firms.count, np.float32)
    for d in range(said.shape[0]):
        for answer in range(answers.sheds.shape[0]):
            answered = said[d] == answer
            firms.reserves[answered] += answers.reserves[answer, d]
            shed[answered] += int(answers.sheds[answer, d])
            opens[answered] += answers.opens[answer, d]
    np.clip(firms.reserves, np.float32(0.0), fortunes.fullest, out=firms.reserves)
    shed[firms.reserves <= 0] += int(fortunes.shrinks)
    full = firms.workers >= firms.posts
    opens[(firms.reserves > fortunes.grows_above) & full] += fortunes.grows
    return np.minimum(shed, _SURE).astype(np.uint32), _whole(opens, firms, tick, seed)


def _whole(shares: Floats, firms: Firms, tick: int, seed: np.uint64) -> Longs:
    """Return the number of posts: a share of each firm's workers, rounded up or down at random."""
    posts = np.zeros(firms.count, np.int64)
    _draw_posts(firms.key, shares, firms.workers, tick, seed, posts)
    return posts


@kernel
def _draw_posts(key: Words, shares: Floats, workers: Ints, tick: int, seed: np.uint64, opened: Longs) -> None:
    k0, k1 = u32(seed), u32(u64(seed) >> u64(32))
    for f in range(key.shape[0]):
        if shares[f] > f32(0.0):
            word, _, _, _ = block(key[f], u32(tick), u32(FIRM_JOBS), u32(0), k0, k1)
            opened[f] = i64(shares[f] * f32(max(workers[f], i32(1))) + unit(word))


@kernel
def dismiss(
    paid: Paid, employer: Ints, start: int, owner: Ints, shed: Words, tick: int, seed: np.uint64, laid_off: Longs
) -> None:
    """Dismiss each worker with the chance at the firm, never the owner. `start`: the partition's first person."""
    which, count = np.empty(employer.shape[0] + 1, np.int32), 0
    for person in range(employer.shape[0]):
        firm = employer[person]
        at = u32(max(firm, i32(0)))
        at_risk = (firm >= i32(0)) & (shed[at] != u32(0)) & (owner[at] != i32(start + person))
        which[count] = i32(person)
        count += int(at_risk & ((paid.bits[person] & _EMPLOYED) != u32(0)))
    words = _draw_words(paid.key, which[:count], tick, int(FIRM_DISMISSAL), seed)
    for k in range(count):
        person = which[k]
        firm = employer[person]
        if words[k] < shed[firm]:
            paid.bits[person] = u32(paid.bits[person] & ~_EMPLOYED)
            paid.event[person] = u8(paid.event[person] | HURT)
            laid_off[firm] += 1


@maker
def _draw_words(key: Words, which: Ints, tick: int, purpose: int, seed: np.uint64) -> Words:
    """Return a random word for each of these people."""
    words, about = np.empty(which.shape[0], np.uint32), np.zeros(which.shape[0], np.uint32)
    for k in range(which.shape[0]):
        words[k] = key[which[k]]
    first_words(tick, purpose, seed, words, about)
    return words
