"""The labour market: the counts from which it is cleared, and the wages at which people start."""

from __future__ import annotations

import numpy as np

from counterscore.bench.reference.judging import Queue
from counterscore.bench.reference.philox import PhiloxStream
from counterscore.bench.reference.view import Index, holds
from counterscore.chance.kernel import Floats
from counterscore.chance.purposes import MARKET
from counterscore.engine.access.gate import GRANTED
from counterscore.engine.access.outcome import BAD
from counterscore.engine.core.plan import Plan
from counterscore.engine.core.state import Bytes, State
from counterscore.engine.labour.market import (
    Applicants,
    Cleared,
    LabourMarket,
    PostChanges,
    Workforce,
    after,
    clear,
)

f32 = np.float32


def cleared(
    plan: Plan, s: State, queue: Queue, before: LabourMarket, tick: int, stream: PhiloxStream
) -> tuple[int, LabourMarket]:
    """Return how many applicants are hired, and the market at the end of the month, in a world without firms."""
    force, passing = workforce(s), queue.by == GRANTED
    applicants = Applicants(int(passing.sum()), int((~passing).sum()))
    words, _, _, _ = stream.words(np.arange(2, dtype=np.uint32), tick, MARKET, 0)
    month: Cleared = clear(plan.labour, before, force, PostChanges(), applicants, words)
    first = _first(queue)[: month.hires]
    return month.hires, after(plan.labour, before, force, month, int((queue.outcome[first] == BAD).sum()))


def workforce(s: State) -> Workforce:
    """Return who is in work and who is not, and what they would earn."""
    ready = holds(s.bits, "alive") & holds(s.bits, "working-age") & holds(s.bits, "labour-force")
    works, pay = holds(s.bits, "employed"), s.pay.astype(np.int64)
    idle = ready & ~works
    return Workforce(int(works.sum()), int(idle.sum()), int(pay[ready].sum()), int(pay[idle].sum()))


def pay(plan: Plan, s: State, queue: Queue, said: Bytes) -> None:
    """Change the wage of the people hired by what their score is worth to employers who see it."""
    if plan.labour.premium:
        hired = queue.who[said == GRANTED]
        above = np.where(s.score[hired] > 0, s.score[hired] - plan.labour.base, 0).astype(np.float32)
        factor: Floats = np.minimum(np.maximum(f32(1.0) + plan.labour.premium * above, f32(0.5)), f32(2.0))
        s.pay[hired] = s.pay[hired] * factor


def _first(queue: Queue) -> Index:
    """Return the requests that no gate or list refuses, in the order of the queue."""
    through = np.flatnonzero(queue.by == GRANTED)
    return through[np.lexsort((queue.who[through], -queue.key[through]))]
