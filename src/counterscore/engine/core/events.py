"""What a person can learn of in a month: the bits of the column `event`."""

from __future__ import annotations

import numpy as np

NOTIFIED_REFUSAL = np.uint8(1)  # a refusal because of the score, or an entry on a list
NOTIFIED_RECORD = np.uint8(2)  # a false record
NOTIFIED_LISTING = np.uint8(4)  # an entry on a list for low scores, together with NOTIFIED_REFUSAL
PASSED = np.uint8(8)  # an approval of a request that a gate or list judged
CORRECTED = np.uint8(16)  # a false record was corrected
HURT = np.uint8(32)  # the firm withheld wages, or dismissed the person
