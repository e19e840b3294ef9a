"""The groups that measures compare, fixed at the start: fifths, urban and rural, minority and majority, ages.

Children born during the run belong to their mother's groups, and to people under 18.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from counterscore.engine.core.groups import group_masks
from counterscore.measure.cache import cached
from counterscore.measure.outcomes import Flags, Outcomes, PersonAttributes

# Age at month 0 in years: from the first, below the second.
AGES = {"age-0-17": (0, 18), "age-18-39": (18, 40), "age-40-59": (40, 60), "age-60-up": (60, 200)}
# Sets of groups that are compared with one another; each set covers everybody.
COMPARISON_SETS = (
    tuple(f"income-{k}" for k in range(1, 6)),
    ("urban", "rural"),
    ("minority", "majority"),
    tuple(f"trust-{k}" for k in range(1, 6)),
    tuple(AGES),
)  # fmt: skip
TITLES = {
    "all": "everybody",
    **dict(zip((f"income-{k}" for k in range(1, 6)), (
        "the poorest fifth", "the second-poorest fifth", "the middle fifth by income", "the second-richest fifth",
        "the richest fifth",
    ), strict=True)),
    "urban": "urban residents", "rural": "rural residents", "minority": "the minority", "majority": "the majority",
    **dict(zip((f"trust-{k}" for k in range(1, 6)), (
        "the least trustworthy fifth", "the second-least trustworthy fifth", "the middle fifth by trustworthiness",
        "the second-most trustworthy fifth", "the most trustworthy fifth",
    ), strict=True)),
    "age-0-17": "people under 18", "age-18-39": "people aged 18 to 39",
    "age-40-59": "people aged 40 to 59", "age-60-up": "people aged 60 and over",
}  # fmt: skip


def groups(people: PersonAttributes) -> dict[str, Flags]:
    """Return, by group, a flag for each person. The arrays are cached and shared, so they must not be changed."""
    return cached(people, "groups", lambda: _groups(people))


def _groups(people: PersonAttributes) -> dict[str, Flags]:
    found = {name: mask[people.cell] for name, mask in group_masks().items()}
    age = np.maximum(-(people.born.astype(np.int64) // 12), 0)
    return {**found, **{name: (age >= low) & (age < high) for name, (low, high) in AGES.items()}}


def comparison_set(group: Flags, all_groups: Mapping[str, Flags]) -> list[Flags]:
    """Return the groups that this group is compared with, itself included; only itself if there are none."""
    for names in COMPARISON_SETS:
        if any(np.array_equal(group, all_groups[name]) for name in names):
            return [all_groups[name] for name in names]
    return [group]


def groups_of(world: Outcomes) -> dict[str, Flags]:
    """Return, by group, a flag for each person of a world."""
    return groups(world.people)
