"""Burn-ins that are kept: people drawn and their burn-in run once, for all twins of a scenario."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from counterscore.engine.start.burn_in import BurnedIn, burned_in, resume

if TYPE_CHECKING:
    from counterscore.engine.core.team import Team
    from counterscore.engine.world import World
    from counterscore.run.scenario import Scenario

ROOM = 256 * 2**20  # bytes


class BurnInCache:
    """Worlds at the end of their burn-in, kept while there is `room`, the longest unused going first.

    A world taken up from here comes to the same bits as one that ran its burn-in itself. May be shared by threads.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._kept: OrderedDict[str, BurnedIn] = OrderedDict()
        self._lock = Lock()

    def resume(self, scenario: Scenario, partitions: int = 1, team: Team | None = None) -> World | None:
        """Return the world of a scenario about to run month 0; None if the burn-in of its people is not kept."""
        with self._lock:
            kept = self._kept.get(scenario.twin_key)
            if kept is None:
                return None
            self._kept.move_to_end(scenario.twin_key)
        return resume(
            kept, scenario.society.file, scenario.regime.file, partitions=partitions, team=team
        )  # fmt: skip

    def keep(self, scenario: Scenario, world: World) -> None:
        """Keep a world that has just run its burn-in; what takes more than all the room is not kept."""
        with self._lock:
            if scenario.twin_key in self._kept:
                return
            self._kept[scenario.twin_key] = burned_in(world)
            while sum(each.size for each in self._kept.values()) > self._room:
                self._kept.popitem(last=False)
