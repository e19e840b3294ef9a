"""A cache of burn-ins: for all scenarios with the same people, these are drawn and their burn-in is run only once."""

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
    """Worlds at the end of their burn-in, up to `room` bytes; the least recently used one is removed first.

    A world resumed from the cache gives the same results, to the last bit, as one that ran its own burn-in. Threads may
    share a cache.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._worlds: OrderedDict[str, BurnedIn] = OrderedDict()
        self._lock = Lock()

    def resume(self, scenario: Scenario, partitions: int = 1, team: Team | None = None) -> World | None:
        """Return the world of a scenario, ready for month 0; None if its burn-in is not in the cache."""
        with self._lock:
            found = self._worlds.get(scenario.people_key)
            if found is None:
                return None
            self._worlds.move_to_end(scenario.people_key)
        return resume(
            found, scenario.society.file, scenario.regime.file, scenario.seed, partitions=partitions, team=team
        )  # fmt: skip

    def keep(self, scenario: Scenario, world: World) -> None:
        """Add a world that has just finished its burn-in, unless it is larger than the whole cache."""
        with self._lock:
            if scenario.people_key in self._worlds:
                return
            self._worlds[scenario.people_key] = burned_in(world)
            while sum(each.size for each in self._worlds.values()) > self._room:
                self._worlds.popitem(last=False)
