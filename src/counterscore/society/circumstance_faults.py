"""What can be wrong with the circumstances of a society: tables by age, ages, what lapses, how children grow up."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from counterscore.catalogue.lists import repeated
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.society.circumstances import ByAge, Circumstances

_HERE = ("circumstances",)
OLDEST = 120


def circumstance_complaints(circumstances: Circumstances, grown_up: float) -> Iterator[Complaint]:
    """Give all that is wrong with the circumstances; `grown_up`: the age in years from the population."""
    for name in ("illness", "births", "deaths"):
        yield from _by_age((*_HERE, name), getattr(circumstances, name))
    yield from _ages(circumstances, grown_up)
    yield from _lapses(circumstances)
    levels = circumstances.growing.levels
    for place, (low, high) in enumerate(pairwise(levels), start=1):
        if high.value <= low.value:
            allowed = f"more than {low.value:g}"
            yield Complaint((*_HERE, "growing", "levels", place, "value"), "levels of education rise", allowed)


def _ages(circumstances: Circumstances, grown_up: float) -> Iterator[Complaint]:
    first, second = (age.value for age in circumstances.school_ages)
    ages: list[tuple[Where, float, float, float]] = [
        (("school_ages", 0), first, 1, second),
        (("school_ages", 1), second, first, grown_up),
        (("retires",), circumstances.retires.value, grown_up, OLDEST),
    ]
    for where, age, above, below in ages:
        if age % 1 or not above < age < below:
            allowed = f"whole years, more than {above:g} and less than {below:g}"
            yield Complaint((*_HERE, *where, "value"), "not an age at which this can be", allowed)


def _lapses(circumstances: Circumstances) -> Iterator[Complaint]:
    lapses = circumstances.lapses
    yield from repeated(((*_HERE, "lapses", n, "ends"), lapse.ends) for n, lapse in enumerate(lapses))
    whole = sum(lapse.chance.value for lapse in lapses) + circumstances.windfall.value
    if whole > 1:
        message = "in a month at most one of the lapses happens, or a windfall: their chances add up"
        yield Complaint((*_HERE, "lapses"), message, f"1 at most, not {whole:g}")


def _by_age(here: Where, table: ByAge) -> Iterator[Complaint]:
    if len(table.below) != len(table.chance):
        message = f"{len(table.chance)} chances for {len(table.below)} age limits"
        yield Complaint((*here, "chance"), message, "as many as in `below`")
    for place, (low, high) in enumerate(pairwise((0, *table.below))):
        if low >= high:
            yield Complaint((*here, "below", place), "age limits rise", f"more than {low}")
    if table.below[-1] != 200:
        yield Complaint((*here, "below", len(table.below) - 1), "the last age limit is 200", "200")
