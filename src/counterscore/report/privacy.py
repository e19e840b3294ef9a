"""What the watchers came to know, as a table of the report."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterscore.report.table import PEOPLE, titled
from counterscore.report.words import percent

if TYPE_CHECKING:
    from counterscore.run.reading import Run

NOTE = (
    f"{PEOPLE} How well what nobody declared is told from the records at the end: the area under the ROC curve, 0.5 a "
    "guess, 1 certainty. Emergent."
)
ATTRIBUTES = {"minority": "minority", "heterodoxy": "heterodox taste", "illness": "illness", "income": "income"}


def known(run: Run) -> str:
    """Return the table of what each partner and operator knew at the end; nothing where nobody watched.

    The figures are areas under the ROC curve: 0.5 is a guess, 1 certainty.
    """
    if run.privacy.is_empty():
        return ""
    latest = run.privacy.filter(run.privacy["month"] == run.privacy["month"].max())
    titles = {each.id: each.title for each in (*run.regime.file.partners, *run.regime.file.operators)}
    rows: list[list[str | None]] = []
    for watcher in latest["watcher"].unique(maintain_order=True):
        own = {
            (measure, attribute): value for _, name, measure, attribute, value in latest.iter_rows() if name == watcher
        }
        seen = own.get(("seen", None))
        told = [own.get(("auc", attribute)) for attribute in ATTRIBUTES]
        rows.append([titles.get(watcher, watcher), None if seen is None else percent(seen), *map(_figure, told)])
    heads = ["who watches", "of all acts seen", *(f"tells {name}" for name in ATTRIBUTES.values())]
    return titled("What the watchers came to know", NOTE, heads, rows)


def _figure(value: float | None) -> str | None:
    return None if value is None else f"{value:.2f}"
