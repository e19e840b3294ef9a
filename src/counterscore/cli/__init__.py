"""The command line. Each command imports what it needs only when it is called, so that `--help` is fast."""

from __future__ import annotations

import sys

import click

from counterscore.catalogue.problem import Problem


def main() -> None:
    """Run the command named by the arguments and exit.

    The status is 0 on success, 1 if `check` or `audit` found something, 2 after an error, and 130 after an interrupt.
    """
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
        return _say("interrupted: no results were written", 130)
    except Problem as problem:
        click.echo(str(problem), err=True)
        return 2
    except OSError as error:
        where = f"{error.filename}: " if error.filename else ""
        return _say(where + (error.strerror or str(error)), 2)
    except MemoryError:
        return _say("not enough memory for this many citizens: choose a smaller number with --citizens", 2)


def _say(message: str, status: int) -> int:
    click.echo(f"counterscore: {message}", err=True)
    return status
