"""Ratings in groups, each of which counts as one clause, so that a regime of many ratings has few."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from counterscore.regime.schema import Rating
from counterscore.society.activities import Activity

RatingsBy = Literal["law", "domain", "each"]

# How the law stands to the act and which way the points go, in words.
_BY_LAW = {
    ("protected", -1): ("protected-punished", "points lost for acts that the law protects"),
    ("protected", 1): ("protected-rewarded", "points won for acts that the law protects"),
    ("lawful", -1): ("lawful-punished", "points lost for lawful acts"),
    ("lawful", 1): ("lawful-rewarded", "points won for lawful acts"),
    ("unlawful", -1): ("unlawful-punished", "points lost for breaches of law and contract"),
    ("unlawful", 1): ("unlawful-rewarded", "points won for breaches of law and contract"),
}


@dataclass(frozen=True)
class Group:
    """Ratings that go together: `activities` are those rated."""

    id: str
    title: str
    activities: frozenset[str]


def groups(ratings: Sequence[Rating], activities: Sequence[Activity], by: RatingsBy) -> list[Group]:
    """Return the groups in which ratings stand, in the order of the file; 0 points count as rewarding."""
    known = {activity.id: activity for activity in activities}
    members: dict[tuple[str, str], set[str]] = {}
    for rating in ratings:
        members.setdefault(_named(rating, known[rating.activity], by), set()).add(rating.activity)
    return [Group(name, title, frozenset(rated)) for (name, title), rated in members.items()]


def _named(rating: Rating, activity: Activity, by: RatingsBy) -> tuple[str, str]:
    if by == "law":
        return _BY_LAW[activity.law, -1 if rating.points.value < 0 else 1]
    if by == "domain":
        return activity.domain, f"points for {activity.domain.replace('-', ' ')}"
    return rating.activity, f"points for who {activity.title}"
