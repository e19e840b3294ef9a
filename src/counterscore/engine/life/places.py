"""Places: the line of homes and the staff of each firm, which make neighbours, schoolmates and colleagues implicit.

Both are listed again once a year, in whole numbers, so they are the same for any number of threads. A household lives
together, where the first of its members in last year's line lived: children live with their parents, couples with one
of the two.
"""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, Words, kernel
from counterscore.engine.core.state import State
from counterscore.society.traits import BIT

i32, u32 = np.int32, np.uint32
_ALIVE = u32(BIT["alive"])
YEAR = 12


def list_places(state: State, people: int, households: int, employer: Ints) -> None:
    """List homes and staff. `employer`: a firm per person, or a negative number; it can be shorter than `people`."""
    state.line = list_homes(state.household, state.guardian, state.bits, state.at, people, households)
    state.staff, state.staff_ends = list_staff(employer[:people])


@kernel
def list_homes(household: Ints, guardian: Ints, bits: Words, at: Ints, people: int, households: int) -> Ints:
    """Return the living in the order of their homes; write everybody's place in it, plus 1, to `at`; 0 for the dead.

    Somebody without a place lives with the guardian. Members of a household are in the order of their ids.
    """
    nowhere, living = i32(people + 1), 0
    homes = np.full(households, nowhere, np.int32)
    for person in range(people):
        if (bits[person] & _ALIVE) == u32(0):
            continue
        living += 1
        place = at[person] if at[person] > i32(0) else at[guardian[person]]
        if place > i32(0):
            homes[household[person]] = min(homes[household[person]], place)
    starts = np.zeros(people + 3, np.int32)
    for person in range(people):
        if (bits[person] & _ALIVE) != u32(0):
            starts[homes[household[person]] + 1] += i32(1)
    for k in range(1, len(starts)):
        starts[k] += starts[k - 1]
    line = np.empty(living, np.int32)
    for person in range(people):
        if (bits[person] & _ALIVE) == u32(0):
            at[person] = i32(0)
            continue
        home = homes[household[person]]
        place = starts[home]
        starts[home] += i32(1)
        line[place], at[person] = i32(person), i32(place + 1)
    return line


@kernel
def list_staff(employer: Ints) -> tuple[Ints, Ints]:
    """Return the ids of all who work at a firm, by firm, and where each firm's begin and end: `ends[f]`, `ends[f + 1]`.

    Without firms, both are empty.
    """
    firms = 0
    for person in range(len(employer)):
        firms = max(firms, int(employer[person]) + 1)
    ends = np.zeros(firms + 1 if firms else 0, np.int32)
    for person in range(len(employer)):
        if employer[person] >= i32(0):
            ends[employer[person] + 1] += i32(1)
    for k in range(1, len(ends)):
        ends[k] += ends[k - 1]
    staff, placed = np.empty(ends[-1] if firms else 0, np.int32), ends.copy()
    for person in range(len(employer)):
        firm = employer[person]
        if firm >= i32(0):
            staff[placed[firm]] = i32(person)
            placed[firm] += i32(1)
    return staff, ends
