"""`counterscore list`."""

from __future__ import annotations

from typing import TYPE_CHECKING, cast

import click

from counterscore.cli.options import Word

if TYPE_CHECKING:
    from counterscore.catalogue.find import Kind

TABLE = {"societies": "society", "regimes": "regime"}


@click.command("list")
@click.argument("kind", type=Word(["societies", "regimes", "measures"]), required=False)
def list_(kind: str | None) -> None:
    """List the societies, regimes or measures of the catalogue.

    The society that a regime was written for is shown in brackets.
    """
    if kind == "measures":
        _measures()
        return
    from counterscore.catalogue.find import names

    kinds = cast("list[Kind]", [kind] if kind else list(TABLE))
    width = max(len(name) for each in kinds for name in names(each)) + 2
    for each in kinds:
        if kind is None:
            click.echo(f"{each}:")
        for name in names(each):
            click.echo(f"{'' if kind else '  '}{name:<{width}}{_title(each, name)}")


def _title(kind: Kind, name: str) -> str:
    from counterscore.catalogue.find import locate
    from counterscore.catalogue.source import Source

    about = Source.open(locate(kind, name)).data[TABLE[kind]]
    return f"{about['title']} ({about['society']})" if kind == "regimes" else about["title"]


def _measures() -> None:
    """Print every measure, by family: title, unit, range, definition, formula, source."""
    from counterscore.catalogue.measures_file import abouts, families, shown

    wide = max(map(len, abouts()))
    for family in families().values():
        click.echo(f"{family.title}")
        for about in family.measures:
            click.echo(f"  {about.id:<{wide}} {about.title} ({about.unit}; {about.range})")
            click.echo(f"  {'':<{wide}} {about.definition}")
            click.echo(f"  {'':<{wide}} = {about.formula}")
            if about.dependence:
                click.echo(f"  {'':<{wide}} depends on {about.dependence}")
            click.echo(f"  {'':<{wide}} source: {about.source}")
    click.echo(f"{shown().title}: of a regime compared with no score, by the numbers that the rules of law use")
    for each in shown().evidence:
        click.echo(f"  {each.number:<{wide}} {each.title} ({each.unit}; {each.range})")
        click.echo(f"  {'':<{wide}} {each.definition}")
        click.echo(f"  {'':<{wide}} = {each.formula}")
        if each.dependence:
            click.echo(f"  {'':<{wide}} depends on {each.dependence}")
        click.echo(f"  {'':<{wide}} source: {each.source}")
