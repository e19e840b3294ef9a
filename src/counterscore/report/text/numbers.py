"""Numbers in words, as a newspaper would print them."""

from __future__ import annotations

from collections.abc import Sequence

_SMALL = (
    "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
)  # fmt: skip


def count(number: float, of: str = "", several: str = "") -> str:
    """Write a whole number, with its noun if given; up to twelve in letters.

    >>> count(20000), count(1, "person", "people"), count(3, "list")
    ('20,000', 'one person', 'three lists')
    """
    whole = round(number)
    written = _SMALL[whole] if 0 <= whole < len(_SMALL) and of else f"{whole:,}"
    if not of:
        return written
    return f"{written} {of if whole == 1 else several or of + 's'}"


def span(months: int) -> str:
    """Write a length of time, in years where they are whole.

    >>> span(120), span(1), span(18)
    ('ten years', 'one month', '18 months')
    """
    if months % 12 == 0:
        return count(months // 12, "year")
    return count(months, "month")


def percent(share: float) -> str:
    """Write a share from 0 to 1 in per cent, with as many digits as it deserves.

    >>> percent(0.314), percent(0.0314), percent(0.0004), percent(0.0), percent(0.996)
    ('31 %', '3.1 %', '0.04 %', '0 %', '99.6 %')
    """
    value = share * 100
    if 9.95 <= value < 99.5 or round(value, 2) in (0, 100):
        return f"{value:.0f} %"
    return f"{value:.1f} %" if value >= 0.995 else f"{value:.1g} %"


def decimal(value: float) -> str:
    """Write a mean: one digit after the point below 100, none above, and a true minus sign.

    >>> decimal(12.04), decimal(671.4), decimal(-3.25)
    ('12.0', '671', '−3.2')
    """
    written = f"{abs(value):.1f}" if abs(value) < 99.95 else f"{abs(value):,.0f}"
    return ("\N{MINUS SIGN}" if value < 0 and float(written.replace(",", "")) else "") + written


def one_in(share: float) -> str:
    """Write a small share as one in so many.

    >>> one_in(0.021), one_in(0.5), one_in(0.0)
    ('one in 48', 'one in two', 'nobody')
    """
    if share <= 0:
        return "nobody"
    many = 1 / share
    if many < 12.5:
        return f"one in {_SMALL[max(round(many), 1)]}"
    step = 10 ** max(len(str(round(many))) - 2, 0)
    return f"one in {round(many / step) * step:,}"


def times(ratio: float) -> str:
    """Write how often as compared with another.

    >>> times(1.02), times(2.0), times(1.8), times(0.5)
    ('about as often', 'twice as often', '1.8 times as often', 'half as often')
    """
    if 0.95 < ratio < 1.05:
        return "about as often"
    if 1.95 <= ratio < 2.05:
        return "twice as often"
    if ratio >= 9.95:
        return f"{ratio:,.0f} times as often"
    if ratio > 1:
        return f"{ratio:.1f} times as often"
    return "half as often" if 0.45 < ratio <= 0.55 else f"{ratio:.1g} times as often"


def listing(words: Sequence[str]) -> str:
    """Join words as in a sentence.

    >>> listing(["a mortgage", "a job", "a date"])
    'a mortgage, a job and a date'
    """
    return f"{', '.join(words[:-1])} and {words[-1]}" if len(words) > 1 else "".join(words)


def change(before: float, after: float) -> str:
    """Say which way a measure went, by the share of itself.

    >>> change(10, 9), change(10, 10.05), change(10, 12)
    ('fell', 'hardly changed', 'rose')
    """
    if before == after or (before and abs(after / before - 1) < 0.02):
        return "hardly changed"
    return "rose" if after > before else "fell"
