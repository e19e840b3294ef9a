"""`counterscore check`."""

from __future__ import annotations

import click


@click.command()
@click.argument("name")
def check(name: str) -> None:
    """Check a society or regime, by name or file.

    NAME is a name from `counterscore list` or a .toml file. A regime is checked against the society it was written for.
    A society is checked against published figures, with people drawn from a fixed random seed.

    Exits with status 0 if the check passes, 1 if a society misses a published figure, and 2 if the file cannot be used.
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
    click.echo(f"{regime.id}: the regime is valid and fits the society {society.id}")


def _society(path: str) -> None:
    from counterscore.society.load import Society
    from counterscore.society.targets import check as check_targets

    society = Society.load(path)
    click.echo(f"{society.id}: the file is valid")
    report = check_targets(society.file)
    click.echo(report.text())
    if not report.ok:
        raise click.exceptions.Exit(1)
