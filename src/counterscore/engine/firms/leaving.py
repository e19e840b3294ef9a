"""Exit: firms fail or are closed. Workers lose their jobs, the owner the capital, counterparties what they are owed."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words, kernel
from counterscore.chance.maths import exp2, log2, unit
from counterscore.chance.philox import block
from counterscore.chance.purposes import FIRM_EXIT
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.events import HURT
from counterscore.engine.core.state import Bytes
from counterscore.engine.firms import contracts
from counterscore.engine.firms.company import TRADING, Firms, columns_of
from counterscore.engine.firms.plan import ExitTerms, FirmPlan, FoundingTerms, Longs
from counterscore.society.firms import NO_JOB
from counterscore.society.traits import BIT

if TYPE_CHECKING:
    from counterscore.engine.world import World

f32, i32, i64, u8, u32, u64 = np.float32, np.int32, np.int64, np.uint8, np.uint32, np.uint64
_EMPLOYED = u32(BIT["employed"])
_MOST_DRY = 255
_YEAR = i32(12)
STAYS, CLOSES, FAILS = range(3)


class LeavingColumns(NamedTuple):
    """The columns of firms that decide who leaves the market."""

    key: Words
    founded: Ints
    reserves: Floats
    workers: Ints
    closed: Ints
    dry: Bytes


def leave(world: World, firms: Firms, plan: FirmPlan) -> tuple[int, int, int]:
    """Let firms leave the market; return how many failed, how many were closed, and how many lost their jobs."""
    if plan.turnover is None:
        return 0, 0, 0
    fate = np.zeros(firms.count, np.uint8)
    decide(plan.turnover.exit, columns_of(LeavingColumns, firms), world.clock, fate)
    gone, failed = np.flatnonzero(fate), fate == FAILS
    lost = _dismiss_all(world, firms, fate) if len(gone) else 0
    if len(gone):
        _pay_out(world, firms, plan.turnover.founding, gone)
        contracts.end(firms, fate > STAYS, failed, plan.turnover.exit.unpaid)
        _strike_off(firms, gone, world.month)
        firms.failed[failed] = 1
    contracts.match(firms, plan.turnover.matched, world.clock)
    return int(failed.sum()), len(gone) - int(failed.sum()), lost


@kernel
def decide(terms: ExitTerms, leaving: LeavingColumns, clock: Clock, fate: Bytes) -> None:
    """Count months without reserves, and write each firm's fate: STAYS, CLOSES or FAILS."""
    k0, k1, last = u32(clock.seed), u32(u64(clock.seed) >> u64(32)), terms.hazards.shape[1] - 1
    for f in range(leaving.key.shape[0]):
        if leaving.closed[f] != TRADING:
            continue
        dry = min(i32(leaving.dry[f]) + i32(1), i32(_MOST_DRY)) if leaving.reserves[f] <= f32(0.0) else i32(0)
        leaving.dry[f] = u8(dry)
        insolvent = 1 if dry >= terms.months else 0
        years = min(max((i32(clock.month) - leaving.founded[f]) // _YEAR, i32(0)), i32(last))
        larger = exp2(terms.size * log2(f32(max(leaving.workers[f], i32(1)))))
        word, _, _, _ = block(leaving.key[f], u32(clock.tick), u32(FIRM_EXIT), u32(0), k0, k1)
        if unit(word) < terms.hazards[insolvent, years] * larger:
            fate[f] = u8(FAILS) if insolvent else u8(CLOSES)


def _dismiss_all(world: World, firms: Firms, fate: Bytes) -> int:
    """Take everybody's job at the firms that leave, the owner's too; return how many people lose one."""

    def work(_: int, lo: int, hi: int) -> Longs:
        lost = np.zeros(firms.count, np.int64)
        dismiss_all(world.state.bits[lo:hi], world.state.event[lo:hi], firms.employer[lo:hi], fate, lost)
        return lost

    lost = np.sum(world.everywhere(work, light=True), axis=0)
    firms.outcomes["laid_off"] += lost
    return int(lost.sum())


@kernel
def dismiss_all(bits: Words, event: Bytes, employer: Ints, fate: Bytes, lost: Longs) -> None:
    """Take the jobs of a partition's people at the firms that leave; `lost` counts them by firm."""
    which, count = np.empty(employer.shape[0] + 1, np.int32), 0
    for person in range(employer.shape[0]):
        firm = employer[person]
        which[count] = i32(person)
        count += int((firm >= i32(0)) & (fate[u32(max(firm, i32(0)))] != u8(STAYS)))
    for person in which[:count]:
        worked = (bits[person] & _EMPLOYED) != u32(0)
        lost[employer[person]] += i64(worked)
        event[person] = u8(event[person] | (HURT if worked else u8(0)))
        bits[person] = u32(bits[person] & ~_EMPLOYED)
        employer[person] = i32(NO_JOB)


def _pay_out(world: World, firms: Firms, founding: FoundingTerms, gone: NDArray[np.intp]) -> None:
    """Give owners back what is left of the capital that founding a firm takes: nothing without reserves."""
    left = np.minimum(firms.reserves[gone] / max(founding.reserves, f32(2.0**-20)), f32(1.0))
    np.add.at(world.state.wealth, firms.owner[gone], founding.capital * left)


def _strike_off(firms: Firms, gone: NDArray[np.intp], month: int) -> None:
    """Take firms off the register and off all lists; an owner who is on a list because of the firm stays on it."""
    firms.closed[gone] = month
    firms.terms[:, gone] = 0
    for column in (
        firms.score, firms.by_owner, firms.drags, firms.posts, firms.workers, firms.reserves, firms.sought, firms.dry,
    ):  # fmt: skip
        column[gone] = 0
