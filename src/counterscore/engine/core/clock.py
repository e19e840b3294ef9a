"""When and where a kernel is: the month with its seed, and a block of the people of a partition."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Clock(NamedTuple):
    """The month that is simulated. `month`: 0 is the first under the regime; `tick`: months since the burn-in began."""

    month: int
    tick: int
    seed: np.uint64


class Block(NamedTuple):
    """The people `start` to `end` of a partition, and which of the followed are among them (places in the account)."""

    start: int
    end: int
    followed_from: int
    followed_to: int
