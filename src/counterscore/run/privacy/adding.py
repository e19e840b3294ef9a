"""Adding a month's page of the diary to what has been counted so far."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, kernel
from counterscore.engine.acting import Page
from counterscore.engine.state import Longs


@kernel
def add_up(page: Page, sample: Ints, counts: Longs) -> None:
    """Add to `counts` (kinds of act x sample) what the page (kinds of act x everybody) says of the sample."""
    for kind in range(counts.shape[0]):
        row, sums = page[kind], counts[kind]
        for j in range(sample.shape[0]):
            sums[j] += row[np.uint32(sample[j])]
