"""Scarce places: all of them go to the first in the queue, and a lottery decides between equals."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterscore.engine.access.gate import BY_FAMILY, BY_GATE, BY_LIST, GRANTED, cut, no_asks, packed, places, queues
from counterscore.engine.access.judging import cast_shadow, draw_lottery, judge_by_index, judge_by_lists
from counterscore.engine.access.people import Askers
from counterscore.engine.access.verdict import find_judged, find_least, judge_by_gate
from counterscore.engine.compile.numbers import threshold
from counterscore.engine.compile.plan import compile_plan
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import Gates, Lines
from counterscore.society.traits import BIT
from mechanisms.lab import china, none

KEYS = st.lists(st.integers(0, 6), max_size=40)


def queue(keys: list[int], first: int = 0) -> np.ndarray:
    """Return the packed keys of the requests for decision 0 that the gate does not refuse (key 0)."""
    n = len(keys)
    asks = no_asks(n)
    asks.person[:], asks.decision[:], asks.key[:] = np.arange(first, first + n), 0, keys
    asks.by[:] = np.where(asks.key > 0, GRANTED, BY_GATE)
    return queues(asks, n, 1)[0]


@given(KEYS, st.integers(-1, 45), st.integers(0, 40))
@settings(deadline=None)  # the first example compiles
def test_as_many_requests_are_approved_as_there_are_places_and_they_are_the_first(
    keys: list[int], open_places: int, split: int
) -> None:
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


def askers(people: int, **columns: np.ndarray) -> Askers:
    """Return this many people with the given columns; the other columns are zero."""
    kinds: dict[str, Any] = dict.fromkeys(Askers._fields, np.uint8) | {
        "key": np.uint32, "born": np.int16, "bits": np.uint32, "pending": np.uint32, "wage": np.float32,
        "wealth": np.float32, "guardian": np.int32, "household": np.int32, "score": np.int32,
    }  # fmt: skip
    tables: dict[str, Any] = {name: np.zeros((2, people), np.uint8) for name in ("terms", "cooldown")}
    blank: dict[str, Any] = {name: np.zeros(people, kind) for name, kind in kinds.items()}
    return Askers(**(blank | tables | columns))


def lots(words: list[int], *, bits: int = 0, pending: int = 0) -> list[int]:
    """Return the lottery numbers; chances to apply: 0.25, without bit 1 0.5, after a refusal 1."""
    chances = [np.array([threshold(chance)], np.uint32) for chance in (0.25, 0.5, 1.0)]
    rules = compile_plan(china(), none()).asking
    rules = rules._replace(demand=chances[0], hindered=chances[1], again=chances[2], lacks=np.array([1], np.uint32))
    lottery, n = np.empty(len(words), np.int64), len(words)
    asks = no_asks(n)
    asks.person[:], asks.decision[:], asks.key[:] = np.arange(n), 0, words
    who = askers(n, bits=np.full(n, bits, np.uint32), pending=np.full(n, pending, np.uint32))
    draw_lottery(rules, who, asks, lottery)
    return lottery.tolist()


def test_the_lottery_number_is_the_relative_position_of_the_word_below_the_threshold() -> None:
    quarter = int(threshold(0.25))
    assert lots([0, quarter // 2, quarter - 1], bits=1) == [0, 32_768, 65_535]
    assert lots([quarter]) == [32_768]
    assert lots([quarter], bits=1, pending=1) == [16_384]


def index(weights: list[int], *, people: int = 4, **columns: np.ndarray) -> np.ndarray:
    """Return the queue keys of this many people by the incumbent's index in month 0."""
    lottery = columns.pop("lottery", np.zeros(people, np.int64))
    rules = compile_plan(china(), none()).asking._replace(
        index_from=np.float32(256), index_steps=np.float32(16 * 1.44269504), index_months=np.int64(4),
        weights=np.array([weights], np.int32),
    )  # fmt: skip
    asks = no_asks(people)
    asks.decision[:] = 0
    judged, space = np.arange(people, dtype=np.int32), np.empty((3, people), np.float32)
    judge_by_index(rules, askers(people, **columns), asks, judged, lottery, 0, space)
    return asks.key


@pytest.mark.parametrize(("weight", "column"), [
    ([255, 0, 0, 0, 0], {"wage": np.array([0, 500, 4000, 32_000], np.float32)}),
    ([0, 255, 0, 0, 0], {"wealth": np.array([0, 500, 4000, 32_000], np.float32)}),
    ([0, 0, 255, 0, 0], {"history": np.array([0, 1, 80, 255], np.uint8)}),
    ([0, 0, 0, 255, 0], {"born": np.array([0, -200, -400, -1200], np.int16)}),
    ([0, 0, 0, 0, 255], {"lottery": np.array([0, 600, 40_000, 65_535], np.int64)}),
])  # fmt: skip
def test_each_part_of_the_index_puts_the_higher_first(weight: list[int], column: dict[str, Any]) -> None:
    key = index(weight, **column).tolist()
    assert key == sorted(key)
    assert len(set(key)) == 4
    assert key[0] >= 1


def test_the_lottery_orders_requests_with_equal_indices() -> None:
    wage = np.full(4, 3000, np.float32)
    lottery = np.array([9, 40_000, 8, 65_535], np.int64)
    key = index([255, 0, 0, 0, 0], wage=wage, lottery=lottery)
    assert np.argsort(key).tolist() == np.argsort(lottery).tolist()
    assert len(set((key >> 16).tolist())) == 1


REFUSED = 0


WHOLE = 1 << 16


@dataclass
class Judged:
    """A gate's verdict on requests: their keys (REFUSED if refused), and for each the lowest rung that passes."""

    keys: list[int]
    least: list[int]


def judge(rungs: list[int], *, line: int = 0, lists: int = 0, by_rank: int = 0, gated: int = 1,
          terms: list[list[int]] | None = None, lottery: list[int] | None = None, enforced: int = WHOLE,
          margin: int = WHOLE) -> Judged:  # fmt: skip
    n = len(rungs)
    on, who = np.array(terms if terms is not None else [[0] * n], np.uint8), np.arange(n, dtype=np.int32)
    gates = Gates(
        gated=np.array([gated], np.int32), enforced=np.array([[enforced]], np.int32),
        by_rank=np.array([by_rank], np.int32), base=np.int32(300_001), division=np.zeros(1, np.int32),
        lists=np.array([lists], np.uint32), below=np.array([60, 40, 0], np.int32),
        officials=compile_plan(china(), none()).gates.officials, lines=Lines(*np.zeros((2, 1, 1), np.int32)),
    )  # fmt: skip
    lines = Lines(line=np.array([[line]], np.int32), margin=np.array([[margin]], np.int32))
    asks, least = no_asks(n), np.empty(n, np.int32)
    asks.person[:], asks.decision[:], asks.key[:], asks.by[:] = who, 0, 77, 99
    clock = Clock(month=3, tick=3, seed=np.uint64(5))
    people = askers(n, key=np.arange(n, dtype=np.uint32), score=np.array(rungs, np.int32), terms=on)
    judge_by_gate(gates, lines, people, asks, who, np.array(lottery or [0] * n, np.int64), clock)
    find_least(gates, lines, people, who, who, asks.decision, clock, least)
    assert set(asks.by.tolist()) <= {GRANTED, BY_GATE}
    return Judged(np.where(asks.by == GRANTED, asks.key, REFUSED).tolist(), least.tolist())


def judged(rungs: list[int], **rules: Any) -> list[int]:
    return judge(rungs, **rules).keys


def test_the_verdict_changes_at_the_lowest_rung_that_passes() -> None:
    for margin in (WHOLE, WHOLE // 2):
        found = judge([100] * 50, line=100, margin=margin)
        assert set(found.least) <= {100, 101}
        for step in (-1, 0, 1):
            keys = [
                judge([99] * k + [least + step], line=100, margin=margin).keys[k] for k, least in enumerate(found.least)
            ]
            assert {key != REFUSED for key in keys} == {step >= 0}


def test_for_a_listed_person_the_lowest_rung_that_passes_is_where_the_list_ends() -> None:
    terms = [[1, 0, 0, 5], [0, 3, 0, 1], [0, 0, 9, 0]]
    assert judge([5, 5, 5, 90], lists=0b111, terms=terms).least == [60, 40, 0, 60]


def test_queue_enforcement_and_margin_use_independent_lotteries() -> None:
    for lots in ({"enforced": 1 << 15}, {"margin": 1 << 15}):
        first, last = (
            judged([100] * 400, line=100 + ("enforced" in lots), lottery=[k] * 400, **lots) for k in (65_535, 0)
        )
        assert first == last
        assert first.count(REFUSED) == pytest.approx(200, abs=40)


def test_a_gate_by_score_refuses_below_its_line_and_keeps_the_order_of_the_others() -> None:
    assert judged([99, 100, 101], line=100) == [0, 77, 77]
    assert judged([99, 100, 101], line=101) == [0, 0, 77]


def test_gates_do_not_apply_to_people_without_a_score() -> None:
    assert judged([0], line=100) == [77]


def test_by_rank_people_without_a_score_queue_at_the_base() -> None:
    none, below, above = judged([0, 300_000, 300_002], by_rank=1)
    assert below < none < above


def test_without_a_gate_nobody_is_refused() -> None:
    assert judged([1, 2], line=100, gated=0) == [77, 77]


def test_a_gate_by_lists_refuses_only_people_on_one_of_them() -> None:
    terms = [[1, 0, 0, 5], [0, 3, 0, 0], [0, 0, 9, 0]]
    assert judged([5, 5, 5, 5], lists=0b011, terms=terms) == [0, 0, 77, 0]


def test_by_rank_the_higher_score_comes_first_and_the_lottery_decides_between_equals() -> None:
    keys = judged([600_001, 300_000, 300_000, 300_001], by_rank=1, lottery=[0, 5000, 60_000, 0])
    assert np.argsort(keys).tolist() == [1, 2, 3, 0]


def test_a_child_is_judged_by_its_guardian_while_the_guardian_is_alive() -> None:
    alive, grown = np.uint32(BIT["alive"]), np.uint32(BIT["alive"] | BIT["adult"])
    guardian, bits = np.array([0, 0, 3, 3, 0], np.int32), np.array([grown, alive, alive, 0, grown], np.uint32)
    stands = np.empty(4, np.int32)
    find_judged(guardian, bits, np.array([0, 1, 2, 4], np.int32), stands)
    assert stands.tolist() == [0, 0, 2, 4]


def by_lists(*, blocks: int = 0, family: int = 0, opens: int = 0) -> tuple[list[int], list[int], list[int]]:
    """Return keys, verdicts and months left of four people in two households; the first is on list 0, the last on 1."""
    n, words = 4, [np.array([lists], np.uint32) for lists in (blocks, family, opens)]
    terms, household = np.array([[5, 0, 0, 0], [0, 0, 0, 3]], np.uint8), np.array([0, 0, 1, 1], np.int32)
    shadow, who = np.zeros(2, np.uint8), np.arange(n, dtype=np.int32)
    cast_shadow(terms, household, n, 2, shadow)
    asks, columns = no_asks(n), {"terms": terms, "household": household}
    asks.person[:], asks.decision[:], asks.key[:], asks.by[:] = who, 0, 77, BY_GATE
    rules = compile_plan(china(), none()).asking._replace(
        blocks=words[0], family=words[1], opens=words[2], list_months=np.array([12, 2], np.int32)
    )
    judge_by_lists(rules, askers(n, **columns), asks, who, np.zeros(n, np.int64), shadow)
    return asks.key.tolist(), asks.by.tolist(), asks.left.tolist()


def test_a_list_blocks_only_the_people_on_it_for_the_rest_of_its_term() -> None:
    _, by, left = by_lists(blocks=0b01)
    assert by == [BY_LIST, BY_GATE, BY_GATE, BY_GATE]
    assert left == [8, 0, 0, 0]
    assert by_lists(blocks=0b11)[2] == [8, 0, 0, 1]  # the term of the second is over, and the condition still holds


def test_a_list_with_family_blocks_blocks_the_household() -> None:
    assert by_lists(blocks=0b01, family=0b01)[1] == [BY_LIST, BY_FAMILY, BY_GATE, BY_GATE]
    assert by_lists(family=0b10)[1] == [BY_GATE, BY_GATE, BY_FAMILY, BY_FAMILY]


def test_people_on_a_list_that_opens_a_decision_pass_and_are_served_first() -> None:
    key, by, _ = by_lists(opens=0b10)
    assert by == [BY_GATE, BY_GATE, BY_GATE, GRANTED]
    assert key[3] > 65_025 << 16
    assert key[:3] == [77, 77, 77]
