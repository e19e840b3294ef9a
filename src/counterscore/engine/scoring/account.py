"""The score accounts of followed people: every change of their scores, by reason, in thousandths of a point."""

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
    """This month's bookings for the followed people of one partition: one row per reason, one column per person.

    `ids`: their indices within the partition, ascending. `acts`, `caps`, `false_records`: one row per activity.
    `other`: one row for each of OTHER. `won`: the decision in which an appeal turned a refusal into an approval, plus
    1; 0 for none.
    """

    ids: Ints
    acts: Lines
    caps: Lines
    false_records: Lines
    other: Lines
    won: Ints


def width(activities: int) -> int:
    """Return the number of reasons in an account: three for each activity, and those of OTHER."""
    return 3 * activities + len(OTHER)


def empty_account(ids: Ints, activities: int) -> Account:
    """Return an account with nothing booked, for the people at these indices of a partition."""
    acts, caps, false_records = np.zeros((3, activities, len(ids)), np.int32)
    other = np.zeros((len(OTHER), len(ids)), np.int32)
    return Account(
        ids=ids, acts=acts, caps=caps, false_records=false_records, other=other, won=np.zeros(len(ids), np.int32)
    )


def whole(account: Account) -> NDArray[np.int32]:
    """Return all entries of an account, people x `width` reasons: acts, caps, false records, OTHER."""
    return np.concatenate([account.acts, account.caps, account.false_records, account.other]).T


@no_alloc
def enter_act(
    account: Account, activity: int, points: np.int32, cap: np.int32, block: Block, seen: Ints
) -> None:  # fmt: skip
    """Book one activity's points to the followed people of a block, and on a row of its own the effect of the cap."""
    for entry in range(block.followed_from, block.followed_to):
        raw = np.int64(seen[account.ids[entry] - block.start]) * points
        account.acts[activity, entry] += raw
        account.caps[activity, entry] += min(max(raw, -np.int64(cap)), np.int64(cap)) - raw


def shared_out(account: Account, row: Ints, lasts: list[Ints]) -> list[Account]:
    """Split an account of acts by operator: each gets the activities that it rates, for the people whom it scores.

    `row`: by activity, the index of the operator. `lasts`: by operator, last month's rung of each person of the
    partition, 0 for people without a score there.
    """
    return [_of_operator(account, row == place, last[account.ids] > 0) for place, last in enumerate(lasts)]


def _of_operator(account: Account, own: NDArray[np.bool_], scored: NDArray[np.bool_]) -> Account:
    part = empty_account(account.ids, len(own))
    for lines, all_lines in ((part.acts, account.acts), (part.caps, account.caps)):
        lines[own] = np.where(scored, all_lines[own], 0)
    return part._replace(won=account.won)
