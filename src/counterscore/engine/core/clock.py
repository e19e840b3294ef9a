"""Arguments that kernels share: the month with its seed, and a block of the people of a partition."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np


class Clock(NamedTuple):
    """The month being simulated. `month`: 0 is the first after the burn-in; `tick`: months since the burn-in began."""

    month: int
    tick: int
    seed: np.uint64


class Block(NamedTuple):
    """A block of a partition: people `start` up to `end`; the followed among them are a range of account entries."""

    start: int
    end: int
    followed_from: int
    followed_to: int
