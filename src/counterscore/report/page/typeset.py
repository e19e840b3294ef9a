"""Tables set by Great Tables, in the type and colours of the page."""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
from __future__ import annotations

import re
from html import escape
from typing import Any

import polars as pl

from counterscore.report.page.markup import plain, tight
from counterscore.report.page.model import Table

# A style sheet for each table would fix its colours by daylight: the page's own follows the reader's light or dark.
_STYLE = re.compile(r"<style>.*?</style>", re.DOTALL)
_WRAP = re.compile(r'<div id="([^"]*)" style="[^"]*">')


def table(each: Table) -> str:
    """Return a table as HTML with a caption, a head for each row and column, in a frame that can be scrolled."""
    from great_tables import GT

    names = [f"c{place}" for place in range(len(each.heads))]
    columns = {
        name: [escape(row[place] or "") for row in each.rows] for place, name in enumerate(names)
    }  # fmt: skip
    heads: dict[str, Any] = {name: escape(head) for name, head in zip(names[1:], each.heads[1:], strict=True)}
    frame = pl.DataFrame(columns, schema=dict.fromkeys(names, pl.String))
    made = (
        GT(frame, rowname_col=names[0], id=_name(each.title))
        .tab_stubhead(escape(each.heads[0]) or "&nbsp;")
        .cols_label(heads)
        .cols_align("right", [names[place] for place in each.numbers])
    )
    return _fitted(made.as_raw_html(), each)


def _fitted(html: str, each: Table) -> str:
    """The page's style instead of the table's, and what a screen reader needs."""
    caption = (
        f"<caption><span><strong>{plain(each.title)}</strong> "
        f'<span class="key">{each.about} {plain(each.caption or "")}</span></span></caption>'
    )
    frame = rf'<div class="scroll" id="\1" tabindex="0" role="region" aria-label="{escape(each.title)}">'
    html = _WRAP.sub(frame, _STYLE.sub("", html), count=1)
    html = html.replace("<thead>", f"{caption}\n<thead>", 1)
    html = html.replace('<th class="gt_row gt_left gt_stub">', '<th class="gt_row gt_left gt_stub" scope="row">')
    return tight(html.strip())


def _name(title: str) -> str:
    """An anchor of letters and hyphens."""
    return "table-" + re.sub(r"[^a-z]+", "-", title.lower()).strip("-")
