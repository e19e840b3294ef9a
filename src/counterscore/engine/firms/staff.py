"""staff: update the firms' records of who works where, after jobs were lost and found."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints, Words, kernel
from counterscore.chance.philox import block
from counterscore.chance.purposes import FIRM_HIRING
from counterscore.engine.firms.company import Firms
from counterscore.engine.firms.plan import Longs
from counterscore.society.firms import NO_JOB, OUTSIDE
from counterscore.society.traits import BIT

i32, i64, u32, u64 = np.int32, np.int64, np.uint32, np.uint64
_EMPLOYED = u32(BIT["employed"])


def vacancies(firms: Firms) -> Longs:
    """Return the running sum of vacant posts, by firm and then outside all firms."""
    posts, filled = firms.outside
    return np.cumsum(np.append(np.maximum(firms.posts - firms.workers, 0), max(posts - filled, 0)), dtype=np.int64)


@kernel
def enter(
    key: Words, bits: Words, employer: Ints, ends: Longs, tick: int, seed: np.uint64, change: NDArray[np.int64],
) -> None:  # fmt: skip
    """Remove people who lost their work, and place those who were hired: in proportion to vacant posts.

    Add hires minus departures to `change`, by firm and then outside all firms. A person's place does not depend on
    others hired this month; without any vacant post, it is outside. `ends`: the running sum of vacant posts.
    """
    k0, k1 = u32(seed), u32(u64(seed) >> u64(32))
    last = ends.shape[0] - 1
    for person in range(employer.shape[0]):
        works, firm = (bits[person] & _EMPLOYED) != u32(0), employer[person]
        if works == (firm != NO_JOB):
            continue
        if not works:
            change[firm if firm >= 0 else last] -= 1
            employer[person] = i32(NO_JOB)
            continue
        word, _, _, _ = block(key[person], u32(tick), u32(FIRM_HIRING), u32(0), k0, k1)
        place = np.searchsorted(ends, i64((u64(word) * u64(ends[last])) >> u64(32)), side="right")
        at = min(place, last)
        employer[person] = i32(at) if at < last else i32(OUTSIDE)
        change[at] += 1
