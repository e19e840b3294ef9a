"""How to make a comparison again: as a command and in Python, the world compared with included."""

from __future__ import annotations

from counterscore.measure.registry import measures
from counterscore.study.comparison.compare import Comparison


def command(found: Comparison) -> str:
    """Return the command that makes this comparison."""
    society = [] if found.society.id == found.first.file.regime.society else [f"--society {found.society.id}"]
    length = f"--months {found.months}" if found.months % 12 else f"--years {found.months // 12}"
    names = [f"--measure {name}" for name in _named(found)]
    return " ".join(
        [
            f"counterscore compare {found.first.id} {found.second.id}", *society, f"--citizens {found.citizens}",
            length,
            f"--seeds {len(found.lucks)}", f"--people-seed {found.people_seed}", f"--seed {found.lucks[0]}", *names,
        ]
    )  # fmt: skip


def python(found: Comparison) -> str:
    """Return the Python that makes this comparison."""
    length = f"months={found.months}" if found.months % 12 else f"years={found.months // 12}"
    names = f",\n    measures={_named(found)!r}" if _named(found) else ""
    return f"""import counterscore as cs

society = cs.Society.load("{found.society.id}")
found = cs.compare(
    "{found.first.id}", "{found.second.id}", society=society, citizens={found.citizens:_}, {length},
    people_seed={found.people_seed}, seed={found.lucks[0]}, seeds={len(found.lucks)}{names}
)
found.sides["work", "income-1"].lose"""


def _named(found: Comparison) -> list[str]:
    """The measures by name, unless all were taken."""
    taken = [measure.id for measure in found.measures]
    return [] if taken == [measure.id for measure in measures(found.society.file)] else taken
