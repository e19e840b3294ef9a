"""`counterscore generation`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Unpack

import click

from counterscore.cli import reports
from counterscore.cli.options import CITIZENS, FOLDER, SEED, SEEDS, THREADS, YEARS, format_option
from counterscore.cli.studies import published

if TYPE_CHECKING:
    from counterscore.run.scenario import ScenarioOptions


@click.command()
@click.argument("regime", default="citizen-score")
@click.option("--society", help="Society to simulate: a name or a .toml file.  [default: the regime's own]")
@click.option("--citizens", type=CITIZENS, default=4_000, show_default=True, help="Number of people at the start.")
@click.option("--years", type=YEARS, default=40, show_default=True, help="Length in years.")
@click.option("--people-seed", type=SEED, default=1, show_default=True, help="People seed of the first replicate.")
@click.option("--seed", type=SEED, default=1, show_default=True, help="First random seed.")
@click.option(
    "--seeds", type=SEEDS, default=8, show_default=True, help="Number of replicates, each with its own people."
)
@click.option("--workers", type=THREADS, help="Number of worlds to simulate at a time.  [default: one per processor]")
@click.option("--out", type=FOLDER, help="Folder for the results and a page.  [default: nothing is written]")
@format_option
def generation(
    regime: str, society: str | None, seeds: int, workers: int | None, out: Path | None, form: str,
    **options: Unpack[ScenarioOptions],
) -> None:  # fmt: skip
    """Estimate what a school gate does a generation later.

    Simulates the same children with and without the gates of REGIME on school places, in several populations.
    Compares their schooling and income once they are grown up, by the rank of their parents. Everyone is synthetic.
    """
    from counterscore.cli.progress import Progress
    from counterscore.cli.subject import society_for
    from counterscore.regime.load import Regime

    rules = Regime.load(regime)
    people = society_for(rules, society)
    with Progress() as progress:
        from counterscore.study.generation import generation as study

        found = study(rules, people, seeds=seeds, workers=workers, progress=progress, **options)
    from counterscore.report.generation.report import GenerationReport

    report = GenerationReport(found)
    if out:
        out.mkdir(parents=True, exist_ok=True)
        published(out, report, form)
    else:
        reports.show(report, form)
