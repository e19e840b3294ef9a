"""How to make a comparison again: as a command and in Python, the world compared with included."""

from __future__ import annotations

from counterscore.measure.registry import measures
from counterscore.study.comparison.compare import Comparison


def command(found: Comparison) -> str:
    """Return the command that makes this comparison."""
    of = found.scenario
    society = [] if of.society.id == found.first.file.regime.society else [f"--society {of.society.id}"]
    length = f"--months {of.months}" if of.months % 12 else f"--years {of.months // 12}"
    names = [f"--measure {name}" for name in _named(found)]
    return " ".join(
        [
            f"counterscore compare {found.first.id} {found.second.id}", *society, f"--citizens {of.citizens}",
            length,
            f"--seeds {len(found.seeds)}", f"--people-seed {of.people_seed}", f"--seed {found.seeds[0]}", *names,
        ]
    )  # fmt: skip


def python(found: Comparison) -> str:
    """Return the Python that makes this comparison."""
    of = found.scenario
    length = f"months={of.months}" if of.months % 12 else f"years={of.months // 12}"
    names = f",\n    measures={_named(found)!r}" if _named(found) else ""
    return f"""import counterscore as cs

society = cs.Society.load("{of.society.id}")
found = cs.compare(
    "{found.first.id}", "{found.second.id}", society=society, citizens={of.citizens:_}, {length},
    people_seed={of.people_seed}, seed={found.seeds[0]}, seeds={len(found.seeds)}{names}
)
found.sides["work", "income-1"].lose"""


def _named(found: Comparison) -> list[str]:
    """The measures by name, unless all were taken."""
    taken = [measure.id for measure in found.measures]
    return [] if taken == [measure.id for measure in measures(found.scenario.society.file)] else taken
