"""Turns in the course of life: who separates, and who moves, this month.

One draw of four random words a person: the first decides whether a woman leaves her spouse, the second who moves out,
the third with whom the children stay (see `parting.py`), and the last whether the person moves (see `moving.py`).
"""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, Words, inlined, no_alloc
from counterscore.chance.maths import unit
from counterscore.engine.core.plan import LifeCourse
from counterscore.engine.core.state import Bytes, WordTable
from counterscore.engine.life.turns import DIED, LEFT, MOVES
from counterscore.society.traits import BIT

u8, u32, i32, f32 = np.uint8, np.uint32, np.int32, np.float32
_ALIVE, _ADULT, _FEMALE, _URBAN = (u32(BIT[name]) for name in ("alive", "adult", "female", "urban"))
_JOBLESS, _NONE = u32(BIT["jobless"]), u32(0)
_GROWN = u32(_ALIVE | _ADULT)
_OLDEST = i32(199)


@no_alloc
def mark_turns(course: LifeCourse, highest: u32, w: WordTable, bits: Words, spouse: Ints, marks: Bytes) -> None:
    """Mark a superset of the people who leave a spouse or move; `highest`: the highest chance of a separation."""
    n = bits.shape[0]
    w0, w3 = w[0, :n], w[3, :n]
    for j in range(n):
        leaves = (w0[j] < highest) & (spouse[j] > i32(0)) & ((bits[j] & _FEMALE) != _NONE)
        marks[j] = u8(leaves | ((unit(w3[j]) < course.most) & ((bits[j] & _GROWN) == _GROWN)))


@no_alloc
def find_minors(bits: Words, people: int, which: Ints) -> int:
    """Write the ids of the living who are not grown up, ascending; return their number."""
    count = 0
    for person in range(people):
        which[count] = i32(person)
        count += int((bits[person] & _GROWN) == _ALIVE)
    return count


@inlined
def place(region: u8, bits: u32) -> int:
    """Return the number of the place where a person lives: twice the region, plus 1 in town."""
    return 2 * int(region) + int((bits & _URBAN) != _NONE)


@no_alloc
def take_turns(
    course: LifeCourse, w: WordTable, age: Ints, region: Bytes, education: Bytes, which: Ints, bits: Words, vital: Bytes
) -> None:
    """Add LEFT and MOVES to `vital` for those of the marked people, whose indices are `which`, to whom it happens."""
    for k in range(which.shape[0]):
        j = int(which[k])
        if (bits[j] & _ALIVE) == _NONE or (vital[j] & DIED) != u8(0):
            continue
        years = int(min(max(age[j], i32(0)) // i32(12), _OLDEST))
        if (bits[j] & _FEMALE) != _NONE and w[0, j] < course.separation[years]:
            vital[j] = u8(vital[j] | LEFT)
        chance = course.roam[years] * course.schooled[education[j]]
        chance = chance * (course.jobless if (bits[j] & _JOBLESS) != _NONE else f32(1.0))
        chance = chance * course.pull[place(region[j], bits[j])]
        if (bits[j] & _ADULT) != _NONE and unit(w[3, j]) < chance:
            vital[j] = u8(vital[j] | MOVES)
