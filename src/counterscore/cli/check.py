"""`counterscore check`."""

from __future__ import annotations

import click


@click.command()
@click.argument("name")
def check(name: str) -> None:
    """Check a society or regime, by name or file.

    Ends with status 0 if all is well, 1 if a society misses its published figures, 2 if the file cannot be used.

    A regime is held against the society it is written for; a society against its published figures, on people drawn
    at a fixed seed.
    """
    from counterscore.cli.subject import kind_of

    kind, path = kind_of(name)
    if kind == "societies":
        _society(str(path))
    else:
        _regime(str(path))


def _regime(path: str) -> None:
    from counterscore.cli.subject import society_for
    from counterscore.regime.faults import check as check_against
    from counterscore.regime.load import Regime

    regime = Regime.load(path)
    society = society_for(regime, None)
    check_against(regime, society)
    click.echo(f"{regime.id}: the regime is sound and fits the society {society.id}")


def _society(path: str) -> None:
    from counterscore.society.load import Society
    from counterscore.society.targets import check as check_targets

    society = Society.load(path)
    click.echo(f"{society.id}: the file is sound")
    report = check_targets(society.file)
    click.echo(report.text())
    if not report.ok:
        raise click.exceptions.Exit(1)
