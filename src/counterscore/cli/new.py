"""`counterscore new`."""

from __future__ import annotations

from pathlib import Path

import click

from counterscore.cli.options import FOLDER, Word


@click.command()
@click.argument("kind", type=Word(["regime", "society"]))
@click.argument("file", type=FOLDER)
def new(kind: str, file: Path) -> None:
    """Write a commented starter file to FILE.

    FILE must end in .toml and must not exist yet.
    """
    from counterscore.catalogue.problem import Fault, Problem
    from counterscore.catalogue.starter import starter

    if file.suffix != ".toml":
        raise Problem(Fault("the file name must end in .toml", value=str(file), allowed=f"{file}.toml"))
    text = starter(kind, file.stem)
    try:
        with file.open("x", encoding="utf-8") as target:
            target.write(text)
    except FileExistsError:
        raise Problem(Fault("the file exists and is not overwritten", file=str(file), allowed="a new file")) from None
    click.echo(f"wrote {file}; next: counterscore check {file}")
