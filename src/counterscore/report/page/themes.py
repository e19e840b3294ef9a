"""Findings of a study on its page, theme by theme: the first open, of the others the headline."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from counterscore.report.run.report import tight

LEGEND = (
    "Beside a finding stand the clause that carries most of it, and how it fares under other assumptions. Robust: its "
    "sign holds in nine tenths of the box of assumptions or more, and luck does not explain it."
)


@dataclass(frozen=True)
class Said:
    """A finding in words: its `head` and the `rest` of the sentence, the tag of how it came about.

    `clause`, `fares`: what stands beside it, empty where nothing is known; `robust`: whether its sign survives other
    assumptions, None where that is not known.
    """

    head: str
    rest: str
    tag: str
    clause: str = ""
    fares: str = ""
    robust: bool | None = None


@dataclass(frozen=True)
class Theme:
    """Findings about one thing, the most important first."""

    title: str
    findings: Sequence[Said]


def themed(themes: Sequence[Theme]) -> str:
    """Return the themes as HTML; nothing for none. What is folded away is there when printed and when searched for."""
    if not themes:
        return ""
    known = any(each.clause or each.fares for theme in themes for each in theme.findings)
    legend = f'<p class="key">{LEGEND}</p>\n' if known else ""
    folds = "\n".join(_theme(theme, not place) for place, theme in enumerate(themes))
    return f'<section class="themes" aria-label="What was found, by theme">\n{legend}{folds}\n</section>'


def _theme(theme: Theme, first: bool) -> str:
    count, lead = len(theme.findings), theme.findings[0]
    told = "1 finding" if count == 1 else f"{count} findings"
    return (
        f"<details{' open' if first else ''}>\n<summary><h2>{escape(theme.title)}</h2> "
        f'<span class="count">{told}</span> <span class="lead">{_words(lead)} {_mark(lead)}</span></summary>\n'
        f"<ul>\n{''.join(map(_said, theme.findings))}</ul>\n</details>"
    )


def _said(each: Said) -> str:
    beside = [("Clause", each.clause), ("Elsewhere", each.fares)]
    more = "".join(f'<p class="beside"><b>{name}</b> {_html(words)}</p>' for name, words in beside if words)
    tag = f'<span class="tag">{escape(each.tag)}</span>'
    return f'<li><p>{_words(each)} <span class="marks">{_mark(each)}{tag}</span></p>{more}</li>\n'


def _words(each: Said) -> str:
    return f"<strong>{_html(each.head)}</strong>{_html(each.rest)}"


def _mark(each: Said) -> str:
    if each.robust is None:
        return ""
    return '<span class="mark robust">robust</span> ' if each.robust else '<span class="mark">not robust</span> '


def _html(words: str) -> str:
    return tight(escape(words, quote=False))
