from __future__ import annotations

import pytest

from counterscore.report.text.numbers import change, count, decimal, listing, one_in, percent, span, times


@pytest.mark.parametrize(
    ("share", "written"),
    [
        (0, "0 %"),
        (1, "100 %"),
        (0.0996, "10 %"),
        (0.0994, "9.9 %"),
        (0.004, "0.4 %"),
        (0.996, "99.6 %"),
        (0.99999, "100 %"),
    ],
)
def test_shares_get_the_digits_they_deserve(share, written):
    assert percent(share) == written


def test_numbers_up_to_twelve_are_words_before_a_noun():
    assert count(12, "person", "people") == "twelve people"
    assert count(13, "person", "people") == "13 people"
    assert count(1234567) == "1,234,567"


@pytest.mark.parametrize(
    ("months", "written"), [(12, "one year"), (13, "13 months"), (6, "six months"), (1200, "100 years")]
)
def test_lengths_of_time(months, written):
    assert span(months) == written


@pytest.mark.parametrize(("share", "written"), [(0.0021, "one in 480"), (0.9, "one in one"), (0.33, "one in three")])
def test_rare_shares_are_one_in_a_number(share, written):
    assert one_in(share) == written


@pytest.mark.parametrize(
    ("ratio", "written"), [(1, "about as often"), (25.4, "25 times as often"), (0.3, "0.3 times as often")]
)
def test_comparisons(ratio, written):
    assert times(ratio) == written


def test_a_value_rounded_to_zero_has_no_minus_sign():
    assert decimal(-0.01) == "0.0"
    assert decimal(-2) == "\N{MINUS SIGN}2.0"


def test_lists_of_one_two_and_none():
    assert listing(["a"]) == "a"
    assert listing(["a", "b"]) == "a and b"
    assert listing([]) == ""


def test_small_changes_are_described_as_hardly_changed():
    assert change(100, 101) == "hardly changed"
    assert change(0, 1) == "rose"
    assert change(4, 2) == "fell"
