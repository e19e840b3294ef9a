"""assess: where a method sets the score, the month's points are whatever leads there."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, kernel
from counterscore.engine.acts.acting import Marks
from counterscore.engine.scoring.account import ASSESSMENT, Following

i32, i64 = np.int32, np.int64


@kernel
def assess(target: Ints, wrong: Ints, top: int, marks: Marks, activities: int, following: Following) -> None:
    """Make the points of a partition lead from last month's rungs to the targets, with false records on top.

    `target`: rungs, 0 for who is not assessed and whose points stay; `wrong`: thousandths of false records. The account
    has as assessment what review has not booked.
    """
    column = 3 * activities + ASSESSMENT
    row = 0
    for j in range(target.shape[0]):
        while row < following.ids.shape[0] and following.ids[row] < j:
            row += 1
        if target[j] == 0 or marks.last[j] == 0:
            continue
        new = min(max(i64(target[j]) + i64(wrong[j]), i64(1)), i64(top))
        change = i32(new - i64(marks.last[j]))
        if row < following.ids.shape[0] and following.ids[row] == j:
            following.book[row, column] += i32(change - marks.total[j])
        marks.total[j] = change
