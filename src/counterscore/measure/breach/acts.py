"""How many known acts identify a person in leaked records."""

from __future__ import annotations

from collections import defaultdict

import numpy as np

from counterscore.chance.philox import fill
from counterscore.chance.purposes import ACQUAINTED
from counterscore.measure.breach.leak import Leak

KNOWN = (1, 2, 3, 4)
Act = tuple[int, str]


def singled_out(leak: Leak, seed: int) -> dict[int, float | None]:
    """Return, by number of known acts, the share of people whom these acts identify uniquely in the leak.

    An act is a month and an activity. Which acts are known is drawn for each person. None if nobody has so many acts.
    """
    acts, people = _acts(leak)
    return {count: _share(leak.leaked, acts, people, count, seed) for count in KNOWN}


def _acts(leak: Leak) -> tuple[dict[int, list[Act]], dict[Act, set[int]]]:
    acts: dict[int, list[Act]] = defaultdict(list)
    people: dict[Act, set[int]] = defaultdict(set)
    for person, month, activity in leak.acts.iter_rows():
        acts[person].append((month, activity))
        people[month, activity].add(person)
    return acts, people


def _share(
    leaked: list[int], acts: dict[int, list[Act]], people: dict[Act, set[int]], count: int, seed: int
) -> float | None:  # fmt: skip
    eligible = [person for person in leaked if len(acts.get(person, ())) >= count]
    if not eligible:
        return None
    unique = 0
    for person in eligible:
        known = _drawn(acts[person], person, count, seed)
        unique += len(set[int].intersection(*(people[act] for act in known))) == 1
    return unique / len(eligible)


def _drawn(acts: list[Act], person: int, count: int, seed: int) -> list[Act]:
    """Return `count` of a person's acts, drawn at random by the person's key."""
    keys, words = np.full(len(acts), person, np.uint32), np.empty((4, len(acts)), np.uint32)
    for index in range(len(acts)):  # the index of a draw is part of its key
        part = slice(index, index + 1)
        fill(keys[part], 0, ACQUAINTED, index, np.uint64(seed), *(word[part] for word in words))
    return [acts[k] for k in np.lexsort((np.arange(len(acts)), words[0]))[:count]]
