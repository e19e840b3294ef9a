"""Effects as people read them: a sign, a unit, a 95 % interval, and whether there is a clear effect at all."""

from __future__ import annotations

from counterscore.report.text.numbers import percent
from counterscore.study.estimate import Estimate

NOBODY = "nobody to measure"
POINTS = "points"
INTERVAL = "95 % interval"
_ONE = "no interval: one replicate"
_SHARES = ("share", "chance", "ratio")
_BARE = ("correlation", "slope", "index")
_MINUS = "\N{MINUS SIGN}"


def is_share(unit: str) -> bool:
    """Return whether a measure of this unit is written in per cent, and its changes in percentage points."""
    return unit.split(" ")[0] in _SHARES


def change_unit(unit: str) -> str:
    """Return the unit in which a change of a measure of this unit is written.

    >>> change_unit("share of variance"), change_unit("yuan")
    ('points', 'yuan')
    """
    return POINTS if is_share(unit) else unit


def change(value: float | None, unit: str) -> str:
    """Return a change with its sign.

    >>> change(-0.0123, "share"), change(1234.5, "yuan"), change(0.0, "yuan"), change(None, "yuan")
    ('−1.2', '+1,234', '0', 'nobody to measure')
    """
    if value is None:
        return NOBODY
    return _signed(value, unit, _decimals(abs(value), unit))


def size(value: float, unit: str) -> str:
    """Return a change without its plus sign, with its unit.

    >>> size(0.0123, "share"), size(-0.5, "yuan")
    ('1.2 points', '−0.50 yuan')
    """
    return f"{change(value, unit).lstrip('+')} {change_unit(unit)}"


def level(value: float, unit: str) -> str:
    """Return a level, not a change, with its unit.

    >>> level(0.123, "share"), level(1234.5, "yuan"), level(-0.5, "correlation")
    ('12 %', '1,234 yuan', '−0.50')
    """
    if is_share(unit):
        return percent(value) if value >= 0 else f"{_MINUS}{percent(-value)}"
    written = change(value, unit).lstrip("+")
    return written if unit in _BARE else f"{written} {unit}"


def short(value: float, unit: str) -> str:
    """Return a change in as few letters as a cell of a picture has room for.

    >>> short(-0.0123, "share"), short(1234.5, "yuan"), short(0.00234, "a year")
    ('−1.2', '+1.2k', '+.002')
    """
    amount = _scaled(value, unit)
    written = f"{amount / 1000:.2g}k" if amount >= 1000 else f"{amount:.0f}" if amount >= 10 else f"{amount:.1f}"
    written = f"{amount:.2g}" if amount < 1 else written
    written = f"{amount:.1g}" if amount < 0.1 else written
    return ("+" if value > 0 else _MINUS) + written.removeprefix("0")


def interval(found: Estimate, unit: str) -> str:
    """Return the ends of an interval of a change; nothing if there is no value, and why there is no interval.

    >>> interval(Estimate(0.1, -0.05, 0.15), "share"), interval(Estimate(0.1), "share")
    ('−5.0 to 15.0', 'no interval: one replicate')
    """
    if found.value is None:
        return ""
    if found.low is None or found.high is None:
        return _ONE
    return _ends(found.low, found.high, found.value, unit)


def spread(low: float, high: float, unit: str) -> str:
    """Return a range of changes with its unit.

    >>> spread(-0.004, 0.0891, "share")
    '−0.4 to 8.9 points'
    """
    return f"{_ends(low, high, 0.0, unit)} {change_unit(unit)}"


def level_interval(found: Estimate, unit: str) -> str:
    """Return the interval of a level in brackets; nothing if there is none."""
    if found.low is None or found.high is None:
        return ""
    low, high = (level(end, unit).removesuffix(f" {unit}") for end in (found.low, found.high))
    return f" ({INTERVAL} {low} to {high})"


def share_interval(share: Estimate) -> str:
    """Return the interval of a share in brackets; nothing if there is none.

    >>> share_interval(Estimate(0.1, 0.05, 0.15)), share_interval(Estimate(0.1))
    (' (95 % interval 5.0 % to 15 %)', '')
    """
    ends = bounds(share)
    return f" ({INTERVAL} {ends})" if ends else ""


def bounds(share: Estimate) -> str:
    """Return the ends of the interval of a share; nothing if there is none."""
    if share.low is None or share.high is None:
        return ""
    return f"{percent(max(share.low, 0.0))} to {percent(max(share.high, 0.0))}"


def effect(found: Estimate, unit: str) -> str:
    """Return an effect with its unit and interval, and say so if there is no clear one.

    >>> effect(Estimate(2.0, 1.0, 3.0), "ties")
    '+2.0 ties (95 % interval 1.0 to 3.0)'
    >>> effect(Estimate(0.5, -1.0, 2.0), "ties")
    'no clear effect (+0.5 ties, 95 % interval −1.0 to 2.0)'
    >>> effect(Estimate(2.0), "ties")
    '+2.0 ties (no interval: one replicate)'
    """
    if found.value is None:
        return NOBODY
    if found.low is None or found.high is None:
        return f"{change(found.value, unit)} {change_unit(unit)} ({_ONE})"
    digits = _decimals(max(map(abs, (found.value, found.low, found.high))), unit)
    value, ends = f"{_signed(found.value, unit, digits)} {change_unit(unit)}", f"{INTERVAL} {interval(found, unit)}"
    return f"{value} ({ends})" if found.sure else f"no clear effect ({value}, {ends})"


def record(measure: str, group: str, found: Estimate, unit: str, **more: object) -> dict[str, object]:
    """Return an effect for JSON: in the measure's own unit, null where it cannot be computed."""
    return {
        "measure": measure, "group": group, **more, "value": found.value, "low": found.low, "high": found.high,
        "unit": unit,
    }  # fmt: skip


def _ends(low: float, high: float, value: float, unit: str) -> str:
    """Two ends without plus signs, with as many digits as the largest of these numbers deserves."""
    digits = _decimals(max(map(abs, (value, low, high))), unit)
    return " to ".join(_signed(end, unit, digits).lstrip("+") for end in (low, high))


def _scaled(value: float, unit: str) -> float:
    return abs(value) * (100 if is_share(unit) else 1)


def _decimals(value: float, unit: str) -> int:
    """How many digits a number of this size deserves after the point."""
    amount = _scaled(value, unit)
    return 0 if amount >= 100 else 1 if amount >= 1 else 2


def _signed(value: float, unit: str, decimals: int) -> str:
    """A number with its sign; what would be rounded to nothing keeps one digit."""
    amount = _scaled(value, unit)
    written = f"{amount:,.{decimals}f}"
    if not float(written.replace(",", "")):
        written = f"{amount:.1g}" if amount >= 1e-9 else "0"
    return written if written == "0" else ("+" if value > 0 else _MINUS) + written
