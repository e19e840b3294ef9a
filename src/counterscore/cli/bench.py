"""`counterscore bench`."""

from __future__ import annotations

import click

from counterscore.cli.lazy import HelpfulGroup
from counterscore.cli.options import CITIZENS, format_option


@click.group(cls=HelpfulGroup)
def bench() -> None:
    """Measure the speed of Counterscore on this machine."""


@bench.command()
@click.option(
    "--citizens", type=CITIZENS, multiple=True,
    help="Number of people (repeatable).  [default: 100000, 1000000 and 10000000]",
)  # fmt: skip
@click.option("--steps", is_flag=True, help="Also time each kernel (text only).")
@format_option
def month(citizens: tuple[int, ...], steps: bool, form: str) -> None:
    """Time one simulated month.

    For comparison, it shows the machine's own limit for the same work and, for up to 1 million people, the time of the
    same month in plain NumPy.
    """
    from counterscore.bench.month import main

    main(citizens=citizens or (100_000, 1_000_000, 10_000_000), form=form, steps=steps)


@bench.command()
@format_option
def page(form: str) -> None:
    """Time the page in a browser.

    Measures frames per second, the time from moving a slider to the new picture, the time to the first paint and to the
    first worlds, and the bytes sent. Needs Chromium and the development environment (`./lab pytest` sets it up).
    """
    from counterscore.bench.page import main

    main(form=form)
