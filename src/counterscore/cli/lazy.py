"""Groups of commands that suggest the nearest name, and import a command only when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from counterscore.catalogue.problem import nearest


class HelpfulGroup(click.Group):
    """A group that suggests its nearest command if there is none of that name."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Return the command of the first argument; raise UsageError with the nearest name if there is none."""
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            close = nearest(args[0], known)
            hint = f" Did you mean {close}?" if close else f" Allowed: {', '.join(known)}."
            raise click.UsageError(f"there is no command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)


class LazyGroup(HelpfulGroup):
    """A group that imports its commands from `places`: name -> `module:attribute`."""

    def __init__(self, *args: object, places: dict[str, str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names in the order of `places`."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import and return the command; None if there is none of that name."""
        place = self.places.get(cmd_name)
        if place is None:
            return None
        module, attribute = place.split(":")
        return getattr(import_module(module), attribute)
