"""Kernels that add the acts of one month to running counts."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, kernel
from counterscore.engine.acts.acting import Page
from counterscore.engine.core.state import Bytes, Longs


@kernel
def copy_out(page: Page, sample: Ints, out: Page) -> None:
    """Copy the columns of a sample of people from `page` (activities x people) to `out` (activities x sample)."""
    for kind in range(out.shape[0]):
        row, copied = page[kind], out[kind]
        for j in range(sample.shape[0]):
            copied[j] = row[np.uint32(sample[j])]


@kernel
def add_up(page: Page, kinds: Ints, of: Bytes, counts: Longs) -> None:
    """Add the rows `kinds` of `page` to `counts`, both activities x sample.

    `of`: 1 for people whose acts are added, 0 for the others.
    """
    for kind in kinds:
        row, sums = page[kind], counts[kind]
        for j in range(of.shape[0]):
            sums[j] += np.int64(row[j] if of[j] != np.uint8(0) else np.int32(0))
