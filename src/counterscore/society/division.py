"""The parts into which a gate may divide people, to draw a line for each of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterscore.society.schema import SocietyFile

# The names of the two parts of a state: without it, with it.
BY_STATE = {"minority": ("majority", "minority"), "female": ("male", "female"), "urban": ("rural", "urban")}
DIVISIONS = ("group", "region", *BY_STATE)


def parts(society: SocietyFile, division: str | None) -> tuple[str, ...]:
    """Return the names of the parts, in their order: one for everybody without a division, none if there is no such."""
    if division is None:
        return ("everybody",)
    if division == "group":
        return tuple(group.id for group in society.aggregates.groups) if society.aggregates else ()
    if division == "region":
        return tuple(f"region-{place}" for place in range(len(society.population.regions.shares)))
    return BY_STATE[division]
