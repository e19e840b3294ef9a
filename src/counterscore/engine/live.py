"""live: the part of the month that each partition lives through alone, from circumstances to the score."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterscore.chance.kernel import Ints
from counterscore.engine.acting import Actors, Marks, Tally, act
from counterscore.engine.book import Following
from counterscore.engine.circumstances import Lives, pass_time
from counterscore.engine.review import REVIEWED, Claims, review
from counterscore.engine.score import BLOCK, Scores, settle
from counterscore.engine.state import Bytes, Longs, State, pick
from counterscore.engine.world import World


@dataclass(frozen=True)
class Lived:
    """What a partition counts in a month: acts by activity, reviews by outcome, the account of the followed."""

    tally: Tally
    reviewed: Longs
    following: Following


def live(world: World, lo: int, hi: int, vital: Bytes, rungs: Ints) -> Lived:
    """Let the people lo..hi live: circumstances, behave, observe, rate, review, score."""
    plan, state, tick, seed, month = world.rules, world.state, world.tick, world.seed, world.month
    people, activities = hi - lo, len(plan.acts.kind)
    marks = Marks(*(np.empty(people, np.int32) for _ in Marks._fields))
    lived = Lived(
        Tally(np.zeros(activities, np.int64), np.zeros(activities, np.int64)),
        np.zeros(len(REVIEWED), np.int64),
        world.following(lo, hi),
    )
    pass_time(plan.luck, pick(Lives, state, lo, hi), month, tick, seed, vital)
    act(
        plan.acts, plan.sight, plan.scale, plan.learning, plan.reference, pick(Actors, state, lo, hi),
        month, tick, seed, marks, lived.tally, lived.following,
    )  # fmt: skip
    if plan.scale.active:
        review(
            plan.misfiling, plan.rights, plan.grants, plan.lists, plan.scale.forgotten, pick(Claims, state, lo, hi),
            state.terms, lo, marks, tick, seed, lived.reviewed, lived.following,
        )  # fmt: skip
        _score(world, state, lo, hi, marks, rungs, lived.following)
    return lived


def _score(world: World, state: State, lo: int, hi: int, marks: Marks, rungs: Ints, following: Following) -> None:
    plan, offsets = world.rules, state.offsets[lo : hi + 1]
    settle(
        plan.scale, plan.lists, plan.rights.notice, pick(Scores, state, lo, hi), state.terms, lo, marks,
        state.luck[lo:hi], state.before,
        offsets, state.friends, longest_block(offsets), world.tick, world.seed, rungs, len(plan.acts.kind), following,
    )  # fmt: skip


def longest_block(offsets: Longs) -> int:
    """Return the number of places in the longest block of rows."""
    last = len(offsets) - 1
    edges = offsets[np.minimum(np.arange(0, last + BLOCK, BLOCK), last)]
    return int(np.max(np.diff(edges), initial=0))
