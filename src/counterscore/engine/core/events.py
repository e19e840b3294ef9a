"""What a person can be notified of in a month: the bits of the column `event`."""

from __future__ import annotations

import numpy as np

NOTIFIED_REFUSAL = np.uint8(1)  # a refusal because of the score, or an entry on a list
NOTIFIED_RECORD = np.uint8(2)  # a false record
