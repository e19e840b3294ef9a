"""`counterscore robust`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from counterscore.cli.options import format_option
from counterscore.cli.studies import Given, loaded, measured, published, study_options

if TYPE_CHECKING:
    from counterscore.cli.progress import Progress
    from counterscore.study.robust import Robustness


@click.command()
@click.argument("regime", default="citizen-score")
@study_options(seeds=2)
@click.option("--draws", type=int, default=200, show_default=True, help="Points of the box of assumptions.")
@click.option("--screening", type=int, default=4, show_default=True, help="Morris trajectories over groups; 0: none.")
@click.option("--width", type=float, help="Sobol indices of the ten that lead, to this half-width of their intervals.")
@click.option("--most-rows", type=int, default=256, show_default=True, help="Rows at which the indices stop growing.")
@format_option
def robust(
    regime: str, form: str, draws: int, screening: int, width: float | None, most_rows: int, **given: Any
) -> None:  # fmt: skip
    """Say whether what REGIME does survives other assumptions.

    Everyone is synthetic. All assumptions of society and regime are drawn together from their declared ranges, rival
    forms of rules among them, and each draw is lived as twins.
    """
    options = Given.of(**given)
    rules, people = loaded(regime, options)

    def work(out: Path, progress: Progress) -> Robustness:
        from counterscore.study.robust import robust as study

        return study(
            rules, people, draws=draws, screening=screening, width=width, most_rows=most_rows,
            **options.common(out, progress),
        )  # fmt: skip

    folder, found = measured(f"robust-{rules.id}", options, work)
    from counterscore.report.robustness.report import RobustnessReport
    from counterscore.study import record

    record.write(found, folder)
    published(folder, RobustnessReport(found), form)
