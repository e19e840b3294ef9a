"""Options that several commands share, and the values that they allow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from counterscore.catalogue.problem import nearest
from counterscore.run import parallelism, scenario
from counterscore.study import replicates

Command = TypeVar("Command", bound=Callable[..., Any])


class Whole(click.IntRange):
    """A whole number within limits, both included."""

    name = "N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Return the number; raise BadParameter with the allowed range for any other text."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{str(value)[:60]!r}; allowed: whole numbers from {self.min} to {self.max}", param, ctx)

    def _describe_range(self) -> str:
        """Return the range as `--help` shows it; click writes 1<=x<=100."""
        return f"from {self.min} to {self.max}"


class Word(click.Choice[str]):
    """One of several words; the error for any other suggests the nearest."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the word; raise BadParameter with the allowed words for any other text."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{str(value)[:60]!r}; {allowed(str(value), list(self.choices))}", param, ctx)


def allowed(word: str, words: list[str]) -> str:
    """Return the part of an error message that lists the allowed words and suggests the nearest."""
    close = nearest(word, words)
    return f"allowed: {', '.join(words)}" + (f"; did you mean {close}?" if close else "")


CITIZENS = Whole(*scenario.CITIZENS)
MONTHS = Whole(*scenario.MONTHS)
YEARS = Whole(*scenario.YEARS)
SEED = Whole(*scenario.SEED)
SEEDS = Whole(*replicates.SEEDS)
POPULATIONS = Whole(*replicates.POPULATIONS)
THREADS = Whole(*parallelism.THREADS)
ID = Whole(0, 2**31 - 1)
FOLDER = click.Path(path_type=Path)


def refuse_two_lengths(options: Mapping[str, object]) -> None:
    """Raise UsageError if both --years and --months are given."""
    if options.get("years") is not None and options.get("months") is not None:
        raise click.UsageError("--years and --months cannot both be given: choose one")


def format_option(command: Command) -> Command:
    """Add the option --format, text or json."""
    choice = Word(["text", "json"])
    return click.option("--format", "form", type=choice, default="text", show_default=True, help="Output format.")(
        command
    )
