"""What the watchers came to know, as a table of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterscore.report.page.table import PEOPLE, titled
from counterscore.report.text.numbers import percent

if TYPE_CHECKING:
    from counterscore.run.reading import Run

NOTE = (
    f"{PEOPLE} How well what nobody declared is told from the records, when they were first looked at and at the end: "
    "the area under the ROC curve, 0.5 a guess, 1 certainty. Months between: privacy.parquet. Emergent."
)
ATTRIBUTES = {"minority": "minority", "heterodoxy": "heterodox taste", "illness": "illness", "income": "income"}


def known(run: Run) -> str:
    """Return the table of what each partner and operator knew, at first and in the end; nothing where nobody watched.

    The figures are areas under the ROC curve: 0.5 is a guess, 1 certainty.
    """
    if run.privacy.is_empty():
        return ""
    courses: dict[tuple[str, str | None], list[float]] = {}
    for _, watcher, _, attribute, value in run.privacy.sort("month", maintain_order=True).iter_rows():
        courses.setdefault((watcher, attribute), []).append(value)
    titles = {each.id: each.title for each in (*run.regime.file.partners, *run.regime.file.operators)}
    rows: list[list[str | None]] = []
    for watcher in run.privacy["watcher"].unique(maintain_order=True):
        seen = courses.get((watcher, None))
        told = [courses.get((watcher, name), []) for name in ATTRIBUTES]
        rows.append([titles.get(watcher, watcher), percent(seen[-1]) if seen else None, *map(_course, told)])
    heads = ["who watches", "of all acts seen", *(f"tells {name}" for name in ATTRIBUTES.values())]
    return titled("What the watchers came to know", NOTE, heads, rows)


def _course(values: list[float]) -> str | None:
    """At first and in the end; one figure where there is but one."""
    ends = values if len(values) < 2 else (values[0], values[-1])
    return " to ".join(f"{value:.2f}" for value in ends) or None
