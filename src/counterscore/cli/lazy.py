"""Groups of commands: they name the nearest, and import a command when it is called."""

from __future__ import annotations

from importlib import import_module

import click

from counterscore.catalogue.problem import nearest


class HelpfulGroup(click.Group):
    """A group that names the nearest of its commands for one that it does not have."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command of the first argument, or say which one is nearest."""
        known = self.list_commands(ctx)
        if args and args[0] not in known and not args[0].startswith("-"):
            close = nearest(args[0], known)
            hint = f" Did you mean {close}?" if close else f" Allowed: {', '.join(known)}."
            raise click.UsageError(f"there is no command {args[0]!r}.{hint}", ctx)
        return super().resolve_command(ctx, args)


class LazyGroup(HelpfulGroup):
    """A group whose commands stand in `places`: name -> `module:attribute`."""

    def __init__(self, *args: object, places: dict[str, str], **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self.places = places

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give the names in the order in which they are declared."""
        return list(self.places)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command of this name."""
        place = self.places.get(cmd_name)
        if place is None:
            return None
        module, attribute = place.split(":")
        return getattr(import_module(module), attribute)
