"""Published figures that contradict the margins, and so are not targets."""

from __future__ import annotations

import numpy as np

from counterscore.measure.stratification.inequality import gini
from counterscore.society.draw import draw
from counterscore.society.load import Society
from counterscore.society.population_schema import SetAside
from counterscore.society.sample import CheckSample, Numbers
from published.section import Row, Section

# Whose income a figure is of, if not everybody's: residents with these states, and without those.
_AMONG = {"urban-median": (["urban"], []), "rural-median": ([], ["urban"])}


def section(society: Society) -> Section | None:
    """Return the figures that were set aside beside those of newly drawn people; None if there are none."""
    file = society.file
    if not file.set_aside:
        return None
    citizens, seed = file.population.check.citizens, file.population.check.seed
    sample = CheckSample(file, draw(file, citizens, seed, with_ties=False), seed)
    return Section(
        id="aside",
        title="Figures set aside",
        made=f"{citizens:,} people drawn with people seed {seed}. The margins rule these published figures out.",
        rows=tuple(_row(each, sample) for each in file.set_aside),
        notes=tuple(f"{each.title}, {each.value.value:,g}: {each.reason}." for each in file.set_aside),
    )


def _row(each: SetAside, sample: CheckSample) -> Row:
    income = sample.income[sample.those(*_AMONG.get(each.id, ([], [])))]
    return Row(
        what=each.title, published=each.value.value, synthetic=_value(each, income), kind="set aside",
        source=each.value.source or "",
    )  # fmt: skip


def _value(each: SetAside, income: Numbers) -> float:
    if each.measure == "gini":
        return gini(income)
    return float(np.mean(income) if each.measure == "mean-income" else np.median(income))
