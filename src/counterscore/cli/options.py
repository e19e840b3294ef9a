"""Options that several commands take, and the values they allow."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import click

from counterscore.catalogue.problem import nearest
from counterscore.run import parallelism, scenario
from counterscore.study import limits

Command = TypeVar("Command", bound=Callable[..., Any])


class Whole(click.IntRange):
    """A whole number between two ends."""

    name = "N"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        """Read the text of the option, or say what is allowed."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{str(value)[:60]!r}; allowed: whole numbers from {self.min} to {self.max}", param, ctx)


class Word(click.Choice[str]):
    """One of some words; for any other the nearest is named."""

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Read the text of the option, or say what is allowed."""
        try:
            return super().convert(value, param, ctx)
        except click.BadParameter:
            self.fail(f"{str(value)[:60]!r}; {allowed(str(value), list(self.choices))}", param, ctx)


def allowed(word: str, words: list[str]) -> str:
    """Say which words are allowed, and which of them is nearest."""
    close = nearest(word, words)
    return f"allowed: {', '.join(words)}" + (f"; did you mean {close}?" if close else "")


CITIZENS = Whole(*scenario.CITIZENS)
MONTHS = Whole(*scenario.MONTHS)
YEARS = Whole(*scenario.YEARS)
SEED = Whole(*scenario.SEED)
SEEDS = Whole(*limits.SEEDS)
THREADS = Whole(*parallelism.THREADS)
ID = Whole(0, 2**31 - 1)
FOLDER = click.Path(path_type=Path)


def refuse_two_lengths(options: Mapping[str, object]) -> None:
    """Refuse both --years and --months."""
    if options.get("years") is not None and options.get("months") is not None:
        raise click.UsageError("--years and --months cannot both be given")


def format_option(command: Command) -> Command:
    """Add `--format text|json`."""
    choice = Word(["text", "json"])
    return click.option("--format", "form", type=choice, default="text", show_default=True, help="How to print.")(
        command
    )
