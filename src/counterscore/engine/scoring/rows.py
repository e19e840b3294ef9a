"""Rows of scores: one for each operator in force, the first in the plain columns, the others in the `more` tables."""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from counterscore.chance.kernel import Ints
from counterscore.engine.core.plan import Operated, Plan
from counterscore.engine.core.state import Bytes, State
from counterscore.engine.world import World


class Row(NamedTuple):
    """What one operator holds of everybody: the rung, last month's rung, false records that stand, corrections."""

    score: Ints
    before: Ints
    wrong: Ints
    correction: Bytes


def row(state: State, place: int, lo: int = 0, hi: int | None = None) -> Row:
    """Return the columns of the operator in this place among those in force, cut to the people lo..hi if given."""
    k, part = place - 1, slice(lo, hi)
    if place == 0:
        return Row(
            score=state.score[part],
            before=state.before[part],
            wrong=state.wrong[part],
            correction=state.correction[part],
        )
    return Row(
        score=state.more_score[k, part], before=state.more_before[k, part], wrong=state.more_wrong[k, part],
        correction=state.more_correction[k, part],
    )  # fmt: skip


def turn_page(state: State) -> None:
    """Make this month's scores last month's, which friends see; the new ones are written over older ones."""
    state.score, state.before = state.before, state.score
    state.more_score, state.more_before = state.more_before, state.more_score


def change_over(world: World) -> None:
    """When a phase begins: operators that stay keep what they hold, the scores of the others end; nothing is handed on.

    To be called before each month is lived.
    """
    before, after = world.latest, world.rules
    if before is after or not (before.operators or after.operators):
        return
    held = {operator.id: (place, _copied(world.state, place)) for place, operator in enumerate(before.operators)}
    joined = world.state.joined.copy()
    _keep_ended(world, before, after)
    world.state.joined[:] = 0
    for place in range(1 + len(world.state.more_score)):
        stays = held.get(after.operators[place].id) if place < len(after.operators) else None
        for column, old in zip(row(world.state, place), stays[1] if stays else (0, 0, 0, 0), strict=True):
            column[:] = old
        if stays and after.voluntary:
            member = (joined >> stays[0]) & 1 if before.voluntary else stays[1].score > 0
            world.state.joined |= (member.astype(np.uint8) << place).astype(np.uint8)
    if _first(before.operators) != _first(after.operators):
        world.state.terms[:] = 0
        world.state.appeal[:] = 0


def _copied(state: State, place: int) -> Row:
    held = row(state, place)
    return Row(
        score=held.score.copy(), before=held.before.copy(), wrong=held.wrong.copy(), correction=held.correction.copy()
    )


def _first(operators: tuple[Operated, ...]) -> str:
    return operators[0].id if operators else ""


def _keep_ended(world: World, before: Plan, after: Plan) -> None:
    """Put by the last scores of operators that are no longer in force."""
    stay = {operator.id for operator in after.operators}
    for place, operator in enumerate(before.operators):
        if operator.id not in stay:
            scores = row(world.state, place).score[: world.people].copy()
            world.ended[operator.id] = scores, int(operator.scale.lowest)
