"""cooldown: how many months a refused person must wait before applying again.

The table has one row for each decision that imposes a wait.
"""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints
from counterscore.engine.compile.phases import CompiledPhase
from counterscore.engine.core.state import Table, blank

NO_ROW = -1


def cooldown_row(course: tuple[CompiledPhase, ...]) -> Ints:
    """Return the row of each decision that imposes a wait in any phase; NO_ROW for the others."""
    waits = np.any([phase.plan.denials.gate_wait > 0 for phase in course], axis=0)
    return np.where(waits, np.cumsum(waits) - 1, NO_ROW).astype(np.int32)


def rows_of(cooldown_row: Ints) -> int:
    """Return the number of rows."""
    return int(cooldown_row.max(initial=NO_ROW)) + 1


def carried_over(cooldown: Table, before: Ints, after: Ints) -> Table:
    """Return the table rearranged from the rows `before` to the rows `after` (by decision); unmatched rows are zero."""
    table = blank(rows_of(after), cooldown.shape[1])
    for old, new in zip(before, after, strict=True):
        if old != NO_ROW and new != NO_ROW:
            table[new] = cooldown[old]
    return table
