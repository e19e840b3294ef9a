"""The tables of a report, by Great Tables; their looks come from the page's style sheet."""

# Great Tables' own types name data frames that are not installed here.
# pyright: reportUnknownMemberType=false

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from counterscore.report.monthly import Monthly
from counterscore.report.requests import POOREST, RICHEST, Decided

if TYPE_CHECKING:
    from great_tables import GT

    from counterscore.run.reading import Run

GROUPS = {
    "all": "everybody",
    "income-1": "poorest fifth",
    "income-5": "richest fifth",
    "urban": "in town",
    "rural": "in the country",
    "minority": "minority",
    "majority": "majority",
    "trust-1": "least trustworthy fifth",
    "trust-5": "most trustworthy fifth",
}
NOTE = "Synthetic people."
_STYLE = re.compile(r"<style>.*?</style>|(?<=<div id=\")([^\"]*)\" style=\"[^\"]*", re.DOTALL)


def refused(requests: list[Decided]) -> str:
    """Return the table of decisions: how often asked for, and what share was refused to whom and why."""
    import polars as pl
    from great_tables import GT

    rows = [
        (each.title, each.all.asked, each.all.gate_share, each.all.place_share,
         each.of[POOREST].share, each.of[RICHEST].share)
        for each in requests
    ]  # fmt: skip
    names = ["decision", "asked", "gate", "place", "poorest", "richest"]
    table = GT(pl.DataFrame(rows, schema=names, orient="row"), rowname_col="decision", id="refused")
    return _html(
        table.tab_header("What was asked for, and how often it was refused", NOTE)
        .tab_stubhead("decision")
        .cols_label(
            asked="requests", gate="refused by the score", place="no place left", poorest="refused, poorest fifth",
            richest="refused, richest fifth",
        )
        .fmt_integer("asked")
        .fmt_percent(["gate", "place", "poorest", "richest"], decimals=1, incl_space=True)
        .tab_source_note("Over the whole time. Emergent; places a month and thresholds are assumed, job places fitted.")
    )  # fmt: skip


def groups(run: Run, monthly: Monthly) -> str:
    """Return the table of groups at the end: how they stand in score, lists, work, homes and ties."""
    import polars as pl
    from great_tables import GT

    scored = monthly.has("score")
    measures = {
        "adults": "adults",
        **({"score": "mean score", "listed": "on a list for a low score"} if scored else {}),
    }
    measures |= {"idle": "out of work", "home-owner": "own their home", "ties": "close ties"}
    rows = [[title, *(_value(monthly, measure, group) for measure in measures)] for group, title in GROUPS.items()]
    frame = pl.DataFrame(rows, schema=["group", *measures], orient="row")
    frame = frame.select(column for column in frame if column.null_count() < len(frame))
    shares = [name for name in ("listed", "idle", "home-owner") if name in frame.columns]
    table = (
        GT(frame, rowname_col="group", id="groups")
        .tab_header(f"How groups stand after {run.manifest.months} months", NOTE)
        .tab_stubhead("group")
        .cols_label({name: title for name, title in measures.items() if name in frame.columns})
        .fmt_integer("adults")
        .fmt_percent(shares, decimals=1, incl_space=True)
        .fmt_number([name for name in ("score", "ties") if name in frame.columns], decimals=1)
        .sub_missing(missing_text="none")
        .tab_source_note("Groups are fixed at the start; children belong to their mother's. Emergent.")
    )
    return _html(table)


def _value(monthly: Monthly, measure: str, group: str) -> float | None:
    value = monthly.last("employed" if measure == "idle" else measure, group)
    return 1 - value if measure == "idle" and value is not None else value


def _html(table: GT) -> str:
    """The bare table in a frame that scrolls on a narrow screen."""
    html = _STYLE.sub(r"\1", table.as_raw_html())
    title = html.split('gt_title gt_font_normal"')[1].split(">")[1].split("<")[0]
    return f'<div class="scroll" tabindex="0" role="region" aria-label="{title}">{html}</div>'
