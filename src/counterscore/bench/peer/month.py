"""The month of the engine in NumPy: the same steps in the same order, on the same world."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from counterscore.bench.peer.acts import act
from counterscore.bench.peer.births import bear, bury
from counterscore.bench.peer.circumstances import pass_time
from counterscore.bench.peer.gate import Queue, allocate, answer, ask
from counterscore.bench.peer.philox import Source
from counterscore.bench.peer.respond import respond
from counterscore.bench.peer.review import review
from counterscore.bench.peer.score import count_rungs, rung_at, settle
from counterscore.bench.peer.ties import meet, part
from counterscore.bench.peer.view import Index, view
from counterscore.chance.kernel import Ints
from counterscore.engine.circumstances import BORE
from counterscore.engine.gate import ANSWERS, BY_GATE
from counterscore.engine.plan import Plan
from counterscore.engine.state import Bytes, Longs, State
from counterscore.engine.world import CELLS, World


@dataclass(frozen=True)
class Peered:
    """What the month counted, as in `engine.month.Month`; `answers`: cells x decisions x answers.

    `blocks`: blocks of four random words that were drawn, as many as the engine draws.
    """

    acts: Longs
    seen: Longs
    reviewed: Longs
    scored: int
    died: int
    born: int
    answers: Longs
    ties_dropped: int
    ties_added: int
    blocks: int


def step(world: World) -> Peered:
    """Let the world live one month, in NumPy on one thread. It comes to the same bits as `engine.month.step`."""
    plan, month, tick, people, source = world.rules, world.month, world.tick, world.people, Source(world.seed)
    if plan.scale.active:
        world.state.score, world.state.before = world.state.before, world.state.score
    s, scored, reviewed = view(world.state, people), 0, np.zeros(5, np.int64)
    lines = np.zeros(len(plan.asking.demand), np.int32)
    vital = pass_time(plan.luck, s, month, tick, source)
    acted = act(plan, s, month, tick, source)
    if plan.scale.active:
        reviewed = review(plan, s, acted, tick, source)
        settle(plan, s, acted, tick, source)
        total, scored = count_rungs(plan.scale, s.score)
        lines = _lines(plan, total, scored)
    died = bury(s, vital)
    world.residents -= died
    queues = ask(plan, s, lines, month, tick, source)
    said = allocate(plan, queues, world.residents, tick)
    answer(plan, s, queues, said, tick, source)
    answers = _count(world, queues, said)
    respond(plan.learning, s, _refused(answers), tick, source)
    dropped = part(plan.learning, s, tick, source)
    added = meet(plan.learning, s, tick, source)
    mothers = np.flatnonzero(vital == BORE)
    _bear(world, mothers, source)
    world.tick += 1
    return Peered(acted.acts, acted.seen, reviewed, scored, died, len(mothers), answers, dropped, added, source.blocks)


def _lines(plan: Plan, total: Ints, scored: int) -> Ints:
    """The rung from which each gate by percentile lets through; 0 for other gates."""
    at = [
        rung_at(total, int(np.ceil(percentile / 100 * scored))) if scored and percentile >= 0 else 0
        for percentile in plan.scarcity.percentile
    ]
    return np.array(at, np.int32)


def _count(world: World, queues: list[Queue], said: list[Bytes]) -> Longs:
    answers = np.zeros((CELLS, len(queues), len(ANSWERS)), np.int64)
    for d, (queue, verdict) in enumerate(zip(queues, said, strict=True)):
        both = world.cell[queue.who].astype(np.int64) * len(ANSWERS) + verdict
        answers[:, d, :] = np.bincount(both, minlength=CELLS * len(ANSWERS)).reshape(CELLS, len(ANSWERS))
    return answers


def _refused(answers: Longs) -> np.float32:
    asked = int(answers.sum())
    return np.float32(int(answers[:, :, BY_GATE].sum()) / asked if asked else 0.0)


def _bear(world: World, mothers: Index, source: Source) -> None:
    first = world.people
    world.make_room(len(mothers))
    world.people += len(mothers)
    world.residents += len(mothers)
    s: State = view(world.state, world.people)
    bear(s, mothers, first, world.month, source)
    world.cell[first : world.people] = world.cell[mothers]
