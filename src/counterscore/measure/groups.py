"""The groups that measures are taken of, fixed at the start: fifths, town and country, minority, ages.

Children born in the run are counted in the mother's group, and among those under 18.
"""

from __future__ import annotations

from collections.abc import Mapping
from weakref import WeakKeyDictionary

import numpy as np

from counterscore.engine.groups import group_masks
from counterscore.measure.outcomes import Flags, Outcomes, PersonAttributes

# Age at month 0, in years: from, below.
AGES = {"age-0-17": (0, 18), "age-18-39": (18, 40), "age-40-59": (40, 60), "age-60-up": (60, 200)}
# Groups that are each other's like: together they are everybody.
LIKES = (
    tuple(f"income-{k}" for k in range(1, 6)),
    ("urban", "rural"),
    ("minority", "majority"),
    tuple(f"trust-{k}" for k in range(1, 6)),
    tuple(AGES),
)  # fmt: skip
TITLES = {
    "all": "everybody",
    **dict(zip((f"income-{k}" for k in range(1, 6)), (
        "the poorest fifth", "the second fifth of incomes", "the middle fifth of incomes",
        "the fourth fifth of incomes", "the richest fifth",
    ), strict=True)),
    "urban": "townspeople", "rural": "country people", "minority": "the minority", "majority": "the majority",
    **dict(zip((f"trust-{k}" for k in range(1, 6)), (
        "the least trustworthy fifth", "the second fifth of trust", "the middle fifth of trust",
        "the fourth fifth of trust", "the most trustworthy fifth",
    ), strict=True)),
    "age-0-17": "people under 18", "age-18-39": "people of 18 to 39", "age-40-59": "people of 40 to 59",
    "age-60-up": "people of 60 and more",
}  # fmt: skip


# Measures of every decision ask for the same groups; they are forgotten with the people.
_KNOWN: WeakKeyDictionary[PersonAttributes, dict[str, Flags]] = WeakKeyDictionary()


def groups(people: PersonAttributes) -> dict[str, Flags]:
    """Return who belongs to each group. The flags are shared: they are read, never changed."""
    known = _KNOWN.get(people)
    if known is None:
        known = _KNOWN[people] = _groups(people)
    return known


def _groups(people: PersonAttributes) -> dict[str, Flags]:
    found = {name: mask[people.cell] for name, mask in group_masks().items()}
    age = np.maximum(-(people.born.astype(np.int64) // 12), 0)
    return {**found, **{name: (age >= low) & (age < high) for name, (low, high) in AGES.items()}}


def likes(group: Flags, all_groups: Mapping[str, Flags]) -> list[Flags]:
    """Return the groups that together with this one are everybody, itself included; just itself if there are none."""
    for names in LIKES:
        if any(np.array_equal(group, all_groups[name]) for name in names):
            return [all_groups[name] for name in names]
    return [group]


def of(world: Outcomes) -> dict[str, Flags]:
    """Return who belongs to each group of a world."""
    return groups(world.people)
