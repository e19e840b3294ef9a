"""Perks: members of an operator move up in queues, and learn that the score matters when theirs opens no perk."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.access.gate import NO_PLACE, Asks
from counterscore.engine.access.verdict import judged_of, which_pass
from counterscore.engine.core.events import NOTIFIED_REFUSAL
from counterscore.engine.core.state import Bytes
from counterscore.engine.scoring.participation import raise_keys
from counterscore.engine.scoring.rows import row
from counterscore.engine.world import World

Places = NDArray[np.intp]


def move_up(world: World, asks: list[tuple[Asks, int]]) -> None:
    """Raise the queue keys of members whose score opens a perk."""
    for requests, count in asks:
        for place, p, chosen, judged in _eased(world, requests, count):
            perks, key = world.rules.operators[place].perks, requests.key[chosen]
            raise_keys(perks, p, row(world.state, place).score, judged, key)
            requests.key[chosen] = key


def learn(world: World, asks: list[tuple[Asks, int]], said: list[Bytes]) -> None:
    """Notify members who got no scarce place and whose score did not open the perk, so that they learn from it."""
    for (requests, count), answers in zip(asks, said, strict=True):
        for place, p, chosen, judged in _eased(world, requests, count):
            score, line = row(world.state, place).score[judged], world.rules.operators[place].perks.line[p]
            unopened = (answers[chosen] == NO_PLACE) & (score > 0) & ~which_pass(score, line)
            world.state.event[judged[unopened]] |= NOTIFIED_REFUSAL


def _eased(world: World, asks: Asks, count: int) -> Iterator[tuple[int, int, Places, Ints]]:
    """Yield for each perk: its operator's place, its index, the requests that it eases, and who is judged for each."""
    for place, operator in enumerate(world.rules.operators):
        for p, decision in enumerate(operator.perks.decision):
            chosen = np.flatnonzero(asks.decision[:count] == decision)
            yield place, p, chosen, judged_of(world.state, asks.person[chosen])
