"""Effects as people read them: with a sign, a unit, an interval."""

from __future__ import annotations

from counterscore.study.estimate import Estimate

NOBODY = "nobody to measure"
_SHARES = ("share", "chance", "ratio")
_MINUS = "\N{MINUS SIGN}"


def unit(name: str) -> str:
    """Return the unit in which an effect on a measure of this unit is written.

    >>> unit("share of variance"), unit("yuan")
    ('%-points', 'yuan')
    """
    return "%-points" if name.split(" ")[0] in _SHARES else name


def number(value: float | None, name: str) -> str:
    """Return a change with its sign, with about three digits.

    >>> number(-0.0123, "share"), number(1234.5, "yuan"), number(0.0, "yuan"), number(None, "yuan")
    ('−1.23', '+1,234', '0', 'nobody to measure')
    """
    if value is None:
        return NOBODY
    size = abs(value) * (100 if unit(name) == "%-points" else 1)
    written = f"{size:,.0f}" if size >= 100 else f"{size:.1f}" if size >= 10 else f"{size:.2f}"
    if not float(written.replace(",", "")):
        written = f"{size:.1g}" if size >= 1e-9 else "0"
    return written if written == "0" else ("+" if value > 0 else _MINUS) + written


def short(value: float, name: str) -> str:
    """Return a change in as few letters as a cell of a picture has room for.

    >>> short(-0.0123, "share"), short(1234.5, "yuan"), short(0.00234, "a year")
    ('−1.2', '+1.2k', '+.002')
    """
    size = abs(value) * (100 if unit(name) == "%-points" else 1)
    written = f"{size / 1000:.2g}k" if size >= 1000 else f"{size:.0f}" if size >= 10 else f"{size:.1f}"
    written = f"{size:.2g}" if size < 1 else written
    written = f"{size:.1g}" if size < 0.1 else written
    return ("+" if value > 0 else _MINUS) + written.removeprefix("0")


def interval(found: Estimate, name: str) -> str:
    """Return the ends of an interval in brackets, or why there is none.

    >>> interval(Estimate(0.1, 0.05, 0.15), "share"), interval(Estimate(0.1), "share")
    ('(+5.00 to +15.0)', '(no interval: one luck)')
    """
    if found.value is None:
        return ""
    if found.low is None or found.high is None:
        return "(no interval: one luck)"
    return f"({number(found.low, name)} to {number(found.high, name)})"


def whole(found: Estimate, name: str) -> str:
    """Return an effect with its unit and interval.

    >>> whole(Estimate(2.0, 1.0, 3.0), "ties")
    '+2.00 ties (+1.00 to +3.00)'
    """
    if found.value is None:
        return NOBODY
    return f"{number(found.value, name)} {unit(name)} {interval(found, name)}"


def record(measure: str, group: str, found: Estimate, name: str, **more: object) -> dict[str, object]:
    """Return an effect as it stands in JSON: in the measure's own unit, null where it cannot be computed."""
    return {
        "measure": measure, "group": group, **more, "value": found.value, "low": found.low, "high": found.high,
        "unit": name,
    }  # fmt: skip
