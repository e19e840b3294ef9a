"""Beginnings: people drawn and their run-in lived once, for all worlds that differ by their regime alone."""

from __future__ import annotations

from collections import OrderedDict
from threading import Lock
from typing import TYPE_CHECKING

from counterscore.engine.start.burn_in import Settled, resume, settled

if TYPE_CHECKING:
    from counterscore.engine.core.team import Team
    from counterscore.engine.world import World
    from counterscore.run.world import Setting

ROOM = 256 * 2**20  # bytes
Key = tuple[str, int, int, int, int]


class Beginnings:
    """Worlds at the end of their run-in, kept while there is `room`, the longest unused going first.

    A world taken up from here comes to the same bits as one that lived its run-in itself. May be shared by threads.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._kept: OrderedDict[Key, Settled] = OrderedDict()
        self._lock = Lock()

    def taken(self, setting: Setting, team: Team | None) -> World | None:
        """Return the world of a setting about to live month 0; None if its people's run-in is not kept."""
        with self._lock:
            kept = self._kept.get(_key(setting))
            if kept is None:
                return None
            self._kept.move_to_end(_key(setting))
        return resume(
            kept, setting.society.file, setting.regime.file, partitions=setting.partitions, team=team
        )  # fmt: skip

    def keep(self, setting: Setting, world: World) -> None:
        """Keep a world that has just lived its run-in; what takes more than all the room is not kept."""
        with self._lock:
            if _key(setting) in self._kept:
                return
            self._kept[_key(setting)] = settled(world)
            while sum(each.size for each in self._kept.values()) > self._room:
                self._kept.popitem(last=False)


def _key(setting: Setting) -> Key:
    return setting.society.digest, setting.citizens, setting.months, setting.people_seed, setting.seed
