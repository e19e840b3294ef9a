"""What can happen to a person in a month, as bits of one number: several can happen at once."""

from __future__ import annotations

import numpy as np

DIED, BORE = np.uint8(1), np.uint8(2)
# A woman leaves her spouse; a person decides to move.
LEFT, MOVES = np.uint8(4), np.uint8(8)
