"""`counterscore list`."""

from __future__ import annotations

from typing import cast

import click


@click.command("list")
@click.argument("kind", type=click.Choice(["societies", "regimes"]), required=False)
def list_(kind: str | None) -> None:
    """List the societies and regimes of the catalogue."""
    from counterscore.catalogue.find import Kind, locate, names
    from counterscore.catalogue.source import Source

    for each in (kind,) if kind else ("societies", "regimes"):
        which = cast("Kind", each)
        if kind is None:
            click.echo(f"{each}:")
        for name in names(which):
            about = Source.open(locate(which, name)).data[{"societies": "society", "regimes": "regime"}[each]]
            click.echo(f"{'' if kind else '  '}{name:<16} {about['title']}")
