"""What can be wrong with the effects of an answer on a life, and of predictors on a rate."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from counterscore.catalogue.figure import Figure
from counterscore.catalogue.lists import repeated
from counterscore.catalogue.positions import Where
from counterscore.catalogue.problem import Complaint
from counterscore.society.decisions import PersonEffect

STEEPEST = 10  # an effect of e**10 on a rate is beyond any published one and would drown all others
MEASURED = ("wealth", "wage")


def effect_complaints(where: Where, effects: Sequence[PersonEffect]) -> Iterator[Complaint]:
    """Give what is wrong with the effects of a decision: a state is set `to`, wealth and wage are moved `by`."""
    yield from repeated((((*where, n), effect.changes) for n, effect in enumerate(effects)), "is changed here already")
    for place, effect in enumerate(effects):
        right, wrong = ("by", "to") if effect.changes in MEASURED else ("to", "by")
        here = (*where, place)
        if getattr(effect, wrong) is not None:
            yield Complaint((*here, wrong), f"{effect.changes} is changed with `{right}`", right, (right,), on_key=True)
        elif getattr(effect, right) is None:
            yield Complaint(here, f"a change of {effect.changes} needs `{right}`")
        elif effect.changes == "wage" and effect.by and not -1 < effect.by.value <= 1:
            message = "a wage changes by a share of itself"
            yield Complaint((*here, "by", "value"), message, "more than -1, at most 1")


def slopes(where: Where, effects: Mapping[Any, Figure]) -> Iterator[Complaint]:
    """Give which effects of predictors are too strong."""
    for name, effect in effects.items():
        if abs(effect.value) > STEEPEST:
            yield Complaint((*where, name, "value"), "too strong an effect on a rate", f"-{STEEPEST} to {STEEPEST}")
