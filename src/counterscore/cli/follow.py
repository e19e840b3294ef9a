"""Whose lives a run keeps act by act."""

from __future__ import annotations

import click

ALLOWED = "allowed: a number of citizens, `all`, or ids with commas such as 7,12 (one id: 7,)"


class Follow(click.ParamType[int | str | tuple[int, ...]]):
    """`100`: so many citizens; `all`; `7,12`: these ids."""

    name = "N|all|ids"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | str | tuple[int, ...]:
        """Read the text of the option."""
        text = str(value)
        if text == "all" or not isinstance(value, str):
            return value  # type: ignore[return-value]
        parts = text.removesuffix(",").split(",")
        if not all(part.isascii() and part.isdigit() and len(part) < 12 for part in parts):
            self.fail(f"{text!r} cannot be followed; {ALLOWED}", param, ctx)
        return tuple(map(int, parts)) if "," in text else int(text)


def within(follow: int | str | tuple[int, ...], citizens: int) -> int | str | tuple[int, ...]:
    """Refuse ids that no citizen has and more lives than there are."""
    ids = follow if isinstance(follow, tuple) else ()
    wrong = [each for each in ids if each >= citizens] or (
        [follow] if isinstance(follow, int) and follow > citizens else []
    )
    if wrong:
        allowed = f"0 to {citizens - 1}" if ids else f"0 to {citizens}, or all"
        raise click.BadParameter(
            f"{wrong[0]} is beyond the citizens of this run; allowed: {allowed}", param_hint="'--follow'"
        )
    return follow
