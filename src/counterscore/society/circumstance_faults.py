"""Checks of the circumstances of a society: tables by age, ages, lapses, coming of age."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from counterscore.catalogue.lists import repeated
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.society.circumstances import Circumstances
from counterscore.society.life_course import Births, ByAge

_PATH = ("circumstances",)
OLDEST = 120


def circumstance_complaints(circumstances: Circumstances, grown_up: float) -> Iterator[Complaint]:
    """Yield everything that is wrong with the circumstances; `grown_up`: age of majority in years."""
    for name in ("illness", "births", "deaths", "separation", "moves"):
        if table := getattr(circumstances, name):
            yield from _by_age((*_PATH, name), table)
    yield from _rows(circumstances)
    yield from _ages(circumstances, grown_up)
    yield from _lapses(circumstances)
    levels = circumstances.growing.levels
    for index, (low, high) in enumerate(pairwise(levels), start=1):
        if high.value <= low.value:
            allowed = f"above {low.value:g}"
            yield Complaint((*_PATH, "growing", "levels", index, "value"), "levels of education must increase", allowed)


def _rows(circumstances: Circumstances) -> Iterator[Complaint]:
    """Yield rows of chances for some of the people that do not have one for each age limit."""
    for name, key in (("births", "single"), ("deaths", "female")):
        table = getattr(circumstances, name)
        row = getattr(table, key)
        if row and len(row) != len(table.below):
            message = f"there are {len(row)} chances for {len(table.below)} age limits"
            yield Complaint((*_PATH, name, key), message, "one chance for each age limit in `below`")
    yield from _possible(circumstances.births)


def _possible(births: Births) -> Iterator[Complaint]:
    factors = [each.value for each in births.schooling or ()]
    highest = max(each.value for each in (*births.chance, *(births.single or ())))
    for index, factor in enumerate(factors):
        if factor * highest > 1:
            message = f"a factor of {factor:g} makes the highest chance of a birth larger than 1"
            yield Complaint((*_PATH, "births", "schooling", index, "value"), message, f"at most {1 / highest:g}")


def _ages(circumstances: Circumstances, grown_up: float) -> Iterator[Complaint]:
    first, second = (age.value for age in circumstances.school_ages)
    ages: list[tuple[Where, float, float, float]] = [
        (("school_ages", 0), first, 1, second),
        (("school_ages", 1), second, first, grown_up),
        (("retires",), circumstances.retires.value, grown_up, OLDEST),
    ]
    for where, age, above, below in ages:
        if age % 1 or not above < age < below:
            allowed = f"whole years, above {above:g} and below {below:g}"
            yield Complaint((*_PATH, *where, "value"), "not a possible age", allowed)


def _lapses(circumstances: Circumstances) -> Iterator[Complaint]:
    lapses = circumstances.lapses
    yield from repeated(((*_PATH, "lapses", n, "ends"), lapse.ends) for n, lapse in enumerate(lapses))
    total = sum(lapse.chance.value for lapse in lapses) + circumstances.windfall.value
    if total > 1:
        message = (
            f"the chances of all lapses and of a windfall add up to {total:g}; at most one of them happens in a month"
        )
        yield Complaint((*_PATH, "lapses"), message, "a sum of at most 1")


def _by_age(path: Where, table: ByAge) -> Iterator[Complaint]:
    if len(table.below) != len(table.chance):
        message = f"there are {len(table.chance)} chances for {len(table.below)} age limits"
        yield Complaint((*path, "chance"), message, "one chance for each age limit in `below`")
    for index, (low, high) in enumerate(pairwise((0, *table.below))):
        if low >= high:
            yield Complaint((*path, "below", index), "age limits must increase", f"above {low}")
    if table.below[-1] != 200:
        yield Complaint((*path, "below", len(table.below) - 1), "the last age limit must be 200", "200")
