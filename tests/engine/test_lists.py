"""Lists: who enters, for how long, after which other list, and when people leave."""

from __future__ import annotations

import numpy as np

from counterscore.engine.compile.numbers import threshold
from counterscore.engine.core.events import NOTIFIED_LISTING, NOTIFIED_REFUSAL
from counterscore.engine.core.plan import Lists
from counterscore.society.traits import BIT
from engine.settling import FAR, BurnedIn, Society, scale

LOW, FINE, HIGH = 50, 150, 250  # rungs: below the lower line, between the two lines, above the upper line
ALWAYS = int(threshold(1.0))


def lists(*rows: tuple[int, int, int, int, int]) -> Lists:
    """Lists of (below, at least, months, after, months on it)."""
    below, above, months, after, needed = (np.array(column, np.int32) for column in zip(*rows, strict=True))
    order = np.array(sorted(range(len(rows)), key=lambda k: -_before(rows, k)), np.int32)
    return Lists(below, above, months, after, needed, order)


def _before(rows: tuple[tuple[int, int, int, int, int], ...], k: int) -> int:
    return 1 + _before(rows, rows[k][3]) if rows[k][3] >= 0 else 0


def bad(months: int, after: int = -1, needed: int = 0, below: int = 100) -> tuple[int, int, int, int, int]:
    return below, FAR, months, after, needed


def through(society: Society, rungs: list[int], notice: int = 0) -> list[BurnedIn]:
    """Give one person these rungs, month by month."""
    rules = scale(top=1000, lowest=0, base=500)
    return [society.settle(rules, [rung], [0], notice, tick) for tick, rung in enumerate(rungs)]


def terms(rows: Lists, rungs: list[int]) -> list[list[int]]:
    """Return the months on each list after each month."""
    society, seen = Society(lists=rows), []
    for rung in rungs:
        through(society, [rung])
        seen.append(society.terms[:, 0].tolist())
    return seen


def test_a_person_enters_below_the_line_and_stays_for_the_term() -> None:
    assert terms(lists(bad(3)), [FINE, LOW, FINE, FINE, FINE, FINE]) == [[0], [1], [2], [3], [0], [0]]


def test_a_person_leaves_once_the_term_is_over_and_the_score_has_risen() -> None:
    assert terms(lists(bad(2)), [LOW, LOW, LOW, LOW, FINE, LOW]) == [[1], [2], [3], [4], [0], [1]]


def test_a_score_on_the_line_is_not_below_it() -> None:
    assert terms(lists(bad(3)), [100, 99]) == [[0], [1]]


def test_people_enter_a_red_list_from_its_line_on() -> None:
    assert terms(lists((0, 200, 2, -1, 0)), [199, 200, FINE, FINE]) == [[0], [1], [2], [0]]


def test_a_list_that_follows_another_requires_months_on_that_one() -> None:
    rows = lists(bad(1), bad(2, after=0, needed=3, below=80))
    assert terms(rows, [LOW] * 5) == [[1, 0], [2, 0], [3, 0], [4, 1], [5, 2]]
    assert terms(rows, [90] * 5)[-1] == [5, 0]


def test_people_enter_the_lists_of_a_chain_one_at_a_time() -> None:
    rows = lists(bad(1), bad(1, after=0, needed=1), bad(1, after=1, needed=1))
    assert terms(rows, [LOW] * 4) == [[1, 0, 0], [2, 1, 0], [3, 2, 1], [4, 3, 2]]


def test_the_order_in_the_file_does_not_matter_to_a_chain() -> None:
    there = terms(lists(bad(1), bad(1, after=0, needed=2)), [LOW] * 4)
    back = terms(lists(bad(1, after=1, needed=2), bad(1)), [LOW] * 4)
    assert [row[0] for row in there] == [row[1] for row in back]


def test_people_without_a_score_are_on_no_list() -> None:
    society = Society(lists=lists(bad(3)))
    through(society, [LOW, 0])
    assert society.terms.tolist() == [[0]]


def test_only_lists_for_low_scores_set_the_listed_bit_and_count_months() -> None:
    months = through(Society(lists=lists(bad(2), (0, 200, 2, -1, 0))), [LOW, HIGH, HIGH, HIGH])
    marked = [bool(month.bits[0] & np.uint32(BIT["listed"])) for month in months]
    assert marked == [True, True, False, False]
    assert [int(month.months_listed[0]) for month in months] == [1, 1, 0, 0]


def test_a_person_is_notified_of_an_entry_once_and_only_with_the_right_of_notice() -> None:
    reported = [int(month.event[0]) for month in through(Society(lists=lists(bad(3))), [FINE, LOW, LOW], ALWAYS)]
    assert reported == [0, int(NOTIFIED_REFUSAL | NOTIFIED_LISTING), 0]
    assert not any(month.event[0] for month in through(Society(lists=lists(bad(3))), [LOW, LOW]))
    praised = through(Society(lists=lists((0, 200, 2, -1, 0))), [HIGH], ALWAYS)
    assert praised[0].event[0] == 0


def test_months_on_a_list_stop_at_255() -> None:
    society = Society(lists=lists(bad(1)))
    through(society, [LOW] * 300)
    assert society.terms.tolist() == [[255]]
