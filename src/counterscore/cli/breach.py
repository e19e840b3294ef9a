"""`counterscore breach`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from counterscore.cli.options import FOLDER, format_option

if TYPE_CHECKING:
    from rich.table import Table

    from counterscore.measure.breach import Breach


@click.command()
@click.argument("run", type=FOLDER)
@click.option("--share", type=float, default=0.3, show_default=True, help="Share of people whose records leak.")
@format_option
def breach(run: Path, share: float, form: str) -> None:
    """Show what a data leak would expose.

    RUN is the folder of a run. Its register leaks, with the records of a share of the people. If nobody has a score,
    there is no register, and the profiles that data sources keep leak instead. Everyone is synthetic.
    """
    if not 0 < share <= 1:
        raise click.BadParameter(f"{share:g}; allowed: above 0, up to 1", param_hint="'--share'")
    from counterscore.measure.breach import breach as breached
    from counterscore.run.reading import Run

    found = breached(Run.open(run), share)
    if form == "json":
        import json

        click.echo(json.dumps(found.as_json(), indent=2))
    else:
        _print(found)


def _print(found: Breach) -> None:
    from rich.console import Console

    console = Console(highlight=False)
    console.print(_leaked(found), soft_wrap=True)
    anonymity = _table("What an attacker knows", "unique, %", "in groups below 5, %", "median group (k)")
    for each in found.k_anonymity:
        anonymity.add_row(", ".join(each.known), _percent(each.alone), _percent(each.below_five), f"{each.median:,.0f}")
    acts = _table("Known acts of a person", f"identified in the {'ledgers' if found.register else 'profiles'}, %")
    for count, share in found.acts.items():
        acts.add_row(str(count), _percent(share))
    inferred = _table("Attribute revealed by the leaked acts", "AUC (0.5 is chance, 1 certainty)")
    for name, value in found.inferred.items():
        inferred.add_row(name, "too few people" if value is None else f"{value:.2f}")
    console.print(anonymity, acts, inferred, _exposed(found))


def _leaked(found: Breach) -> str:
    records = f"{found.ledgers:,} of them"
    if found.register:
        return f"The register of {found.lines:,} synthetic citizens leaks, and the ledgers of {records}."
    return (
        f"The profiles of {found.lines:,} synthetic citizens leak, with the records of {records}. There is no "
        "register with scores or ranks that could leak."
    )


def _exposed(found: Breach) -> Table:
    lists = any(each.listed is not None for each in found.exposed.values())
    table = _table("Who is exposed", "people", "identified, %", *["on a list, %"] * lists)
    for name, each in found.exposed.items():
        table.add_row(name, f"{each.people:,}", _percent(each.alone), *[_percent(each.listed)] * lists)
    return table


def _table(first: str, *others: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column(first)
    for each in others:
        table.add_column(each, justify="right")
    return table


def _percent(share: float | None) -> str:
    return "nobody has that many" if share is None else f"{100 * share:.1f}"
