"""Presets: changes to a regime that the designer offers as one checkbox, from the catalogue."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import Field

from counterscore.catalogue.figure import Identifier, Record
from counterscore.catalogue.find import FOLDER
from counterscore.catalogue.read import read


class Preset(Record):
    """A change to a regime's record.

    `changes` sets values by path of keys, and `drops` removes paths. Of each list in `keeps`, only entries with the
    given values stay.
    """

    id: Identifier
    title: str
    changes: dict[str, Any] = Field(default_factory=dict[str, Any])
    drops: list[str] = Field(default_factory=list[str])
    keeps: dict[str, dict[str, Any]] = Field(default_factory=dict[str, dict[str, Any]])


class PresetsFile(Record):
    """The presets, in the order of the page."""

    presets: list[Preset]


@cache
def presets() -> list[Preset]:
    """Return the presets that the page offers."""
    return read(FOLDER / "presets.toml", PresetsFile).presets
