"""Which people a run follows, and the score changes and requests that it records of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.catalogue.problem import Fault, Problem
from counterscore.chance.kernel import Ints
from counterscore.chance.philox import fill
from counterscore.chance.purposes import FOLLOW
from counterscore.engine.access.gate import ANSWERS
from counterscore.engine.core.state import Bytes, State
from counterscore.engine.result import MonthResult
from counterscore.engine.scoring.account import Account, whole
from counterscore.engine.world import World
from counterscore.society.traits import BIT

Follow = int | str | Sequence[int]
SAID = (*ANSWERS, "granted on appeal")
_ON_APPEAL = len(ANSWERS)
_ALIVE = np.uint32(BIT["alive"])


class Entries(NamedTuple):
    """Score changes of the people followed in one month, one entry for each person and reason.

    `column`: the reason, as a column of the account (engine.scoring.account). `thousandths`: of a point. `operator`:
    whose score changed, by its position among the operators in force.
    """

    ids: Ints
    column: NDArray[np.int16]
    thousandths: Ints
    operator: Bytes


class Answers(NamedTuple):
    """Requests of the people followed in one month. `answer`: an index into SAID."""

    ids: Ints
    decision: NDArray[np.uint8]
    answer: NDArray[np.uint8]


def chosen(follow: Follow, world: World, people_seed: int) -> Ints:
    """Return the ids to follow, ascending: those given, everybody, or a number of adults drawn with `people_seed`.

    The draw depends neither on the regime nor on the scenario's `seed`, so twin worlds follow the same people.
    """
    if follow == "all":
        return everybody(world)
    if isinstance(follow, int):
        return _drawn(follow, world, people_seed)
    return np.array(sorted(set(follow)), np.int32)


def everybody(world: World) -> Ints:
    """Return all ids in use."""
    return np.arange(world.people, dtype=np.int32)


def _drawn(count: int, world: World, people_seed: int) -> Ints:
    state, people = world.state, world.people
    # By age, because the state `adult` is only set in the first month, which may not have run yet.
    age = world.month - 1 - state.born[:people].astype(np.int64)
    grown_up = (age >= int(world.plan.hazards.grown)) & ((state.bits[:people] & _ALIVE) != 0)
    grown = np.flatnonzero(grown_up).astype(np.uint32)
    words = np.empty((4, len(grown)), np.uint32)
    fill(grown, 0, FOLLOW, 0, np.uint64(people_seed), words[0], words[1], words[2], words[3])
    order = np.lexsort((grown, words[0]))
    return np.sort(grown[order[:count]]).astype(np.int32)


def refuse(follow: Follow, citizens: int) -> None:
    """Raise a Problem unless `follow` is allowed for so many citizens."""
    allowed = f"a number from 0 to {citizens}, all, or ids from 0 to {citizens - 1}"
    if isinstance(follow, str):
        sound = follow == "all"
    elif isinstance(follow, int):
        sound = 0 <= follow <= citizens
    else:
        sound = all(0 <= person < citizens for person in follow)
    if not sound:
        raise Problem(Fault("these people cannot be followed", key="follow", value=str(follow)[:80], allowed=allowed))


def entries(world: World, month: MonthResult, bounds: list[tuple[int, int]]) -> Entries:
    """Return the score changes of the people followed this month, by id and column.

    `bounds`: the range of ids of each partition.
    """
    accounts = [(lo, local.accounts) for local, (lo, _) in zip(month.local, bounds, strict=True)]
    found = [
        _of_part(book.ids + lo, whole(book), place) for lo, books in accounts for place, book in enumerate(books)
    ]  # fmt: skip
    joined = Entries(*(np.concatenate(column) for column in zip(*found, strict=True)))
    if len(accounts[0][1]) == 1:
        return joined
    order = np.lexsort((joined.column, joined.operator, joined.ids))
    return Entries(
        ids=joined.ids[order],
        column=joined.column[order],
        thousandths=joined.thousandths[order],
        operator=joined.operator[order],
    )


def _of_part(ids: Ints, book: NDArray[np.int32], place: int) -> Entries:
    rows, columns = np.nonzero(book)
    operators = np.full(len(rows), place, np.uint8)
    return Entries(
        ids=ids[rows].astype(np.int32),
        column=columns.astype(np.int16),
        thousandths=book[rows, columns],
        operator=operators,
    )


def answers(month: MonthResult, bounds: list[tuple[int, int]], followed: NDArray[np.bool_]) -> Answers:
    """Return the requests of the people followed this month and the answers, by id and decision.

    Appeals won this month are included. `bounds`: the range of ids of each partition. `followed`: a flag for each
    person.
    """
    found = [_on_appeal(local.accounts[0], lo) for local, (lo, _) in zip(month.local, bounds, strict=True)]
    for asks, count, answered in month.asks:
        theirs = np.flatnonzero(followed[asks.person[:count]])
        found.append(Answers(ids=asks.person[theirs], decision=asks.decision[theirs], answer=answered[theirs]))
    ids, decision, answer = (np.concatenate(column) for column in zip(*found, strict=True))
    order = np.lexsort((answer, decision, ids))
    return Answers(ids=ids[order], decision=decision[order], answer=answer[order])


def _on_appeal(account: Account, start: int) -> Answers:
    rows = np.flatnonzero(account.won)
    granted = np.full(len(rows), _ON_APPEAL, np.uint8)
    return Answers(
        ids=(account.ids[rows] + start).astype(np.int32),
        decision=(account.won[rows] - 1).astype(np.uint8),
        answer=granted,
    )


def marked(followed: Ints, state: State) -> NDArray[np.bool_]:
    """Return a flag for each row of the state: whether the person is followed."""
    mark = np.zeros(len(state.born), np.bool_)
    mark[followed] = True
    return mark
