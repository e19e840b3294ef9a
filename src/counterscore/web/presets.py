"""What if: changes to a regime that the designer offers as one switch, from the catalogue."""

from __future__ import annotations

from functools import cache
from typing import Any

from pydantic import Field

from counterscore.catalogue.figure import Identifier, Record
from counterscore.catalogue.find import FOLDER
from counterscore.catalogue.read import read


class Preset(Record):
    """A change of the record.

    Each path of keys in `changes` is set to a value, those in `drops` are taken out; of each list in `keeps` only the
    entries stay that have these values.
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
    """Return what the page offers."""
    return read(FOLDER / "presets.toml", PresetsFile).presets
