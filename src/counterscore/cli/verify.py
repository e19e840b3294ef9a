"""`counterscore verify`."""

from __future__ import annotations

from pathlib import Path

import click

from counterscore.cli.options import FOLDER


@click.command()
@click.argument("run", type=FOLDER)
def verify(run: Path) -> None:
    """Check that the results of a run were not changed.

    RUN is the folder of a run. Computes the hashes of its files again, and simulates its people and their first month
    again from the random seeds, the society and the regime.
    """
    from counterscore.run import verify as verification

    verification.verify(run)
    click.echo(f"{run}: no file was changed, and simulating the first month again gives the same tables")
