"""`counterscore show`."""

from __future__ import annotations

import sys

import click

WIDTH = 140  # columns, if the output is not a terminal


@click.command()
@click.argument("name")
def show(name: str) -> None:
    """Print a society or regime as tables.

    NAME is a name from `counterscore list` or a .toml file. Every number is shown with its origin: a source, an
    assumption or a fit.
    """
    from rich.console import Console

    from counterscore.catalogue.source import Source
    from counterscore.cli.subject import kind_of
    from counterscore.cli.tables import tables
    from counterscore.regime.load import Regime
    from counterscore.society.load import Society

    kind, path = kind_of(name)
    _ = Society.load(path) if kind == "societies" else Regime.load(path)
    data = Source.open(path).data
    console = Console(width=None if sys.stdout.isatty() else WIDTH)
    for table in tables(data):
        console.print(table)
    console.print(f"[dim]{path}[/dim]", highlight=False)
