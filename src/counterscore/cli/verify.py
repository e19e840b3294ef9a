"""`counterscore verify`."""

from __future__ import annotations

from pathlib import Path

import click

from counterscore.cli.options import FOLDER


@click.command()
@click.argument("run", type=FOLDER)
def verify(run: Path) -> None:
    """Check that a run folder is what it says.

    The hashes of its tables are computed again, and its first month is made again from seed and society.
    """
    from counterscore.run import verify as verification

    verification.verify(run)
    click.echo(f"{run}: the tables are those that were written, and the first month comes out the same")
