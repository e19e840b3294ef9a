"""The reference month in NumPy: the steps of the engine in the same order, on the same world."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterscore.bench.reference.acts import act
from counterscore.bench.reference.births import bear, bury
from counterscore.bench.reference.circumstances import pass_time
from counterscore.bench.reference.course import decide, move, separate
from counterscore.bench.reference.earnings import share_incomes
from counterscore.bench.reference.gate import Asked, allocate, answer, appraise, ask, count
from counterscore.bench.reference.growing import grow_up
from counterscore.bench.reference.labour import cleared, pay
from counterscore.bench.reference.lending import service
from counterscore.bench.reference.meeting import begin_ties, list_places, meet_at_foci
from counterscore.bench.reference.opinions import change_opinions, note_passed
from counterscore.bench.reference.pairing import follow_home, move_in
from counterscore.bench.reference.philox import PhiloxStream
from counterscore.bench.reference.predictors import predictors
from counterscore.bench.reference.respond import respond
from counterscore.bench.reference.review import review
from counterscore.bench.reference.score import count_rungs, rung_at, settle
from counterscore.bench.reference.ties import meet, part
from counterscore.bench.reference.view import Index, view
from counterscore.chance.kernel import Ints
from counterscore.engine.access.gate import GRANTED, Counts
from counterscore.engine.access.lessons import AnsweredOffers, learn
from counterscore.engine.core.plan import Lines, Plan
from counterscore.engine.core.state import Bytes, Longs, State
from counterscore.engine.life.turns import BORE
from counterscore.engine.steps.allocate import lend
from counterscore.engine.steps.answer import YEAR
from counterscore.engine.steps.respond import refused_share
from counterscore.engine.world import World
from counterscore.regime.gates.percentile import ByPercentile
from counterscore.society.opinions import OPINIONS


@dataclass(frozen=True)
class ReferenceMonth:
    """The counts of a month, as in `engine.result.MonthResult`. `counts`: those of the answers.

    `blocks`: the number of blocks of four random words drawn, which is that of the engine.
    """

    acts: Longs
    seen: Longs
    used: list[int]
    faked: list[int]
    spent: int
    reviewed: Longs
    scored: int
    died: int
    born: int
    counts: Counts
    ties_dropped: int
    ties_added: int
    blocks: int


def step(world: World) -> ReferenceMonth:
    """Simulate a month in NumPy on one thread; return its counts. Results equal `engine.month.step` to the last bit."""
    plan, month, tick, people, stream = world.rules, world.month, world.tick, world.people, PhiloxStream(world.seed)
    if plan.scale.active:
        world.state.score, world.state.before = world.state.before, world.state.score
    s, scored, reviewed = view(world.state, people), 0, np.zeros(5, np.int64)
    lines = Lines(plan.gates.lines.line.copy(), plan.gates.lines.margin)
    grow_up(plan, s, month, tick, stream)
    vital = pass_time(plan.hazards, s, month, tick, stream)
    served = service(plan.lending, s, tick, stream)
    decide(plan.course, s, vital, month, tick, stream)
    acted = act(plan, s, month, tick, stream)
    if plan.scale.active:
        reviewed = review(plan, s, acted, tick, stream)
        settle(plan, s, acted, tick, stream)
        total, scored = count_rungs(plan.scale, s.score)
        _draw_by_rank(plan, lines.line, total, scored)
    died = bury(s, vital)
    world.residents -= died
    rows = predictors(plan, s, np.int32(month) - s.born.astype(np.int32), acted.last)
    asked = ask(plan, s, rows, lines, world.cooldown_row, world.households, month, tick, stream)
    appraise(world, asked)
    lend(world, served)
    market = plan.labour.decision
    if market >= 0:
        asked.hires, world.labour = cleared(plan, s, asked.queues[market], world.labour, tick, stream)
    said = allocate(plan, s, asked, world, tick, stream)
    answer(plan, s, asked, said, world.cooldown_row, tick, stream)
    if market >= 0:
        pay(plan, s, asked.queues[market], said[market])
    for couples in asked.couples:
        world.households = move_in(s, couples, world.households)
        if len(s.parent) and len(couples):
            begin_ties(s, *np.array(couples).T)
    separate(plan.course, s, world, vital, tick, stream)
    move(plan.course, s, world, vital, tick, stream)
    if tick % YEAR == 0:
        follow_home(s)
    learn(world, [AnsweredOffers(made, said[d], asked.queues[d].outcome) for d, made in asked.offers.items()])
    counts = count(plan, world.cell, asked, said)
    _change_opinions(world, plan, s, asked, said, tick)
    respond(plan.learning, s, refused_share(counts.answers, plan.learning.by_decision), tick, stream)
    dropped, added = _change_ties(world, plan, s, stream)
    mothers = np.flatnonzero((vital & BORE) != 0)
    _bear(world, mothers, stream)
    if plan.pay.on:
        share_incomes(plan.pay, view(world.state, world.people), month, world.households)
    world.tick += 1
    tactics = acted.used, acted.faked, acted.spent
    born = len(mothers)
    return ReferenceMonth(
        acted.acts, acted.seen, *tactics, reviewed, scored, died, born, counts, dropped, added, stream.blocks
    )


def _change_opinions(world: World, plan: Plan, s: State, asked: Asked, said: list[Bytes], tick: int) -> None:
    if plan.opinions is None:
        return
    for d, (queue, answers) in enumerate(zip(asked.queues, said, strict=True)):
        note_passed(plan.opinions, s, d, queue.who[answers == GRANTED])
    change_opinions(plan.opinions, s, tick, PhiloxStream(world.people_seed))


def _change_ties(world: World, plan: Plan, s: State, stream: PhiloxStream) -> tuple[int, int]:
    """Drop ties and let people meet; return the number of ends dropped and of ends added."""
    month, tick, foci = world.month, world.tick, plan.meeting.met > 0
    if foci and (tick % YEAR == 0 or not len(world.state.line)):
        list_places(world, s)
    dropped = part(plan.learning, s, tick, stream)
    if foci:
        return dropped, meet_at_foci(plan.meeting, plan.learning, s, world.state.line, month, tick, stream)
    return dropped, meet(plan.learning, s, tick, stream)


def _draw_by_rank(plan: Plan, line: NDArray[np.int32], total: Ints, scored: int) -> None:
    """Write the lowest rung that passes each gate by percentile."""
    for gate in plan.compared:
        if not isinstance(gate.rule, ByPercentile):
            raise NotImplementedError(f"the reference month draws no lines such as those for {gate.name}")
        if scored:
            line[gate.decision] = rung_at(total, int(gate.rule.value.value / 100 * scored))


def _bear(world: World, mothers: Index, stream: PhiloxStream) -> None:
    first = world.people
    world.make_room(len(mothers))
    world.people += len(mothers)
    world.residents += len(mothers)
    s: State = view(world.state, world.people)
    bear(s, mothers, first, world.month, stream)
    if world.rules.opinions is not None:
        for name in OPINIONS:
            getattr(s, name)[first:] = getattr(s, name)[mothers]
    world.cell[first : world.people] = world.cell[mothers]
