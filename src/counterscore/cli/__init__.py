"""The command line. Nothing heavy is imported here: each command imports what it needs when it is called."""

from __future__ import annotations

import sys

import click

from counterscore.catalogue.problem import Problem


def main() -> None:
    """Run the command that the arguments name; end with status 0, 2 on a fault of the user's, 130 on an interrupt."""
    sys.exit(_status())


def _status() -> int:
    from counterscore.cli.commands import counterscore

    try:
        result = counterscore.main(prog_name="counterscore", standalone_mode=False)
        return result if isinstance(result, int) else 0
    except click.ClickException as error:
        error.show()
        return 2
    except (click.Abort, KeyboardInterrupt):
        return _say("interrupted: nothing was kept", 130)
    except Problem as problem:
        click.echo(str(problem), err=True)
        return 2
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _say(where + (error.strerror or str(error)), 2)
    except MemoryError:
        return _say("not enough memory for so many citizens: try a smaller --citizens", 2)


def _say(message: str, status: int) -> int:
    click.echo(f"counterscore: {message}", err=True)
    return status
