"""Divisions of people into groups for which a gate can set separate thresholds."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterscore.society.schema import SocietyFile

# Names of the two groups of a state: people without it, people with it.
BY_STATE = {"minority": ("majority", "minority"), "female": ("male", "female"), "urban": ("rural", "urban")}
DIVISIONS = ("group", "region", *BY_STATE)


def parts(society: SocietyFile, division: str | None) -> tuple[str, ...]:
    """Return the names of the groups in order; one group of everybody without a division, empty for an unknown one."""
    if division is None:
        return ("everybody",)
    if division == "group":
        return tuple(group.id for group in society.aggregates.groups) if society.aggregates else ()
    if division == "region":
        return tuple(f"region-{index}" for index in range(len(society.population.regions.shares)))
    return BY_STATE[division]
