"""`counterscore bench`."""

from __future__ import annotations

import click

from counterscore.cli.lazy import HelpfulGroup
from counterscore.cli.options import CITIZENS, format_option


@click.group(cls=HelpfulGroup)
def bench() -> None:
    """Measure the speed on this machine."""


@bench.command()
@click.option("--citizens", type=CITIZENS, multiple=True, help="A size to measure; may be repeated.")
@click.option("--steps", is_flag=True, help="Also time each kernel (text only).")
@format_option
def month(citizens: tuple[int, ...], steps: bool, form: str) -> None:
    """Measure how long a month takes for 100,000, 1 million and 10 million citizens.

    Also shown: the machine's own limit for the same work, and up to 1 million the same month in plain NumPy.
    """
    from counterscore.bench.month import main

    main(citizens=citizens or (100_000, 1_000_000, 10_000_000), form=form, steps=steps)


@bench.command()
@format_option
def page(form: str) -> None:
    """Measure the page in a browser: frames a second, slider to picture, first paint, first cities, bytes.

    Needs Chromium and the development environment (`./lab pytest` makes it).
    """
    from counterscore.bench.page import main

    main(form=form)
