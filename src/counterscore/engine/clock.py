"""The time that a kernel works in, and the seed of what it draws."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Clock(NamedTuple):
    """`month`: 0 is the first under the regime; `tick`: months from the start of the run-in; `seed` of all draws."""

    month: int
    tick: int
    seed: np.uint64
