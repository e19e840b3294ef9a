"""The findings that come first: at most seven, sure, and those that matter most to people's lives."""

from __future__ import annotations

from counterscore.report.comparison.findings import ComparisonFinding
from counterscore.report.comparison.front import MOST, front


def finding(measure: str, size: float, *, unclear: bool = False, robust: bool | None = None) -> ComparisonFinding:
    """Return a finding on a measure."""
    return ComparisonFinding(
        head=measure, rest="", tag="", measure=measure, theme="", size=size, unclear=unclear, robust=robust
    )


def test_at_most_seven_come_first_by_stakes_times_size():
    stated = [finding(name, 0.1) for name in ("gini-wealth", "work", "friends", "home", "papers", "income", "granted")]
    stated += [finding("refused", 0.9), finding("strain", 0.05)]
    first = [each.measure for each in front(stated)]
    assert len(first) == MOST == 7
    assert first[0] == "refused"  # 3 * 0.9
    assert set(first[1:3]) == {"work", "papers"}  # 5 * 0.1
    assert "gini-wealth" not in first
    assert "strain" not in first


def test_lives_come_before_surveillance_and_what_is_not_sure_does_not_come_first():
    stated = [finding("records", 1.0), finding("work", 0.01), finding("home", 0.5, unclear=True)]
    stated += [finding("income", 0.5, robust=False), finding("friends", 0.0)]
    assert [each.measure for each in front(stated)] == ["work", "records"]
