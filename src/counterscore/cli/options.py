"""Options that several commands take, and the values they allow."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from counterscore.catalogue.problem import nearest

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


CITIZENS = Whole(100, 200_000_000)
MONTHS = Whole(1, 1200)
YEARS = Whole(1, 100)
SEED = Whole(0, 2**63 - 1)
THREADS = Whole(1, 256)
ID = Whole(0, 2**31 - 1)
FOLDER = click.Path(path_type=Path)


def format_option(command: Command) -> Command:
    """Add `--format text|json`."""
    choice = Word(["text", "json"])
    return click.option("--format", "form", type=choice, default="text", show_default=True, help="How to print.")(
        command
    )
