"""Checks of the effects of an answer on a person, and of predictors on a rate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from counterscore.catalogue.figure import Figure
from counterscore.catalogue.lists import repeated
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.society.decisions import PersonEffect

STEEPEST = 10  # a factor of e**10 on a rate exceeds any published effect and would swamp all others
MEASURED = ("wealth", "wage")


def effect_complaints(where: Where, effects: Sequence[PersonEffect]) -> Iterator[Complaint]:
    """Yield what is wrong with the effects of a decision: states change `to`, wealth and wage change `by`."""
    yield from repeated((((*where, n), effect.changes) for n, effect in enumerate(effects)), "is already changed here")
    for index, effect in enumerate(effects):
        right, wrong = ("by", "to") if effect.changes in MEASURED else ("to", "by")
        path = (*where, index)
        if getattr(effect, wrong) is not None:
            yield Complaint(
                (*path, wrong), f"{effect.changes} changes with `{right}`, not `{wrong}`", right, (right,), on_key=True
            )
        elif getattr(effect, right) is None:
            yield Complaint(path, f"a change of {effect.changes} needs `{right}`")
        elif effect.changes == "wage" and effect.by and not -1 < effect.by.value <= 1:
            message = "a wage changes by a share of itself"
            yield Complaint((*path, "by", "value"), message, "above -1, at most 1")


def slopes(where: Where, effects: Mapping[Any, Figure]) -> Iterator[Complaint]:
    """Yield the effects of predictors that are too strong."""
    for name, effect in effects.items():
        if abs(effect.value) > STEEPEST:
            yield Complaint(
                (*where, name, "value"), "the effect on the rate is too strong", f"-{STEEPEST} to {STEEPEST}"
            )
