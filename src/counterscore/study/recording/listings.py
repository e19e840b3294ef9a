"""Records who is put on a list for a low score, when, and how long they stay on it."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from counterscore.engine.core.plan import Plan
from counterscore.engine.world import World
from counterscore.measure.outcomes import Listings
from counterscore.society.traits import BIT
from counterscore.study.recording.room import cut, make_room

_LISTED = np.uint32(BIT["listed"] | BIT["alive"] | BIT["scored"])


class ListRecords:
    """Follows the lists. `first` is the month of the first entry plus 1, so that 0 means never."""

    def __init__(self, world: World) -> None:
        people = world.people
        self.columns: dict[str, NDArray[Any]] = {
            "first": np.zeros(people, np.int16),
            "entries": np.zeros(people, np.uint16),
            "stay": np.zeros(people, np.uint16),
            "months_wrong": np.zeros(people, np.uint16),
        }
        self.on = np.zeros(people, np.bool_)

    def after(self, world: World, rules: Plan) -> None:
        """Compare who is listed with the month before."""
        make_room(self.columns, world.people)
        before = np.zeros(world.people, np.bool_)
        before[: len(self.on)] = self.on
        self.on = (world.state.bits[: world.people] & _LISTED) == _LISTED
        columns = {name: column[: world.people] for name, column in self.columns.items()}
        columns["entries"] += self.on & ~before
        columns["first"][self.on & (columns["first"] == 0)] = world.month
        columns["stay"] += self.on & (columns["entries"] == 1)
        self._explain(world, rules, columns)

    def _explain(self, world: World, rules: Plan, columns: dict[str, NDArray[Any]]) -> None:
        """Count the months for which people are listed only because of false records."""
        who = np.flatnonzero(self.on)
        line = np.zeros(len(who), np.int64)
        for k, below in enumerate(rules.lists.below):
            line = np.where(world.state.terms[k, who] > 0, np.maximum(line, below), line)
        rung = world.state.score[who].astype(np.float64)
        columns["months_wrong"][who[rung - world.state.wrong[who] >= line]] += 1

    def result(self, people: int) -> Listings:
        """Return the entries on lists by person; months count from 0, and -1 means never."""
        make_room(self.columns, people)
        columns = cut(self.columns, people)
        columns["first"] = columns["first"] - np.int16(1)
        return Listings(**columns)
