"""How to make a run again, or its twin world: as a command and in Python, defaults left out."""

from __future__ import annotations

from typing import TYPE_CHECKING

from counterscore.report.text.regimes import NONE

if TYPE_CHECKING:
    from counterscore.run.reading import Run


def command(run: Run, regime: str | None = None) -> str:
    """Return the command that makes this run, or its twin world under another `regime`: same people, same seeds."""
    made = run.manifest
    options = {
        "--society": made.society.id if made.society.id != run.regime.file.regime.society else None,
        "--citizens": made.citizens if made.citizens != 20_000 else None,
        **_length(made.months),
        "--people-seed": made.people_seed if made.people_seed != 1 else None,
        "--seed": made.seed if made.seed != 1 else None,
    }
    words = [f"{name} {value}" for name, value in options.items() if value is not None]
    return " ".join(["counterscore run", regime or made.regime.id, *words])


def _length(months: int) -> dict[str, int | None]:
    if months % 12:
        return {"--months": months}
    return {"--years": months // 12 if months != 120 else None}


def python(run: Run) -> str:
    """Return the Python that makes this run and its twin world, and shows one life."""
    made = run.manifest
    length = f"months={made.months}" if made.months % 12 else f"years={made.months // 12}"
    other = other_regime(run)
    return f"""import counterscore as cs

society = cs.Society.load("{made.society.id}")
regime = cs.Regime.load("{made.regime.id}")
run = cs.simulate(
    society, regime, citizens={made.citizens:_}, {length}, people_seed={made.people_seed}, seed={made.seed}
)
twin = run.twin("{other}")
run.citizen({_somebody(run)}).file()"""


def other_regime(run: Run) -> str:
    """Return the regime of a twin world: none, or the Citizen Score for a run without a score."""
    return "citizen-score" if run.manifest.regime.id == NONE else NONE


def _somebody(run: Run) -> int:
    followed = run.manifest.followed
    return followed[0] if followed and followed != "all" else 0
