"""Scarce places: exactly so many, to the first in the queue, equals in the order of their luck."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterscore.engine.access.gate import BY_FAMILY, BY_GATE, BY_LIST, GRANTED, cut, no_asks, packed, places, queues
from counterscore.engine.access.judging import (
    cast_shadow,
    draw_luck,
    judge_by_gate,
    judge_by_index,
    judge_by_lists,
    stand_in,
)
from counterscore.engine.compile.numbers import threshold
from counterscore.engine.compile.plan import compile_plan
from counterscore.society.traits import BIT
from mechanisms.lab import china, none

KEYS = st.lists(st.integers(0, 6), max_size=40)


def queue(keys: list[int], first: int = 0) -> np.ndarray:
    """Packed keys of requests for decision 0, those refused by the gate (key 0) left out."""
    n = len(keys)
    asks = no_asks(n)
    asks.person[:], asks.decision[:], asks.key[:] = np.arange(first, first + n), 0, keys
    asks.by[:] = np.where(asks.key > 0, GRANTED, BY_GATE)
    return queues(asks, n, 1)[0]


@given(KEYS, st.integers(-1, 45), st.integers(0, 40))
@settings(deadline=None)  # the first example compiles
def test_exactly_so_many_are_granted_and_they_are_the_first(keys: list[int], open_places: int, split: int) -> None:
    parts = [queue(keys[:split]), queue(keys[split:], min(split, len(keys)))]
    line = cut(parts, open_places)
    granted = [k for k, key in enumerate(keys) if key and packed(np.uint32(key), k) >= line]
    in_order = sorted((k for k, key in enumerate(keys) if key), key=lambda k: (-keys[k], k))
    assert granted == sorted(in_order[: max(open_places, 0)])


@given(st.floats(0, 20), st.integers(1, 100_000), st.integers(1, 240))
def test_fractions_of_places_carry_over(per_thousand: float, residents: int, months: int) -> None:
    each = [places(per_thousand, residents, tick) for tick in range(months)]
    monthly = per_thousand * residents / 1000
    assert sum(each) == int(monthly * months)
    assert all(monthly - 1 < granted < monthly + 1 for granted in each)


def lots(words: list[int], *, bits: int = 0, pending: int = 0) -> list[int]:
    """The lottery of requests for decision 0: asked with 0.25, by who lacks bit 1 with 0.5, after a refusal with 1."""
    chances = [np.array([threshold(chance)], np.uint32) for chance in (0.25, 0.5, 1.0)]
    rules = compile_plan(china(), none()).asking
    rules = rules._replace(demand=chances[0], hindered=chances[1], again=chances[2], lacks=np.array([1], np.uint32))
    luck, n = np.empty(len(words), np.int64), len(words)
    draw_luck(
        rules, np.full(n, bits, np.uint32), np.full(n, pending, np.uint32), np.arange(n, dtype=np.int32),
        np.zeros(n, np.uint8), np.array(words, np.uint32), luck,
    )  # fmt: skip
    return luck.tolist()


def test_luck_is_where_a_word_fell_below_the_threshold_of_asking() -> None:
    quarter = int(threshold(0.25))
    assert lots([0, quarter // 2, quarter - 1], bits=1) == [0, 32_768, 65_535]
    assert lots([quarter]) == [32_768]
    assert lots([quarter], bits=1, pending=1) == [16_384]


def index(weights: list[int], people: int = 4, **columns: np.ndarray) -> np.ndarray:
    """Queue keys of so many people by the incumbent's index at month 0."""
    zero = {
        "wage": np.zeros(people, np.float32), "wealth": np.zeros(people, np.float32),
        "history": np.zeros(people, np.uint8), "born": np.zeros(people, np.int16), "luck": np.zeros(people, np.int64),
    } | columns  # fmt: skip
    key = np.empty(people, np.uint32)
    judge_by_index(
        np.float32(256), np.float32(16 * 1.44269504), np.int64(4), np.array([weights], np.int32),
        np.zeros(people, np.uint8), np.arange(people, dtype=np.int32), zero["luck"], 0,
        zero["wage"], zero["wealth"], zero["history"], zero["born"],
        np.empty((3, people), np.float32), key,
    )  # fmt: skip
    return key


@pytest.mark.parametrize(("weight", "column"), [
    ([255, 0, 0, 0, 0], {"wage": np.array([0, 500, 4000, 32_000], np.float32)}),
    ([0, 255, 0, 0, 0], {"wealth": np.array([0, 500, 4000, 32_000], np.float32)}),
    ([0, 0, 255, 0, 0], {"history": np.array([0, 1, 80, 255], np.uint8)}),
    ([0, 0, 0, 255, 0], {"born": np.array([0, -200, -400, -1200], np.int16)}),
    ([0, 0, 0, 0, 255], {"luck": np.array([0, 600, 40_000, 65_535], np.int64)}),
])  # fmt: skip
def test_each_part_of_the_index_puts_the_higher_first(weight: list[int], column: dict[str, np.ndarray]) -> None:
    key = index(weight, **column).tolist()
    assert key == sorted(key)
    assert len(set(key)) == 4
    assert key[0] >= 1


def test_equals_by_the_index_stand_in_the_order_of_their_luck() -> None:
    wage = np.full(4, 3000, np.float32)
    luck = np.array([9, 40_000, 8, 65_535], np.int64)
    key = index([255, 0, 0, 0, 0], wage=wage, luck=luck)
    assert np.argsort(key).tolist() == np.argsort(luck).tolist()
    assert len(set((key >> 16).tolist())) == 1


REFUSED = 0


def judged(rungs: list[int], *, score_from: int = 0, line: int = 0, lists: int = 0, by_rank: int = 0, gated: int = 1,
           terms: list[list[int]] | None = None, luck: list[int] | None = None) -> list[int]:  # fmt: skip
    n = len(rungs)
    key, by = np.full(n, 77, np.uint32), np.full(n, 99, np.uint8)
    on = np.array(terms if terms is not None else [[0] * n], np.uint8)
    judge_by_gate(
        np.array([gated], np.int32), np.array([1 << 16], np.int32), np.array([score_from], np.int32),
        np.array([[line]], np.int32), np.array([[1 << 16]], np.int32), np.zeros(1, np.int32),
        np.array([lists], np.uint32), np.array([by_rank], np.int32), np.int32(300_001), np.zeros(n, np.uint8),
        np.arange(n, dtype=np.int32), np.array(luck or [0] * n, np.int64), np.array(rungs, np.int32),
        np.zeros(n, np.uint32), np.zeros(n, np.uint8), np.zeros(n, np.uint8), on, key, by,
    )  # fmt: skip
    assert set(by.tolist()) <= {GRANTED, BY_GATE}
    return np.where(by == GRANTED, key, REFUSED).tolist()


def test_a_gate_by_score_refuses_below_its_line_and_leaves_the_others_in_their_order() -> None:
    assert judged([99, 100, 101], score_from=100) == [0, 77, 77]
    assert judged([99, 100, 101], line=101) == [0, 0, 77]


def test_who_has_no_score_meets_no_gate() -> None:
    assert judged([0], score_from=100) == [77]


def test_by_rank_who_has_no_score_queues_at_the_base() -> None:
    none, below, above = judged([0, 300_000, 300_002], by_rank=1)
    assert below < none < above


def test_without_a_gate_nobody_is_refused() -> None:
    assert judged([1, 2], score_from=100, gated=0) == [77, 77]


def test_a_gate_by_lists_refuses_those_on_one_of_them_alone() -> None:
    terms = [[1, 0, 0, 5], [0, 3, 0, 0], [0, 0, 9, 0]]
    assert judged([5, 5, 5, 5], lists=0b011, terms=terms) == [0, 0, 77, 0]


def test_by_rank_the_higher_score_comes_first_and_luck_decides_among_equals() -> None:
    keys = judged([600_001, 300_000, 300_000, 300_001], by_rank=1, luck=[0, 5000, 60_000, 0])
    assert np.argsort(keys).tolist() == [1, 2, 3, 0]


def test_a_guardian_stands_in_for_a_child_while_alive() -> None:
    alive, grown = np.uint32(BIT["alive"]), np.uint32(BIT["alive"] | BIT["adult"])
    guardian, bits = np.array([0, 0, 3, 3, 0], np.int32), np.array([grown, alive, alive, 0, grown], np.uint32)
    stands = np.empty(4, np.int32)
    stand_in(guardian, bits, np.array([0, 1, 2, 4], np.int32), stands)
    assert stands.tolist() == [0, 0, 2, 4]


def by_lists(*, blocks: int = 0, family: int = 0, opens: int = 0) -> tuple[list[int], list[int], list[int]]:
    """Four people of two households: the first stands on list 0 for 5 months of 12, the last on list 1."""
    n, words = 4, [np.array([lists], np.uint32) for lists in (blocks, family, opens)]
    terms, household = np.array([[5, 0, 0, 0], [0, 0, 0, 3]], np.uint8), np.array([0, 0, 1, 1], np.int32)
    shadow, who = np.zeros(2, np.uint8), np.arange(n, dtype=np.int32)
    cast_shadow(terms, household, n, 2, shadow)
    key, by, left = np.full(n, 77, np.uint32), np.full(n, BY_GATE, np.uint8), np.empty(n, np.uint8)
    judge_by_lists(
        words[0], words[1], words[2], np.array([12, 2], np.int32), who, np.zeros(n, np.uint8), who,
        np.zeros(n, np.int64), household, shadow, terms, key, by, left,
    )  # fmt: skip
    return key.tolist(), by.tolist(), left.tolist()


def test_a_list_blocks_those_on_it_for_the_rest_of_its_term_and_no_others() -> None:
    _, by, left = by_lists(blocks=0b01)
    assert by == [BY_LIST, BY_GATE, BY_GATE, BY_GATE]
    assert left == [8, 0, 0, 0]
    assert by_lists(blocks=0b11)[2] == [8, 0, 0, 1]  # the term of the second is over, and the condition still holds


def test_a_list_that_names_the_family_blocks_the_household() -> None:
    assert by_lists(blocks=0b01, family=0b01)[1] == [BY_LIST, BY_FAMILY, BY_GATE, BY_GATE]
    assert by_lists(family=0b10)[1] == [BY_GATE, BY_GATE, BY_FAMILY, BY_FAMILY]


def test_a_list_that_opens_lets_through_and_serves_first() -> None:
    key, by, _ = by_lists(opens=0b10)
    assert by == [BY_GATE, BY_GATE, BY_GATE, GRANTED]
    assert key[3] > 65_025 << 16
    assert key[:3] == [77, 77, 77]
