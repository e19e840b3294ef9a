"""The state of a world: one column for each attribute, one entry for each person, with places for children to come."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, fields, replace
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words
from counterscore.society.opinions import OPINIONS
from counterscore.society.people import COLUMNS, People

_Tuple = TypeVar("_Tuple", bound=tuple[Any, ...])
_Column = TypeVar("_Column", bound=NDArray[Any])
Bytes = NDArray[np.uint8]
Shorts = NDArray[np.uint16]
Months = NDArray[np.int16]
Longs = NDArray[np.int64]
Table = NDArray[np.uint8]
WordTable = np.ndarray[tuple[int, int], np.dtype[np.uint32]]
NEWBORN_PLACES = 8
# Tables have at least two rows: a slice of a one-row table is contiguous, which to Numba is another type, and every
# kernel would be compiled twice.
_ROWS = 2


@dataclass
class State:
    """The columns, one entry per person. Each stage declares the columns it reads and writes in a tuple of its own.

    Scores are rungs (see scale.py).
    """

    key: Words
    born: Months
    bits: Words
    region: Bytes
    education: Bytes
    job: Bytes
    household: Ints
    guardian: Ints
    wage: Floats
    wealth: Floats
    trustworthiness: Floats
    conformity: Floats
    heterodoxy: Floats
    sociability: Floats
    patience: Floats
    skill: Floats
    group: Bytes  # people sampled from aggregate tables: the index of their group
    start: Floats  # likewise: the score at the start in points, 0 for none
    earnings: Floats  # yuan a month in work; empty without wages of one's own
    score: Ints  # rung
    before: Ints  # rung of last month, which friends see
    history: Bytes  # 0 to 255: plus 1 for a month in work, minus 1 for a month out of work
    spell: Bytes  # consecutive months out of work
    children: Bytes
    stakes: Floats
    watched: Floats
    wrong: Ints  # thousandths of a point from false records that are neither corrected nor forgotten
    joined: Bytes  # operators that the person has joined, a bit for each in force
    correction: Bytes  # months until a correction is decided, plus 1; 0: none under way
    appeal: Bytes  # likewise for an appeal
    appealed: Bytes  # the decision under appeal
    terms: Table  # lists x people: months on each list; 0: not on it
    event: Bytes  # what the person was notified of this month (see events.py)
    wants: Bytes  # 1: looks for a friend this month
    room: Bytes  # free places in the row of ties (no row has more than 255)
    months_employed: Shorts
    months_listed: Shorts
    denied: NDArray[np.uint16]  # decisions x people: number of refusals
    pending: Words  # decisions refused and not approved since, a bit for each
    cooldown: Table  # rows x people: months until the person may apply again (rows: see cooldown.py)
    owed: NDArray[np.uint16]  # credit markets x people: what is left of a loan, in hundreds of yuan; 0: none
    rate: Table  # likewise: the loan's class of interest rates
    spouse: Ints  # id plus 1; 0: none, or unknown
    approval: Shorts  # opinions, in 65,535ths, here and in the next two; no entries in a society without them
    fear: Shorts
    trust: Shorts
    more_score: NDArray[np.int32]  # a row for each operator in force after the first, here and in the next three
    more_before: NDArray[np.int32]
    more_wrong: NDArray[np.int32]
    more_correction: Table
    parent: Ints  # id plus 1, 0 for unknown; empty unless kin is declared
    at: Ints  # place in the line of homes, plus 1, 0 for none yet; this and the next three: see life/places.py
    line: Ints  # ids in the order of their homes; empty unless meeting places are declared
    staff: Ints  # ids by firm
    staff_ends: Ints  # where each firm's staff ends
    offsets: Ints
    friends: Ints

    @property
    def pay(self) -> Floats:
        """What a person's own work brings: earnings where people have wages of their own, otherwise the wage."""
        return self.earnings if len(self.earnings) else self.wage


_OF_PEOPLE = tuple(COLUMNS)
_START: dict[str, type] = {
    "score": np.int32, "before": np.int32, "history": np.uint8, "spell": np.uint8, "children": np.uint8,
    "stakes": np.float32, "watched": np.float32, "wrong": np.int32, "correction": np.uint8, "appeal": np.uint8,
    "appealed": np.uint8, "event": np.uint8, "wants": np.uint8, "room": np.uint8, "months_employed": np.uint16,
    "months_listed": np.uint16, "joined": np.uint8, "pending": np.uint32, "spouse": np.int32,
}  # fmt: skip


_LOANS = ("owed", "rate")
_OF_LAYERS = ("parent", "at")
_MORE: dict[str, type] = {
    "more_score": np.int32, "more_before": np.int32, "more_wrong": np.int32, "more_correction": np.uint8,
}  # fmt: skip


def start(
    people: People, room: int, lists: int, decisions: int, cooldown_row: int, operators: int = 1, markets: int = 0,
    meet: bool = False, newborn: int = NEWBORN_PLACES,
) -> State:  # fmt: skip
    """Return the state of these people before the burn-in, with places for `room` children to come.

    `lists`, `decisions`, `markets`: how many lists, decisions and credit markets there are. `cooldown_row`: number of
    rows of the table `cooldown`. `operators`: the most that are in force at once. `meet`: people have places (see
    life/places.py). `newborn`: places in the row of ties of each child to come. The arrays of `people` are taken over
    and enlarged in place; do not use them afterwards.
    """
    size, none = people.count + room, np.empty(0, np.int32)
    at = np.concatenate([np.arange(people.count, dtype=np.int32) + 1, np.zeros(room, np.int32)]) if meet else none
    columns: dict[str, NDArray[Any]] = {name: _enlarged(people.columns.pop(name), size) for name in _OF_PEOPLE}
    fresh: dict[str, NDArray[Any]] = {name: np.zeros(size, dtype) for name, dtype in _START.items()}
    offsets, friends = _more_rows(people.ties.offsets, people.ties.friends, room, newborn)
    return State(
        **columns,  # pyright: ignore[reportArgumentType]
        **fresh,  # pyright: ignore[reportArgumentType]
        terms=blank(lists, size),
        denied=np.zeros((decisions, size), np.uint16),
        cooldown=blank(cooldown_row, size),
        owed=np.zeros((markets, size), np.uint16),
        rate=np.zeros((markets, size), np.uint8),
        **_blank_more(operators, size),  # pyright: ignore[reportArgumentType]
        **{name: np.empty(0, np.uint16) for name in OPINIONS},
        parent=_enlarged(people.parent, size),
        at=at,
        line=none,
        staff=none,
        staff_ends=none,
        offsets=offsets,
        friends=friends,
    )


def renewed(state: State, lists: int, operators: int) -> State:
    """Return a copy of a state with empty tables for this many lists and operators.

    The state must be one in which nobody has been scored or listed yet.
    """
    size = len(state.born)
    held: dict[str, NDArray[Any]] = {"terms": blank(lists, size), **_blank_more(operators, size)}
    rest: dict[str, NDArray[Any]] = {
        field.name: getattr(state, field.name).copy() for field in fields(State) if field.name not in held
    }
    return State(**held, **rest)


def blank(rows: int, size: int) -> Table:
    """Return a table of zeros, with at least `rows` rows and with `size` columns."""
    return np.zeros((max(rows, _ROWS), size), np.uint8)


def _blank_more(operators: int, size: int) -> dict[str, NDArray[Any]]:
    return {name: np.zeros((max(operators - 1, 0), size), dtype) for name, dtype in _MORE.items()}


def enlarge(state: State, room: int, newborn: int = NEWBORN_PLACES) -> State:
    """Return the state with places for `room` more people; do not use the old state afterwards."""
    size = len(state.born) + room
    flat = {name: _enlarged(getattr(state, name), size) for name in (*_OF_PEOPLE, *_START, *OPINIONS, *_OF_LAYERS)}
    flat["room"][-room:] = newborn
    tables = (*_MORE, *_LOANS)
    more: dict[str, NDArray[Any]] = {name: np.pad(getattr(state, name), ((0, 0), (0, room))) for name in tables}
    offsets, friends = _more_rows(state.offsets, state.friends, room, newborn)
    return replace(
        state,
        **flat,  # pyright: ignore[reportArgumentType]
        terms=np.pad(state.terms, ((0, 0), (0, room))),
        denied=np.pad(state.denied, ((0, 0), (0, room))),
        cooldown=np.pad(state.cooldown, ((0, 0), (0, room))),
        **more,  # pyright: ignore[reportArgumentType]
        offsets=offsets,
        friends=friends,
    )


def pick(columns: type[_Tuple], state: State, lo: int, hi: int) -> _Tuple:
    """Return the columns that a stage declares, as views of the people lo up to hi (the last axis of tables)."""
    found = _getter(columns)(state)
    return columns(*[column[lo:hi] if column.ndim == 1 else column[..., lo:hi] for column in found])


@cache
def _getter(columns: type[tuple[Any, ...]]) -> Callable[[State], tuple[NDArray[Any], ...]]:
    """Return what looks up, in a state, the columns that a stage declares: a month does so for hundreds of them."""
    return attrgetter(*columns.__annotations__)


def _enlarged(column: _Column, size: int) -> _Column:
    if not len(column):  # a society without aggregate tables has no such column
        return column
    column = _own(column)
    column.resize(size, refcheck=False)
    return column


def _own(column: _Column) -> _Column:
    """Return an array that can be resized in place: a copy if this one is a view of a larger array."""
    return column if column.flags.owndata else column.copy()


def _more_rows(offsets: Ints, friends: Ints, room: int, newborn: int) -> tuple[Ints, Ints]:
    """Return the rows of ties, extended by `newborn` free places for each of the `room` people to come."""
    old, last = len(offsets), int(offsets[-1])
    offsets, friends = _own(offsets), _own(friends)
    offsets.resize(old + room, refcheck=False)
    offsets[old:] = last + newborn * np.arange(1, room + 1)
    friends.resize(last + newborn * room, refcheck=False)
    friends[last:] = -1
    return offsets, friends
