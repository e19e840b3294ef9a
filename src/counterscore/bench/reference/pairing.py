"""Pairing: which seekers become couples, and where couples live."""

from __future__ import annotations

import numpy as np

from counterscore.bench.reference.maths import unit
from counterscore.bench.reference.philox import PhiloxStream
from counterscore.bench.reference.ties import far_apart
from counterscore.bench.reference.view import Index, holds
from counterscore.chance.purposes import PAIR
from counterscore.engine.core.plan import Plan
from counterscore.engine.core.state import State

Couples = list[tuple[int, int]]


def pair_up(plan: Plan, s: State, seekers: Index, d: int, tick: int, stream: PhiloxStream) -> Couples:
    """Return couples of `seekers`, in the order of the queue. Each takes the first suitable one further down."""
    female, free = holds(s.bits, "female"), dict.fromkeys(seekers.tolist())
    couples: Couples = []
    for one in seekers.tolist():
        if one not in free:
            continue
        del free[one]
        fit = [other for other in free if s.region[one] == s.region[other] and female[one] != female[other]]
        offers = np.array(fit[: plan.scarcity.offers[d]], np.intp)
        liked = offers[_likes(plan, s, one, offers, int(plan.scarcity.apart[d]), tick, stream)]
        if len(liked):
            couples.append((one, int(liked[0])))
            del free[int(liked[0])]
    return couples


def _likes(plan: Plan, s: State, one: int, offers: Index, apart: int, tick: int, stream: PhiloxStream) -> Index:
    gap = np.abs(s.born[offers].astype(np.int64) - int(s.born[one]))
    far = far_apart(plan.learning, s, np.full(len(offers), one), offers)
    chance = np.where(far, np.float32(1.0) - plan.learning.choosy, np.float32(1.0))
    mine, theirs = s.key[one], s.key[offers]
    word, _, _, _ = stream.words(np.minimum(mine, theirs), tick, PAIR, np.maximum(mine, theirs))
    return np.flatnonzero((gap <= apart) & (s.household[offers] != s.household[one]) & (unit(word) < chance))


def move_in(s: State, couples: Couples, households: int) -> int:
    """Move each couple to the one who owns a home, else to a new household; return the number of households."""
    owner = holds(s.bits, "home-owner")
    for one, other in couples:
        s.spouse[one], s.spouse[other] = other + 1, one + 1
        if owner[one] != owner[other]:
            s.household[[one, other]] = s.household[one if owner[one] else other]
        else:
            s.household[[one, other]] = households
            households += 1
    return households


def follow_home(s: State) -> None:
    """Move children to the household of their guardian."""
    minor = (s.guardian != np.arange(len(s.guardian))) & ~holds(s.bits, "adult") & holds(s.bits, "alive")
    s.household[minor] = s.household[s.guardian[minor]]
