"""Credit markets: break-even prices, rationing, and books that agree with what people owe."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterscore.engine.access.lending import Lender, after_loans, balanced, priced, reach
from counterscore.engine.compile.lending import ONE, lending
from counterscore.engine.core.plan import CreditTerms
from counterscore.engine.month import step
from counterscore.engine.start.beginning import begin
from engine.credit_market import LOAN, books, fixed, learnt, lent, lived
from mechanisms.lab import changed, none, scored

CLASSES = 400  # a rate of 1 is 400 quarters of a percent


def loan() -> CreditTerms:
    return lending(lent())[1]


@given(st.floats(0, 0.9))
def test_the_rate_is_the_lowest_class_at_which_lenders_expect_to_break_even(default: float) -> None:
    terms, years = loan(), 1 / 0.04 / 12
    rate, dear = priced(terms, np.array([round(default * ONE)]))
    exact = LOAN["funds"] + LOAN["cost"] + default * LOAN["loss"] / years / (1 - default)
    if dear[0]:
        assert exact > LOAN["cap"] - 1e-4
    else:
        assert exact - 1e-4 <= rate[0] / CLASSES <= exact + 1 / CLASSES + 1e-4


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 50)), max_size=30, unique_by=lambda pair: pair[0]),
       st.integers(0, 800))  # fmt: skip
def test_loans_are_given_in_the_order_of_the_queue_until_one_exceeds_the_funds(
    queue: list[tuple[int, int]], funds: int
) -> None:
    keys, loans = np.array([k for k, _ in queue], np.int64), np.array([loan for _, loan in queue], np.int64)
    cut, left, expected = reach(funds, keys, loans), funds, list[int]()
    for key, amount in sorted(queue, reverse=True):
        left -= amount
        if left < 0:
            break
        expected.append(key)
    assert sorted(key for key, _ in queue if key >= cut) == sorted(expected)


def test_a_loan_in_default_takes_its_loss_from_next_months_funds_and_owners_close_part_of_the_gap() -> None:
    terms = changed_terms(upkeep=0, refill=0)
    before = Lender(capital=1_000_000, lent=400_000)
    after = after_loans(terms, before, good=100_000, bad=10_000)
    assert (after.capital, after.lent) == (995_000, 500_000)
    assert balanced(terms, after, 100, interest=700, repaid=20_000).funds == 995_700 - 480_000
    closed = balanced(terms._replace(refill=np.int64(ONE // 2)), after, 100, interest=0, repaid=0)
    assert closed.capital == pytest.approx((995_000 + int(terms.capital * 100)) / 2, abs=1)


def changed_terms(**parts: int) -> CreditTerms:
    return loan()._replace(**{name: np.int64(value) for name, value in parts.items()})


def test_the_lenders_books_agree_with_what_people_owe_in_every_month() -> None:
    world = begin(learnt(), scored(), 600, 7, 11, months=30)
    for _ in range(30):
        step(world)
        assert [lender.lent for lender in world.lenders] == books(world)
    assert min(books(world)) > 0


@pytest.mark.parametrize("partitions", [2, 7])
def test_any_number_of_partitions_gives_the_same_books_beliefs_and_people(partitions: int) -> None:
    one, other = (lived(learnt(), scored(), 14, 600, partitions=count) for count in (1, partitions))
    assert one.lenders == other.lenders
    assert all(np.array_equal(a.belief, b.belief) for a, b in zip(one.known, other.known, strict=True))
    for name in ("wealth", "bits", "owed", "rate", "score"):
        assert np.array_equal(getattr(one.state, name), getattr(other.state, name))


def test_interest_is_paid_out_of_savings_and_a_loan_ends_with_the_state_that_it_gives() -> None:
    dear, cheap = (lived(lent(funds=funds, cap=0.6), none(), 12) for funds in (0.04, 0.3))
    assert dear.state.owed.sum() > 0
    assert cheap.state.wealth.sum() < dear.state.wealth.sum()
    borrowing = (dear.state.bits & lending(lent())[1].ends_with) != 0
    step(dear)
    after = (dear.state.owed[1] > 0) & ~borrowing
    assert after.sum() < 40  # only the month's new loans belong to people who did not borrow before


def test_a_society_without_markets_has_no_column_of_loans() -> None:
    world = begin(fixed(), none(), 100, 7, 11)
    assert world.state.owed.size == world.state.rate.size == 0
    assert world.lenders == world.known == ()


def test_a_fixed_price_of_loans_is_read_only_where_no_market_sets_it() -> None:
    dearer = changed(fixed().circumstances, instalment=changed(fixed().circumstances.instalment, value=0.04))
    worlds = [lived(changed(lent(), circumstances=each), none(), 1) for each in (fixed().circumstances, dearer)]
    assert np.array_equal(worlds[0].state.wealth, worlds[1].state.wealth)
