"""Adding a month's page of the diary to what has been counted so far."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, kernel
from counterscore.engine.acting import Page
from counterscore.engine.state import Bytes, Longs


@kernel
def add_up(page: Page, kinds: Ints, sample: Ints, of: Bytes, counts: Longs) -> None:
    """Add to `counts` (kinds of act x sample) what the page (kinds of act x everybody) says of these kinds.

    `of`: 1 for those of the sample of whom it is added, 0 for the others.
    """
    for kind in kinds:
        row, sums = page[kind], counts[kind]
        for j in range(sample.shape[0]):
            sums[j] += row[np.uint32(sample[j])] * np.int64(of[j])
