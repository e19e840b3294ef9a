"""Kin: a parent for children, and for some adults one who lives in the same home or in another, drawn at the start.

Each person's parent is decided by the person's own random draws, so threads do not communicate. Brothers and sisters
are people with the same parent. Nothing else is stored: a parent is a column, and the ties follow from it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel
from counterscore.chance.maths import unit
from counterscore.chance.purposes import KIN
from counterscore.society.affinity import NEAR_WINDOW
from counterscore.society.households import Levels, Months
from counterscore.society.parts import by_parts
from counterscore.society.traits import BIT
from counterscore.society.words import words_of

if TYPE_CHECKING:
    from counterscore.society.ties_schema import Kinship

i32, i64, u32, u64 = np.int32, np.int64, np.uint32, np.uint64
_MINORITY = u32(BIT["minority"])
_TRIES_CLOSE, _TRIES = 8, 48  # places where a parent is looked for, and the number of people who are looked at in each
_LOOK = NEAR_WINDOW
_MOST_AT_HOME = 8  # members of a household, which have consecutive ids
_YEAR = 12
_32 = u64(32)
MOST_KIN = 64


class KinColumns(NamedTuple):
    """The columns that a parent depends on."""

    born: Months
    bits: Words
    region: Levels
    household: Ints
    guardian: Ints


class KinRules(NamedTuple):
    """Where parents are: shares by age (`below` in months), and the shares of `Kinship`.

    `youngest`, `span`: how many months older a parent is at least, and the width of that range.
    """

    below: Ints
    shares: Floats
    youngest: np.int32
    span: np.uint32
    close: np.float32
    abroad: np.float32


class Family(NamedTuple):
    """Who is whose parent: id plus 1, 0 for nobody known; and each parent's children as linked lists of the same."""

    parent: Ints
    first: Ints
    following: Ints


def kin_rules(spec: Kinship) -> KinRules:
    """Return the declared rules as arrays."""
    return KinRules(
        below=np.array(spec.parents.below, np.int32) * _YEAR,
        shares=np.array(spec.parents.everyone, np.float32),
        youngest=i32(round(spec.youngest.value * _YEAR)),
        span=u32(round((spec.oldest.value - spec.youngest.value) * _YEAR)),
        close=np.float32(spec.close.value),
        abroad=np.float32(spec.abroad.value),
    )


def family_of(spec: Kinship | None, columns: KinColumns, seed: np.uint64, threads: int) -> Family:
    """Return who is whose parent among these people; empty if no kin is declared."""
    if spec is None:
        return Family(*(np.empty(0, np.int32) for _ in range(3)))
    count, rules = len(columns.born), kin_rules(spec)
    family = Family(*(np.zeros(count, np.int32) for _ in range(3)))

    def part(first: int, last: int) -> None:
        find_parents(first, last, seed, rules, columns, family.parent)

    by_parts(count, threads, part)
    link(family)
    return family


@inlined
def _within(low: int, high: int, word: u32) -> int:
    return low + int((u64(word) * u64(high - low)) >> _32)


@inlined
def _is_parent(rules: KinRules, born: Months, child: int, other: int) -> bool | np.bool_:
    # One unsigned comparison instead of two: a loop over it vectorises.
    return u32(i32(born[child]) - i32(born[other]) - rules.youngest) <= rules.span


@inlined
def _at_home(rules: KinRules, columns: KinColumns, child: int) -> int:
    """Return the id plus 1 of the guardian, or of the first member of the household who could be the parent, or 0."""
    if columns.guardian[child] != child:
        return int(columns.guardian[child]) + 1
    found = 0
    for other in range(min(child + _MOST_AT_HOME, len(columns.born) - 1), max(child - _MOST_AT_HOME, 0) - 1, -1):
        if columns.household[other] == columns.household[child] and _is_parent(rules, columns.born, child, other):
            found = other + 1
    return found


@inlined
def _pick(rules: KinRules, born: Months, child: int, low: int, high: int, word: u32) -> int:
    """Return one of the ids from `low` to `high` - 1 whose age fits, each with equal probability; -1 for nobody."""
    fit = i32(0)
    for other in range(low, high):
        fit += i32(_is_parent(rules, born, child, other))
    wanted, found = _within(0, int(fit), word) + 1, -1
    for other in range(low, high if fit > i32(0) else low):
        wanted -= int(_is_parent(rules, born, child, other))
        found = other
        if wanted == 0:
            break
    return found


@inlined
def _suits(columns: KinColumns, child: int, other: int, abroad: bool | np.bool_) -> bool | np.bool_:
    alike = ((columns.bits[child] ^ columns.bits[other]) & _MINORITY) == u32(0)
    here = abroad or columns.region[other] == columns.region[child]
    return alike and here and columns.household[other] != columns.household[child]


@kernel
def find_parents(first: int, last: int, seed: u64, rules: KinRules, columns: KinColumns, parent: Ints) -> None:
    """Write the parents of the people from `first` to `last` - 1: id plus 1, or 0."""
    words, count = np.empty(4, np.uint32), len(columns.born)
    for child in range(first, last):
        parent[child] = i32(_at_home(rules, columns, child))
        group = 0
        while -i64(columns.born[child]) >= rules.below[group] and group < len(rules.below) - 1:
            group += 1
        w_alive, w_where, _, _ = words_of(child, 0, KIN, 0, seed)
        if parent[child] != i32(0) or unit(w_alive) >= rules.shares[group]:
            continue
        close, abroad = unit(w_where) < rules.close, unit(w_where) >= np.float32(1.0) - rules.abroad
        low, high = max(child - NEAR_WINDOW, 0), min(child + NEAR_WINDOW + 1, count)
        for trial in range(_TRIES_CLOSE if close else _TRIES):
            if trial % 2 == 0:
                words[0], words[1], words[2], words[3] = words_of(child, 1 + trial // 2, KIN, 0, seed)
            if not close:
                low = _within(0, count, words[2 * (trial % 2)])
                high = min(low + _LOOK, count)
            if not abroad and columns.region[low] != columns.region[child] and not close:
                continue
            other = _pick(rules, columns.born, child, low, high, words[2 * (trial % 2) + 1])
            if other >= 0 and _suits(columns, child, other, abroad):
                parent[child] = i32(other + 1)
                break


@kernel
def link(family: Family) -> None:
    """Link the children of each parent, the last one first."""
    parent, first, following = family.parent, family.first, family.following
    for child in range(len(parent)):
        if parent[child] > i32(0):
            by = parent[child] - 1
            following[child] = first[by]
            first[by] = i32(child + 1)


@inlined
def _append(who: int, other: int | np.int32, household: Ints, out: Ints, count: int) -> int:
    if other == who or household[other] == household[who] or count == len(out):
        return count
    out[count] = i32(other)
    return count + 1


@kernel
def kin_of(who: int, family: Family, household: Ints, out: Ints) -> int:
    """Write the kin of a person outside the home: parent, children, brothers and sisters; return their number."""
    if len(family.parent) == 0:
        return 0
    count, by = 0, int(family.parent[who]) - 1
    if by >= 0:
        count = _append(who, by, household, out, count)
        child = int(family.first[by])
        while child > 0:
            count = _append(who, child - 1, household, out, count)
            child = int(family.following[child - 1])
    child = int(family.first[who])
    while child > 0:
        count = _append(who, child - 1, household, out, count)
        child = int(family.following[child - 1])
    return count


@kernel
def count_kin(family: Family, household: Ints) -> tuple[int, int]:
    """Return how many ends of ties between kin outside the home there are within the near window, and further apart."""
    near, far, out = 0, 0, np.empty(MOST_KIN, np.int32)
    for who in range(len(family.parent)):
        for k in range(kin_of(who, family, household, out)):
            close = abs(out[k] - who) <= NEAR_WINDOW
            near, far = near + int(close), far + int(not close)
    return near, far
