"""Text as HTML: escaped, a per cent sign kept with its number, words between backticks as code."""

from __future__ import annotations

from html import escape

from counterscore.report.page.model import Swatch

NARROW_NO_BREAK = "\N{NARROW NO-BREAK SPACE}"


def tight(text: str) -> str:
    """Keep a per cent sign with its number.

    >>> tight("31 %").encode("ascii", "backslashreplace")
    b'31\\\\u202f%'
    """
    return text.replace(" %", f"{NARROW_NO_BREAK}%")


def plain(text: str) -> str:
    """Return text as HTML.

    >>> plain("less < more")
    'less &lt; more'
    """
    return tight(escape(text, quote=False))


def inline(text: str) -> str:
    """Return text as HTML in which words between backticks are code.

    >>> inline("type `ls`")
    'type <code>ls</code>'
    """
    parts = plain(text).split("`")
    return "".join(f"<code>{part}</code>" if place % 2 else part for place, part in enumerate(parts))


def tag(text: str) -> str:
    """Return a tag that says how a figure came about."""
    return f'<span class="tag">{escape(text)}</span>'


def legend(part: str | Swatch) -> str:
    """Return a part of a legend: text, or a coloured mark with its meaning."""
    if isinstance(part, str):
        return plain(part)
    return f'<span><i class="swatch-{part.look}"></i>{plain(part.words)}</span>'
