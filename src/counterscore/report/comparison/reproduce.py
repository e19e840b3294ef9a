"""How to make a comparison again: as a command and in Python."""

from __future__ import annotations

from counterscore.measure.registry import measures
from counterscore.report.text.studies import society_option
from counterscore.study.comparison.compare import Comparison


def command(comparison: Comparison) -> str:
    """Return the command that makes this comparison."""
    of, first, replicates = comparison.scenario, comparison.first, comparison.replicates
    words = [
        *society_option(of), f"--citizens {of.citizens}",
        f"--months {of.months}" if of.months % 12 else f"--years {of.months // 12}",
        f"--populations {replicates.populations}", f"--seeds {replicates.seeds}", f"--people-seed {of.people_seed}",
        f"--seed {of.seed}",
        *(f"--measure {name}" for name in _named(comparison)),
    ]  # fmt: skip
    return " ".join(["counterscore compare", first.id, comparison.second.id, *words])


def python(comparison: Comparison) -> str:
    """Return the Python that makes this comparison."""
    of, replicates = comparison.scenario, comparison.replicates
    length = f"months={of.months}" if of.months % 12 else f"years={of.months // 12}"
    named = f",\n    measures={_named(comparison)!r}" if _named(comparison) else ""
    return f"""import counterscore as cs

society = cs.Society.load("{of.society.id}")
comparison = cs.compare(
    "{comparison.first.id}", "{comparison.second.id}", society=society, citizens={of.citizens:_}, {length},
    populations={replicates.populations}, seeds={replicates.seeds}, people_seed={of.people_seed}, seed={of.seed}{named}
)
comparison.sides["work", "income-1"].lose"""


def _named(comparison: Comparison) -> list[str]:
    """The measures by name, unless all were taken."""
    taken = [measure.id for measure in comparison.measures]
    return [] if taken == [measure.id for measure in measures(comparison.scenario.society.file)] else taken
