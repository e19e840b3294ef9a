"""What the watchers could infer about people, as a table of the report."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from counterscore.report.page.model import Cell, Table
from counterscore.report.text.numbers import percent

if TYPE_CHECKING:
    from counterscore.run.reading import Run

NOTE = (
    "How well watchers can infer from their records what nobody declared, at first and at the end: the area under the "
    "ROC curve, where 0.5 is a guess and 1 is certain. The months in between are in privacy.parquet. Emergent."
)
ATTRIBUTES = {"minority": "minority", "heterodoxy": "heterodox taste", "illness": "illness", "income": "income"}


def known(run: Run) -> Iterator[Table]:
    """Give the table of what each watcher and operator could infer, at first and at the end; none without watchers.

    The figures are areas under the ROC curve: 0.5 is a guess, 1 is certain.
    """
    if run.privacy.is_empty():
        return
    courses: dict[tuple[str, str | None], list[float]] = {}
    for _, watcher, _, attribute, value in run.privacy.sort("month", maintain_order=True).iter_rows():
        courses.setdefault((watcher, attribute), []).append(value)
    titles = {each.id: each.title for each in (*run.regime.file.partners, *run.regime.file.operators)}
    rows: list[list[Cell]] = []
    for watcher in run.privacy["watcher"].unique(maintain_order=True):
        seen = courses.get((watcher, None))
        inferred = [courses.get((watcher, name), []) for name in ATTRIBUTES]
        rows.append([titles.get(watcher, watcher), percent(seen[-1]) if seen else None, *map(_course, inferred)])
    heads = ["watcher", "share of acts seen", *(f"infers {name}" for name in ATTRIBUTES.values())]
    title, numbers = "What the watchers could infer", range(1, len(heads))
    yield Table(title=title, heads=heads, rows=rows, numbers=numbers, caption=NOTE)


def _course(values: list[float]) -> str | None:
    """The first figure and the last, or the only one."""
    ends = values if len(values) < 2 else (values[0], values[-1])
    return " to ".join(f"{value:.2f}" for value in ends) or None
