"""The option --follow: whose lives a run records act by act."""

from __future__ import annotations

import click

ALLOWED = "allowed: a number of citizens, `all`, or ids separated by commas such as 7,12 (for a single id: 7,)"


class Follow(click.ParamType[int | str | tuple[int, ...]]):
    """A number of citizens (`100`), `all`, or ids (`7,12`)."""

    name = "N|all|ids"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> int | str | tuple[int, ...]:
        """Return the number, `all` or the ids; raise BadParameter for any other text."""
        text = str(value)
        if text == "all" or not isinstance(value, str):
            return value  # type: ignore[return-value]
        parts = text.removesuffix(",").split(",")
        if not all(part.isascii() and part.isdigit() and len(part) < 12 for part in parts):
            self.fail(f"{text!r}; {ALLOWED}", param, ctx)
        return tuple(map(int, parts)) if "," in text else int(text)


def within(follow: int | str | tuple[int, ...], citizens: int) -> int | str | tuple[int, ...]:
    """Return `follow`; raise BadParameter if it holds an id or a number that is too large for so many citizens."""
    ids = follow if isinstance(follow, tuple) else ()
    wrong = [each for each in ids if each >= citizens] or (
        [follow] if isinstance(follow, int) and follow > citizens else []
    )
    if wrong:
        allowed = f"ids from 0 to {citizens - 1}" if ids else f"a number from 0 to {citizens}, or all"
        raise click.BadParameter(f"{wrong[0]} is out of range; allowed: {allowed}", param_hint="'--follow'")
    return follow
