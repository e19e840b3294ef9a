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
@click.option("--draws", type=int, default=200, show_default=True, help="Number of random draws of all assumptions.")
@click.option(
    "--screening", type=int, default=4, show_default=True,
    help="Number of Morris trajectories over groups of assumptions; 0 for none.",
)  # fmt: skip
@click.option(
    "--width",
    type=float,
    help="Also estimate Sobol indices of the ten strongest assumptions, until every 95 % interval has this half-width.",
)
@click.option(
    "--most-rows", type=int, default=256, show_default=True,
    help="Largest number of sample rows for the Sobol indices; a power of 2.",
)  # fmt: skip
@format_option
def robust(
    regime: str, form: str, draws: int, screening: int, width: float | None, most_rows: int, **given: Any
) -> None:  # fmt: skip
    """Study whether the effects of REGIME survive other assumptions.

    Draws all assumptions of the society and the regime that a run reads together from their declared ranges, including
    alternative forms of rules. Simulates each draw with and without the regime, and says in which share of the draws
    the direction of each effect holds. That is a share of what is assumed, not a probability. To resume an interrupted
    study, run the same command again. Everyone is synthetic.
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
