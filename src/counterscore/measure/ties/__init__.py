"""Measures of social ties: friends, segregation, isolation, and guilt by association."""

from __future__ import annotations

from counterscore.measure.protocol import Functions
from counterscore.measure.ties.association import guilt_by_association, owed_to_friends
from counterscore.measure.ties.company import assortativity, cross_class, friends
from counterscore.measure.ties.fragments import fragmentation, isolates

MEASURES: Functions = {
    "friends": friends,
    "assortativity": assortativity,
    "cross-class": cross_class,
    "fragmentation": fragmentation,
    "isolates": isolates,
    "guilt-by-association": guilt_by_association,
    "owed-to-friends": owed_to_friends,
}
