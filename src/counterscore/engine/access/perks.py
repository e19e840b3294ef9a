"""Perks at work: members move up in the queues that an operator eases, and learn when they do not."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.access.gate import NO_PLACE, Asks
from counterscore.engine.access.refused import judged_of
from counterscore.engine.core.events import NOTIFIED_REFUSAL
from counterscore.engine.core.state import Bytes
from counterscore.engine.scoring.participation import raise_keys
from counterscore.engine.scoring.rows import row
from counterscore.engine.world import World

Places = NDArray[np.intp]


def move_up(world: World, asks: list[tuple[Asks, int]]) -> None:
    """Let who stands high enough with an operator move up in the queues for what it eases."""
    for requests, count in asks:
        for place, p, chosen, judged in _eased(world, requests, count):
            perks, key = world.rules.operators[place].perks, requests.key[chosen]
            raise_keys(perks, p, row(world.state, place).score, judged, key)
            requests.key[chosen] = key


def learn(world: World, asks: list[tuple[Asks, int]], said: list[Bytes]) -> None:
    """Tell members whom no place was left, and whose score did not open the perk, that the score decides."""
    for (requests, count), answers in zip(asks, said, strict=True):
        for place, p, chosen, judged in _eased(world, requests, count):
            score, line = row(world.state, place).score[judged], world.rules.operators[place].perks.line[p]
            world.state.event[judged[(answers[chosen] == NO_PLACE) & (score > 0) & (score < line)]] |= NOTIFIED_REFUSAL


def _eased(world: World, asks: Asks, count: int) -> Iterator[tuple[int, int, Places, Ints]]:
    """For each perk: place of the operator, which perk, the requests for what it eases, and who is judged for each."""
    for place, operator in enumerate(world.rules.operators):
        for p, decision in enumerate(operator.perks.decision):
            chosen = np.flatnonzero(asks.decision[:count] == decision)
            yield place, p, chosen, judged_of(world.state, asks.person[chosen])
