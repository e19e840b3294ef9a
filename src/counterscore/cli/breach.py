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
@click.option(
    "--share", type=float, default=0.3, show_default=True, help="Of how many in the register the ledger leaks."
)
@format_option
def breach(run: Path, share: float, form: str) -> None:
    """Leak the register and ledgers of a run.

    Everybody in it is synthetic: it shows what a leak of such a system would do.
    """
    if not 0 < share <= 1:
        raise click.BadParameter(f"{share:g}; allowed: more than 0, up to 1", param_hint="'--share'")
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
    console.print(
        f"The register of {found.lines:,} synthetic citizens leaks, and the ledger of {found.ledgers:,} of them "
        f"({found.sampled:,} looked at)."
    )
    crowds = _table("What an attacker knows", "alone, %", "fewer than 5, %", "median k")
    for each in found.crowds:
        crowds.add_row(", ".join(each.known), _percent(each.alone), _percent(each.few), f"{each.median:,.0f}")
    acts = _table("Acts known of a person", "found in the ledger, %")
    for count, share in found.acts.items():
        acts.add_row(str(count), _percent(share))
    told = _table("Told from the leaked acts", "AUC (0.5 a guess, 1 certainty)")
    for name, value in found.told.items():
        told.add_row(name, "too few" if value is None else f"{value:.2f}")
    hit = _table("Who is hit", "people", "singled out, %", "on a list, %")
    for name, (people, alone, listed) in found.hit.items():
        hit.add_row(name, f"{people:,}", _percent(alone), _percent(listed))
    console.print(crowds, acts, told, hit)


def _table(first: str, *others: str) -> Table:
    from rich import box
    from rich.table import Table

    table = Table(box=box.SIMPLE, pad_edge=False)
    table.add_column(first)
    for each in others:
        table.add_column(each, justify="right")
    return table


def _percent(share: float | None) -> str:
    return "nobody did so many" if share is None else f"{100 * share:.1f}"
