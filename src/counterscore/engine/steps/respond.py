"""respond: people update beliefs, join and leave operators; then drop and form ties."""

from __future__ import annotations

import numpy as np

from counterscore.engine.access import gate, perks
from counterscore.engine.core.state import Longs, pick
from counterscore.engine.life import meeting, places, respond, ties
from counterscore.engine.life.opinion_exchange import update_opinions
from counterscore.engine.result import MonthResult
from counterscore.engine.scoring.enrolment import Turnover, update_enrolment
from counterscore.engine.world import World


def take(world: World, month: MonthResult) -> None:
    """Let people update their opinions and beliefs, join and leave operators, and drop and form ties."""
    perks.learn(world, month.requests, month.said)
    update_opinions(world, month)
    _learn(world, month.answers)
    turnover = update_enrolment(world, month.local) if world.rules.voluntary else Turnover()
    month.joined, month.left = turnover.joined, turnover.left
    month.standing.gone = turnover.rungs
    month.ties_dropped, month.ties_added = _change_ties(world)


def _learn(world: World, answers: Longs) -> None:
    """Update people's beliefs about being watched and about what a score decides."""
    learning, state, tick, seed = world.rules.learning, world.state, world.tick, world.seed
    refused = refused_share(answers, learning.by_decision)

    def learn(part: int, lo: int, hi: int) -> None:
        respond.respond(learning, refused, pick(respond.BeliefColumns, state, lo, hi), tick, seed)

    world.everywhere(learn, light=True)


def refused_share(answers: Longs, by_decision: bool) -> np.float32:
    """Return the share of requests that the regime refused, as the public record shows it.

    `answers`: cells x decisions x answers. `by_decision`: return the mean over decisions instead of the share of all.
    """
    everywhere = answers.sum(axis=0)
    asked, refused = everywhere.sum(axis=1), everywhere[:, gate.BY_REGIME].sum(axis=1)
    if not by_decision:
        return np.float32(int(refused.sum()) / int(asked.sum())) if asked.any() else np.float32(0.0)
    shares = [int(r) / int(a) for r, a in zip(refused, asked, strict=True) if a]
    return np.float32(sum(shares) / len(shares)) if shares else np.float32(0.0)


def _change_ties(world: World) -> tuple[int, int]:
    """Drop ties, then let people who look for a friend meet; return the number of ends dropped and of ends added."""
    if world.rules.meeting.met > 0 and (world.tick % places.YEAR == 0 or not len(world.state.line)):
        employer = world.firms.employer if world.firms else np.empty(0, np.int32)
        places.list_places(world.state, world.people, world.households, employer)
    state, learning, tick, seed = world.state, world.rules.learning, world.tick, world.seed
    who, offsets, friends = pick(ties.Neighbours, state, 0, world.people), state.offsets, state.friends

    def drop(part: int, lo: int, hi: int) -> ties.Pairs:
        dropped = ties.no_pairs(1 + int(offsets[hi] - offsets[lo]))
        count = ties.drop(learning, who, offsets, friends, lo, hi, tick, seed, dropped)
        return ties.Pairs(*(column[:count] for column in dropped))

    parts = world.everywhere(drop)
    dropped = ties.Pairs(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    if world.rules.meeting.met > 0:
        freed = world.everywhere(lambda _, lo, hi: ties.part(dropped, offsets, friends, state.room, lo, hi))
        return len(dropped.first) + sum(freed), _meet(world)
    mask = ties.meeting_mask(learning, tick, world.people, int(seed))

    def change(part: int, lo: int, hi: int) -> tuple[int, int]:
        freed = ties.part(dropped, offsets, friends, state.room, lo, hi)
        return freed, ties.meet(learning, who, offsets, friends, lo, hi, mask, tick, seed)

    ends = world.everywhere(change)
    return len(dropped.first) + sum(freed for freed, _ in ends), sum(added for _, added in ends)


def _meet(world: World) -> int:
    """Let people who look for a friend meet others at a focus and choose one; return the number of ends added."""
    state, rules, clock = world.state, world.rules.meeting, world.clock
    who = pick(meeting.Acquaintances, state, 0, world.people)
    employer = world.firms.employer if world.firms else np.empty(0, np.int32)
    foci = meeting.Foci(line=state.line, staff=state.staff, ends=state.staff_ends, employer=employer)

    def propose(part: int, lo: int, hi: int) -> ties.Pairs:
        chosen = ties.no_pairs(hi - lo)
        count = meeting.propose(rules, who, foci, state.offsets, state.friends, lo, hi, clock, chosen)
        return ties.Pairs(chosen.first[:count], chosen.second[:count])

    parts = world.everywhere(propose)
    one, other = (np.concatenate(column) for column in zip(*parts, strict=True))
    return meeting.begin_ties(one, other, state.offsets, state.friends, state.room)
