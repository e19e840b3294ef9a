"""What a person can be told in a month: the bits of the column `event`."""

from __future__ import annotations

import numpy as np

NOTIFIED_REFUSAL = np.uint8(1)  # by a gate, or an entry on a list
NOTIFIED_RECORD = np.uint8(2)  # a false record
