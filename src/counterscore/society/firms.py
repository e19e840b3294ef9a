"""Draws the firms of a society: owners and workers among its people, and contracts between firms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words, kernel
from counterscore.chance.normal import normal
from counterscore.chance.philox import fill
from counterscore.chance.purposes import FIRM, FIRM_CONTRACT, FIRM_OWNER, FIRM_WORKER
from counterscore.society.firms_schema import FirmsSpec
from counterscore.society.schema import SocietyFile
from counterscore.society.traits import BIT

_WORDS = 1 << 32
_HALF = np.uint64(32)
_YEAR = 12
NO_JOB, OUTSIDE = -1, -2
Columns = dict[str, NDArray[Any]]
Longs = NDArray[np.int64]


@dataclass(frozen=True)
class FirmsDrawn:
    """The firms at the start, one entry per firm, numbered from 0.

    `owner`: id of a person. `sector`, `size`: indices into the society's lists. `weight`: number of workers wanted.
    `age`: in months. `own`: the part of honesty that does not come from the owner, and `demand`: both standard normal.
    `reserves`: uniform in [0, 1), scaled later. `employer`: one entry per person: the firm, OUTSIDE all firms, or
    NO_JOB. `offsets`, `counterparties`: contracts in compressed sparse rows.
    """

    owner: Ints
    sector: NDArray[np.uint8]
    size: NDArray[np.uint8]
    weight: Ints
    age: Ints
    own: Floats
    demand: Floats
    reserves: Floats
    employer: Ints
    offsets: Longs
    counterparties: Ints


def draw_firms(society: SocietyFile, columns: Columns, people_seed: int) -> FirmsDrawn | None:
    """Return the firms of a society whose people are `columns`; None if it has no firms or nobody can own one."""
    spec = society.firms
    if spec is None:
        return None
    seed = np.uint64(people_seed)
    age = -np.asarray(columns["born"], np.int64)
    majority, retirement = society.population.grown_up.value * _YEAR, society.circumstances.retires.value * _YEAR
    working_age = int(np.count_nonzero((age >= majority) & (age < retirement)))
    eligible = _in_work(columns) & (age >= majority) & (age < spec.owners.below_age.value * _YEAR)
    firms = min(max(round(spec.per_thousand.value * working_age / 1000), 1), int(np.count_nonzero(eligible)))
    if firms == 0:
        return None
    owner = _owners(eligible, firms, seed)
    words = _words(np.arange(firms, dtype=np.uint32), FIRM, 0, seed)
    other_words = _words(np.arange(firms, dtype=np.uint32), FIRM, 1, seed)
    size = _pick([size.share.value for size in spec.sizes], words[1])
    weight = _within(spec, size, words[2])
    offsets, counterparties = _contracts(spec, firms, seed)
    return FirmsDrawn(
        owner=owner,
        sector=_pick([sector.share.value for sector in spec.sectors], words[0]),
        size=size,
        weight=weight,
        age=(scaled(words[3], int(24 * spec.years.value) + 1)).astype(np.int32),
        own=normals(other_words[0]),
        demand=normals(other_words[1]),
        reserves=((other_words[2] >> np.uint32(8)).astype(np.float32) * np.float32(2.0**-24)),
        employer=_employers(spec, columns, owner, weight, seed),
        offsets=offsets,
        counterparties=counterparties,
    )


def _in_work(columns: Columns) -> NDArray[np.bool_]:
    return (np.asarray(columns["bits"], np.uint32) & np.uint32(BIT["employed"])) != 0


def _words(keys: Words, purpose: int, index: int, seed: np.uint64) -> NDArray[np.uint32]:
    words = np.empty((4, len(keys)), np.uint32)
    fill(keys, 0, purpose, index, seed, words[0], words[1], words[2], words[3])
    return words


def scaled(words: NDArray[np.uint32], below: int) -> Longs:
    """Return uniform whole numbers from 0 to `below` - 1."""
    return ((words.astype(np.uint64) * np.uint64(below)) >> _HALF).astype(np.int64)


def steps(shares: Sequence[float]) -> Longs:
    """Return the upper limit of each share's part of the 32-bit range; the last share takes the rest."""
    ends = [sum((Decimal(share) for share in shares[: k + 1]), Decimal(0)) for k in range(len(shares))]
    return np.array([*(int(end * _WORDS) for end in ends[:-1]), _WORDS], np.int64)


def _pick(shares: Sequence[float], words: NDArray[np.uint32]) -> NDArray[np.uint8]:
    return np.searchsorted(steps(shares), words.astype(np.int64), side="right").astype(np.uint8)


def _within(spec: FirmsSpec, size: NDArray[np.uint8], words: NDArray[np.uint32]) -> Ints:
    low, high = (np.array([each.workers[end] for each in spec.sizes], np.int64)[size] for end in (0, 1))
    span = (words.astype(np.uint64) * (high - low + 1).astype(np.uint64)) >> _HALF
    return (low + span.astype(np.int64)).astype(np.int32)


def _owners(eligible: NDArray[np.bool_], firms: int, seed: np.uint64) -> Ints:
    """Return that many different people, drawn at random from those eligible."""
    people = np.flatnonzero(eligible).astype(np.uint32)
    order = np.lexsort((people, _words(people, FIRM_OWNER, 0, seed)[0]))
    return people[order[:firms]].astype(np.int32)


def _employers(spec: FirmsSpec, columns: Columns, owner: Ints, weight: Ints, seed: np.uint64) -> Ints:
    """Return each person's employer: for a share of those in work a firm, in proportion to the workers it wants."""
    employer = np.full(len(columns["born"]), NO_JOB, np.int32)
    people = np.flatnonzero(_in_work(columns)).astype(np.uint32)
    words = _words(people, FIRM_WORKER, 0, seed)
    ends = np.cumsum(weight, dtype=np.int64)
    firm = np.searchsorted(ends, scaled(words[1], int(ends[-1])), side="right").astype(np.int32)
    at_firm = words[0].astype(np.int64) < int(Decimal(spec.at_firms.value) * _WORDS)
    employer[people] = np.where(at_firm, firm, np.int32(OUTSIDE))
    employer[owner] = np.arange(len(owner), dtype=np.int32)
    return employer


def _contracts(spec: FirmsSpec, firms: int, seed: np.uint64) -> tuple[Longs, Ints]:
    """Return contracts between random pairs of firms in compressed sparse rows, counterparties ascending."""
    count = round(spec.contracts.value * firms / 2) if firms > 1 else 0
    words = _words(np.arange(count, dtype=np.uint32), FIRM_CONTRACT, 0, seed)
    one, other = scaled(words[0], firms), scaled(words[1], max(firms - 1, 1))
    other += other >= one
    firm, counterparty = np.concatenate([one, other]), np.concatenate([other, one])
    order = np.lexsort((counterparty, firm))
    offsets = np.concatenate([np.zeros(1, np.int64), np.cumsum(np.bincount(firm, minlength=firms))]).astype(np.int64)
    return offsets, counterparty[order].astype(np.int32)


def normals(words: NDArray[np.uint32]) -> Floats:
    """Return a standard normal number for each random word."""
    numbers = np.empty(len(words), np.float32)
    _write_normals(np.ascontiguousarray(words), numbers)
    return numbers


@kernel
def _write_normals(words: Words, numbers: Floats) -> None:
    for k in range(words.shape[0]):
        numbers[k] = normal(words[k])
