"""assess: if a method sets the score, replace the month's points by those that lead to its target."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, kernel
from counterscore.engine.acts.acting import Marks
from counterscore.engine.scoring.account import ASSESSMENT, Account

i32, i64 = np.int32, np.int64


@kernel
def assess(target: Ints, wrong: Ints, top: int, marks: Marks, account: Account) -> None:
    """Set the points of a partition so that they lead from last month's rungs to the targets plus false records.

    `target`: rungs; 0 for people who are not assessed and keep their points. `wrong`: false records in thousandths. The
    change that review has not booked goes into the account as assessment.
    """
    entry = 0
    for j in range(target.shape[0]):
        while entry < account.ids.shape[0] and account.ids[entry] < j:
            entry += 1
        if target[j] == 0 or marks.last[j] == 0:
            continue
        new = min(max(i64(target[j]) + i64(wrong[j]), i64(1)), i64(top))
        change = i32(new - i64(marks.last[j]))
        if entry < account.ids.shape[0] and account.ids[entry] == j:
            account.other[ASSESSMENT, entry] += i32(change - marks.total[j])
        marks.total[j] = change
