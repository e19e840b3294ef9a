"""The account of the followed: every change of their scores, by reason, in thousandths of a point."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints, no_alloc
from counterscore.engine.core.clock import Block

Lines = np.ndarray[tuple[int, int], np.dtype[np.int32]]
OTHER = ("start", "decay", "friends", "rounding", "clip", "correction", "repair", "expiry", "assessment", "left")
START, DECAY, FRIENDS, ROUNDING, CLIP, CORRECTION, REPAIR, EXPIRY, ASSESSMENT, LEFT = range(len(OTHER))


class Account(NamedTuple):
    """What was booked this month to the followed of one partition: a line a reason, an entry a followed person.

    `ids`: their places within the partition, ascending. `acts`, `caps`, `false_records`: a line an activity. `other`: a
    line for each of OTHER. `won`: the decision that an appeal turned into an approval, counted from 1; 0 for none.
    """

    ids: Ints
    acts: Lines
    caps: Lines
    false_records: Lines
    other: Lines
    won: Ints


def width(activities: int) -> int:
    """Return the number of reasons of an account: those of acts once for each activity, then those of OTHER."""
    return 3 * activities + len(OTHER)


def empty_account(ids: Ints, activities: int) -> Account:
    """Return the account of these places of a partition with nothing booked."""
    acts, caps, false_records = np.zeros((3, activities, len(ids)), np.int32)
    other = np.zeros((len(OTHER), len(ids)), np.int32)
    return Account(
        ids=ids, acts=acts, caps=caps, false_records=false_records, other=other, won=np.zeros(len(ids), np.int32)
    )


def whole(account: Account) -> NDArray[np.int32]:
    """Return all lines of an account, people x `width` reasons: acts, caps, false records, OTHER."""
    return np.concatenate([account.acts, account.caps, account.false_records, account.other]).T


@no_alloc
def enter_act(
    account: Account, activity: int, points: np.int32, cap: np.int32, block: Block, seen: Ints
) -> None:  # fmt: skip
    """Book one activity's points to the followed of a block, and what its cap took away or gave back."""
    for entry in range(block.followed_from, block.followed_to):
        raw = np.int64(seen[account.ids[entry] - block.start]) * points
        account.acts[activity, entry] += raw
        account.caps[activity, entry] += min(max(raw, -np.int64(cap)), np.int64(cap)) - raw


def shared_out(account: Account, row: Ints, lasts: list[Ints]) -> list[Account]:
    """Return an account for each operator from one of acts: those of `row` (by activity), of the people it scores.

    `lasts`: by operator, last month's rung of everybody of the partition, 0 for people without a score there.
    """
    return [_of_operator(account, row == place, last[account.ids] > 0) for place, last in enumerate(lasts)]


def _of_operator(account: Account, own: NDArray[np.bool_], scored: NDArray[np.bool_]) -> Account:
    part = empty_account(account.ids, len(own))
    for lines, all_lines in ((part.acts, account.acts), (part.caps, account.caps)):
        lines[own] = np.where(scored, all_lines[own], 0)
    return part._replace(won=account.won)
