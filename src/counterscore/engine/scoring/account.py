"""The account of the followed: every change of their scores, by reason, in thousandths of a point.

Column a is activity a, A + a its cap, 2 A + a a false record of it; then one column for each of OTHER.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Ints, stage

OTHER = ("start", "decay", "friends", "rounding", "clip", "correction", "repair", "expiry", "assessment", "left")
START, DECAY, FRIENDS, ROUNDING, CLIP, CORRECTION, REPAIR, EXPIRY, ASSESSMENT, LEFT = range(len(OTHER))


def width(activities: int) -> int:
    """Return the number of columns of the account."""
    return 3 * activities + len(OTHER)


class Following(NamedTuple):
    """The followed of one partition, as places within it, ascending, and their account of the month.

    `won`: the decision that an appeal turned into a grant, counted from 1; 0 for none.
    """

    ids: Ints
    book: Ints
    won: Ints


@stage
def enter_act(
    following: Following, activity: int, activities: int, points: np.int32, cap: np.int32,
    start: int, first: int, last: int, seen: Ints,
) -> None:  # fmt: skip
    """Book one activity's points and what its cap took away or gave back.

    The followed first..last stand in a block whose first person is `start`.
    """
    for row in range(first, last):
        raw = np.int64(seen[following.ids[row] - start]) * points
        following.book[row, activity] += raw
        following.book[row, activities + activity] += min(max(raw, -np.int64(cap)), np.int64(cap)) - raw


def shared_out(following: Following, row: Ints, lasts: list[Ints]) -> list[Following]:
    """Return an account for each operator from one of acts: what it was told (`row`, by activity) of whom it scores.

    `lasts`: by operator, the rung before of everybody of the partition, 0 for who has no score there.
    """
    ids, book, won = following
    of_acts = np.tile(row, 3)
    books = [np.zeros_like(book) for _ in lasts]
    for place, last in enumerate(lasts):
        own = np.flatnonzero(of_acts == place)
        books[place][:, own] = np.where(last[ids, None] > 0, book[:, own], 0)
    return [Following(ids, book, won) for book in books]
