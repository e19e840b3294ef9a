"""Findings as HTML, theme by theme: the first theme open, of the others the first finding."""

from __future__ import annotations

from collections.abc import Sequence

from counterscore.report.page.markup import plain, tag
from counterscore.report.page.model import Statement, Theme

LEGEND = (
    "Where known, a finding comes with the clause that causes most of it, and with what happens under other "
    "assumptions. Robust: the effect is clear, and its direction holds in at least 90 % of the draws of the declared "
    "assumptions: a share of what was assumed, not a probability. The tag says whether the effect was put in (assumed, "
    "fitted) or comes out (emergent, held-out)."
)


def fronted(front: Sequence[Statement]) -> str:
    """Return the findings that come first as HTML; empty if there are none."""
    if not front:
        return ""
    lines = "".join(f"<li><p>{_sentence(each)}</p>{_short(each)}</li>\n" for each in front)
    return f'<section class="front" aria-label="What matters most">\n<ol>\n{lines}</ol>\n</section>'


def _short(each: Statement) -> str:
    return f'<p class="beside">{plain(each.short)}</p>' if each.short else ""


def themed(themes: Sequence[Theme], first_open: bool = True) -> str:
    """Return the themes as HTML; empty if there are none. Folded text can still be searched and is printed.

    `first_open`: whether the first theme is open.
    """
    if not themes:
        return ""
    known = any(each.clause or each.assumptions or each.origin for theme in themes for each in theme.findings)
    legend = f'<p class="key">{plain(LEGEND)}</p>\n' if known else ""
    folds = "\n".join(_theme(theme, first_open and not place) for place, theme in enumerate(themes))
    return f'<section class="themes" aria-label="What was found, by theme">\n{legend}{folds}\n</section>'


def _theme(theme: Theme, first: bool) -> str:
    count, lead = len(theme.findings), theme.findings[0]
    number = "1 finding" if count == 1 else f"{count} findings"
    return (
        f"<details{' open' if first else ''}>\n<summary><h2>{plain(theme.title)}</h2> "
        f'<span class="count">{number}</span> <span class="lead">{_sentence(lead)} {_mark(lead)}</span></summary>\n'
        f"<ul>\n{''.join(map(_statement, theme.findings))}</ul>\n</details>"
    )


def _statement(each: Statement) -> str:
    beside = [
        ("Cause", each.clause), ("Other random seeds", each.seeds), ("Other populations", each.populations),
        ("Other assumptions", each.assumptions), ("Tag", each.origin),
    ]  # fmt: skip
    more = "".join(f'<p class="beside"><b>{name}</b> {plain(words)}</p>' for name, words in beside if words)
    return f'<li><p>{_sentence(each)} <span class="marks">{_mark(each)}{tag(each.tag)}</span></p>{more}</li>\n'


def _sentence(each: Statement) -> str:
    return f"<strong>{plain(each.head)}</strong>{plain(each.rest)}"


def _mark(each: Statement) -> str:
    if each.robust is None:
        return ""
    return '<span class="mark robust">robust</span> ' if each.robust else '<span class="mark">not robust</span> '
