"""How many known acts it takes to find somebody in leaked records."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from counterscore.chance.philox import fill
from counterscore.chance.purposes import ACQUAINTED
from counterscore.measure.breach.leak import Leak

KNOWN = (1, 2, 3, 4)
Act = tuple[int, str]


def singled_out(leak: Leak, seed: int) -> dict[int, float | None]:
    """Return, by how many acts of a person are known, the share of people whom no other in the leak matches.

    An act is a month and an activity; which are known is drawn for each person. None where nobody did so many.
    """
    acts, who = _acts(leak)
    return {count: _share(leak.leaked, acts, who, count, seed) for count in KNOWN}


def _acts(leak: Leak) -> tuple[dict[int, list[Act]], dict[Act, set[int]]]:
    acts: dict[int, list[Act]] = defaultdict(list)
    who: dict[Act, set[int]] = defaultdict(set)
    for person, month, activity in leak.acts.iter_rows():
        acts[person].append((month, activity))
        who[month, activity].add(person)
    return acts, who


def _share(
    leaked: list[int], acts: dict[int, list[Act]], who: dict[Act, set[int]], count: int, seed: int
) -> float | None:  # fmt: skip
    enough = [person for person in leaked if len(acts.get(person, ())) >= count]
    if not enough:
        return None
    alone = sum(len(set[int].intersection(*(who[act] for act in _drawn(acts[p], p, count, seed)))) == 1 for p in enough)
    return alone / len(enough)


def _drawn(acts: list[Act], person: int, count: int, seed: int) -> list[Act]:
    """So many of a person's acts, by the order of keyed words."""
    keys, words = np.full(len(acts), person, np.uint32), np.empty((4, len(acts)), np.uint32)
    for place in range(len(acts)):  # the index of a draw is part of its key
        part = slice(place, place + 1)
        fill(keys[part], 0, ACQUAINTED, place, np.uint64(seed), *(word[part] for word in words))
    return [acts[k] for k in np.lexsort((np.arange(len(acts)), words[0]))[:count]]
