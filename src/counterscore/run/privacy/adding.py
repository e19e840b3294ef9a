"""Adding a month's page of the diary to what has been counted so far."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, kernel
from counterscore.engine.acts.acting import Page
from counterscore.engine.core.state import Bytes, Longs


@kernel
def copy_out(page: Page, sample: Ints, out: Page) -> None:
    """Write to `out` (kinds of act x sample) what the page (kinds of act x everybody) says of the sample."""
    for kind in range(out.shape[0]):
        row, copied = page[kind], out[kind]
        for j in range(sample.shape[0]):
            copied[j] = row[np.uint32(sample[j])]


@kernel
def add_up(page: Page, kinds: Ints, of: Bytes, counts: Longs) -> None:
    """Add to `counts` what the page, of the same shape, says of these kinds of act.

    `of`: 1 for those of whom it is added, 0 for the others.
    """
    for kind in kinds:
        row, sums = page[kind], counts[kind]
        for j in range(of.shape[0]):
            sums[j] += np.int64(row[j] if of[j] != np.uint8(0) else np.int32(0))
