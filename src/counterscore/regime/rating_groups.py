"""Groups of ratings. Each group is one clause, so that a regime with many ratings still has few clauses."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from counterscore.regime.schema import Rating
from counterscore.society.activities import Activity

RatingsBy = Literal["law", "domain", "each"]

# By the legal status of the act and the sign of the points.
_BY_LAW = {
    ("protected", -1): ("protected-punished", "points lost for legally protected acts"),
    ("protected", 1): ("protected-rewarded", "points gained for legally protected acts"),
    ("lawful", -1): ("lawful-punished", "points lost for lawful acts"),
    ("lawful", 1): ("lawful-rewarded", "points gained for lawful acts"),
    ("unlawful", -1): ("unlawful-punished", "points lost for breaches of law and contract"),
    ("unlawful", 1): ("unlawful-rewarded", "points gained for breaches of law and contract"),
}


@dataclass(frozen=True)
class Group:
    """Ratings that form one clause: `activities` are the activities rated."""

    id: str
    title: str
    activities: frozenset[str]


def groups(ratings: Sequence[Rating], activities: Sequence[Activity], by: RatingsBy) -> list[Group]:
    """Return the groups of these ratings, in the order of the file. Ratings of 0 points count as rewards."""
    known = {activity.id: activity for activity in activities}
    members: dict[tuple[str, str], set[str]] = {}
    for rating in ratings:
        members.setdefault(_group_of(rating, known[rating.activity], by), set()).add(rating.activity)
    return [Group(name, title, frozenset(rated)) for (name, title), rated in members.items()]


def _group_of(rating: Rating, activity: Activity, by: RatingsBy) -> tuple[str, str]:
    if by == "law":
        return _BY_LAW[activity.law, -1 if rating.points.value < 0 else 1]
    if by == "domain":
        return activity.domain, f"points for {activity.domain.replace('-', ' ')}"
    return rating.activity, f"points for anyone who {activity.title}"
