"""Find the part of people to which a person belongs, for gates that have a line for each part."""

from __future__ import annotations

import numpy as np

from counterscore.chance.kernel import Ints, Words, inlined, kernel
from counterscore.engine.core.state import Bytes
from counterscore.society.division import BY_STATE
from counterscore.society.traits import BIT

i32, u32, u8 = np.int32, np.uint32, np.uint8
# A plan stores a division as its place in DIVISIONS plus 1: the first two are columns of the state, the others bits.
_GROUP, _REGION = 1, 2
_MASKS = np.array([0, 0, 0, *(BIT[name] for name in BY_STATE)], np.uint32)


@inlined
def part_of(division: i32, bits: u32, group: u8, region: u8) -> i32:
    """Return the part of a person, counted from 0; without a division everybody is in part 0."""
    if division == _GROUP:
        return i32(group)
    if division == _REGION:
        return i32(region)
    return i32((bits & _MASKS[division]) != u32(0))


@kernel
def divide(division: int, person: Ints, bits: Words, group: Bytes, region: Bytes, part: Ints) -> None:
    """Write the part of each of the people `person` to `part`; the columns are everybody's."""
    for k in range(person.shape[0]):
        who = person[k]
        part[k] = part_of(i32(division), u32(bits[who]), u8(group[who]), u8(region[who]))
