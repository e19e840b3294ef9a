"""How to make a comparison again: as a command and in Python."""

from __future__ import annotations

from counterscore.measure.registry import measures
from counterscore.study.comparison.compare import Comparison


def command(comparison: Comparison) -> str:
    """Return the command that makes this comparison."""
    society, first = comparison.society.id, comparison.first
    months = comparison.months
    words = [
        *([] if society == first.file.regime.society else [f"--society {society}"]),
        f"--citizens {comparison.citizens}", f"--months {months}" if months % 12 else f"--years {months // 12}",
        f"--seeds {len(comparison.lucks)}", f"--people-seed {comparison.people_seed}", f"--seed {comparison.lucks[0]}",
        *(f"--measure {name}" for name in _named(comparison)),
    ]  # fmt: skip
    return " ".join(["counterscore compare", first.id, comparison.second.id, *words])


def python(comparison: Comparison) -> str:
    """Return the Python that makes this comparison."""
    months = comparison.months
    length = f"months={months}" if months % 12 else f"years={months // 12}"
    named = f",\n    measures={_named(comparison)!r}" if _named(comparison) else ""
    return f"""import counterscore as cs

society = cs.Society.load("{comparison.society.id}")
comparison = cs.compare(
    "{comparison.first.id}", "{comparison.second.id}", society=society, citizens={comparison.citizens:_}, {length},
    people_seed={comparison.people_seed}, seed={comparison.lucks[0]}, seeds={len(comparison.lucks)}{named}
)
comparison.sides["work", "income-1"].lose"""


def _named(comparison: Comparison) -> list[str]:
    """The measures by name, unless all were taken."""
    taken = [measure.id for measure in comparison.measures]
    return [] if taken == [measure.id for measure in measures(comparison.society.file)] else taken
