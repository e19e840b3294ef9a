"""`counterscore explain`."""

from __future__ import annotations

from pathlib import Path

import click

from counterscore.cli.options import FOLDER, ID, format_option


@click.command()
@click.argument("run", type=FOLDER)
@click.option("--citizen", type=ID, required=True, help="Id of a citizen of this run.")
@format_option
def explain(run: Path, citizen: int, form: str) -> None:
    """Explain the score of one citizen of a run.

    RUN is the folder of a run. Lists every change of the score with its reason; the changes add up to the score
    exactly. Also lists every request with its answer.
    """
    from counterscore.cli import reports
    from counterscore.report.run.life import LifeReport
    from counterscore.run.reading import Run

    reports.show(LifeReport(Run.open(run), citizen), form)
