"""The month: the order of the steps, and the loop body that reads like it.

1. live       each partition alone: circumstances, behave, observe, rate, review, score
2. bury       exchange: the dead leave their friends' rows
3. trade      exchange: firms act, are watched and scored; partners and workers feel what they do
4. rank       exchange: everybody against everybody, by counting
5. deal       exchange: owners and firms drag one another; firms ask, and what is refused costs jobs
6. ask        each partition alone: requests, and the gates' verdicts
7. allocate   exchange: scarce places go to the first in the queue, those who seek a partner are matched
8. answer     each partition alone: grants, refusals and what they do to lives
9. staff      exchange: jobs ended and begun are entered in the firms' books
10. respond   each partition alone: beliefs, joining and leaving; then the exchange of ties dropped and sought
11. bear      exchange: children are born
12. learn     exchange: a method other than the ledger takes in the month and sets next month's scores
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.access import gate, outcome, perks
from counterscore.engine.access.asking import ask
from counterscore.engine.access.judging import cast_shadow
from counterscore.engine.access.lines import lines_of
from counterscore.engine.access.verdict import Askers
from counterscore.engine.acts import attention
from counterscore.engine.clock import Clock
from counterscore.engine.core.plan import Lines
from counterscore.engine.core.state import pick
from counterscore.engine.firms import month as companies
from counterscore.engine.life import births, pairing, respond, ties
from counterscore.engine.life.circumstances import BORE, DIED
from counterscore.engine.local import Lived, live, working
from counterscore.engine.scoring import rank, score
from counterscore.engine.scoring.rows import change_over, row, turn_page
from counterscore.engine.world import CELLS, World

Longs = NDArray[np.int64]
YEAR = 12


@dataclass
class Month:
    """What a month leaves for those who count: sums over everybody, by partition where noted.

    `standing`: where everybody stands. `lines`: those that the gates used. `counts`: of the answers, by
    cell and decision. `asks`: the requests of each partition, how many, and what was said to each. `joined`, `left`:
    how often somebody joined or left an operator.
    """

    month: int
    lived: list[Lived]
    died: int
    born: int
    standing: rank.Standing
    lines: Lines
    counts: gate.Counts
    asks: list[tuple[gate.Asks, int, NDArray[np.uint8]]]
    ties_dropped: int
    ties_added: int
    joined: int
    left: int
    traded: companies.Traded | None = None

    @property
    def answers(self) -> Longs:
        """Cells x decisions x answers."""
        return self.counts.answers


def step(world: World) -> Month:
    """Let the world live one month."""
    change_over(world)
    if method := working(world):
        method.prepare(world)
    return together(world, *apart(world))


def apart(world: World) -> tuple[NDArray[np.uint8], list[Lived]]:
    """The first step: everybody lives a month; return who died and who bore a child, and the count by partition."""
    vital = np.zeros(world.people, np.uint8)
    attention.before(world)
    return vital, _live(world, vital)


def together(world: World, vital: NDArray[np.uint8], lived: list[Lived]) -> Month:
    """The other steps, in which people meet: among them the exchanges between partitions."""
    attention.learn(world, [part.found for part in lived])
    died = _bury(world, vital)
    world.residents -= died
    traded = companies.trade(world)
    standing = rank.stand(world, [part.groups for part in lived])
    companies.deal(world, traded)
    lines = lines_of(world, standing)
    asks = _ask(world, lines)
    perks.move_up(world, asks)
    queues = _queues(asks, len(world.rules.asking.demand))
    cuts = _allocate(world, queues)
    pairs = _match(world, asks, queues)
    answered, said = _answer(world, asks, cuts)
    _move_in(world, pairs)
    companies.keep_books(world)
    perks.learn(world, asks, said)
    passage = _respond(world, answered.answers, lived)
    standing.gone = passage.rungs
    dropped, added = _change_ties(world)
    born = _bear(world, vital)
    if method := working(world):
        method.learn(world)
    world.tick += 1
    known = [(*part, words) for part, words in zip(asks, said, strict=True)]
    return Month(
        month=world.month - 1,
        lived=lived,
        died=died,
        born=born,
        standing=standing,
        lines=lines,
        counts=answered,
        asks=known,
        ties_dropped=dropped,
        ties_added=added,
        joined=passage.joined,
        left=passage.left,
        traded=traded,
    )


def _live(world: World, vital: NDArray[np.uint8]) -> list[Lived]:
    if world.rules.scale.active:
        turn_page(world.state)
        _show(world)
    return world.everywhere(lambda _, lo, hi: live(world, lo, hi, vital[lo:hi]))


def _show(world: World) -> None:
    """Show everybody's friends the scores of last month, by operator."""
    state, operators = world.state, len(world.rules.operators)
    if world.shown.shape != (operators, 1 + len(state.born)):
        world.shown = np.zeros((operators, 1 + len(state.born)), np.uint32)

    def work(part: int, lo: int, hi: int) -> None:
        for place in range(operators):
            score.publish(row(state, place).before[lo:hi], world.shown[place, 1 + lo : 1 + hi])

    world.everywhere(work, light=True)


def _bury(world: World, vital: NDArray[np.uint8]) -> int:
    state, dead = world.state, np.flatnonzero(vital == DIED).astype(np.int32)
    births.bury(dead, state.offsets, state.friends, state.room, state.score, state.before, state.bits, state.partner)
    return len(dead)


def _ask(world: World, lines: Lines) -> list[tuple[gate.Asks, int]]:
    rules, shadow, clock = world.rules, _shadow(world), Clock(month=world.month, tick=world.tick, seed=world.seed)
    who, known = pick(Askers, world.state, 0, world.people), pick(outcome.Foreseen, world.state, 0, world.people)

    def work(part: int, lo: int, hi: int) -> tuple[gate.Asks, int]:
        asks = gate.no_asks((hi - lo) * len(lines.line) + 1)
        count = ask(rules.asking, rules.gates, lines, who, world.bars, shadow, lo, hi, clock, asks)
        outcome.foresee(
            rules.outcomes, rules.reference, known, asks.person[:count], asks.decision[:count], clock.month,
            clock.tick, clock.seed, asks.well,
        )  # fmt: skip
        return asks, count

    return world.everywhere(work)


def _shadow(world: World) -> NDArray[np.uint8]:
    """On which lists somebody of each household stands, where the rules hold the family to account."""
    asking, state = world.rules.asking, world.state
    shadow = np.zeros(world.households, np.uint8)
    if asking.family.any():
        cast_shadow(state.terms, state.household, world.people, len(asking.list_months), shadow)
    return shadow


def _queues(asks: list[tuple[gate.Asks, int]], decisions: int) -> list[tuple[Longs, ...]]:
    """The packed keys of those let through, by decision and partition."""
    return list(zip(*(gate.queues(part, count, decisions) for part, count in asks), strict=True))


def _allocate(world: World, queues: list[tuple[Longs, ...]]) -> Longs:
    """The packed key from which on each decision is granted; 0 where there is room for all."""
    cuts = np.zeros(len(queues), np.int64)
    for d, per_thousand in enumerate(world.rules.scarcity.places):
        if per_thousand >= 0 and world.rules.scarcity.apart[d] < 0:
            opened = companies.opened(world, world.rules.grants.granted_set[d])
            cuts[d] = gate.cut(queues[d], gate.places(float(per_thousand), world.residents, world.tick) + opened)
    return cuts


def _match(world: World, asks: list[tuple[gate.Asks, int]], queues: list[tuple[Longs, ...]]) -> list[tuple[Ints, Ints]]:
    """The couples that come about this month; who found nobody gets no place."""
    scarcity, found = world.rules.scarcity, list[tuple[Ints, Ints]]()
    hearts = pick(pairing.Hearts, world.state, 0, world.people)
    for d in np.flatnonzero(scarcity.apart >= 0):
        seekers = pairing.in_order(queues[d])
        mate, matched = np.empty(len(seekers), np.int32), np.zeros(world.people, np.uint8)
        pairing.pair_up(
            world.rules.learning, hearts, seekers, int(scarcity.apart[d]), int(scarcity.offers[d]), world.tick,
            world.seed, mate,
        )  # fmt: skip
        matched[seekers[mate >= 0]] = 1
        for part, count in asks:
            pairing.turn_away(part, count, int(d), matched)
        found.append(pairing.couples_of(seekers, mate))
    return found


def _move_in(world: World, pairs: list[tuple[Ints, Ints]]) -> None:
    """Couples form households; once a year children are found where their guardian lives."""
    state = world.state
    for first, second in pairs:
        who = pick(pairing.Couples, state, 0, world.people)
        world.households = pairing.move_in(who, first, second, world.households)
    if world.tick % YEAR == 0:
        world.everywhere(
            lambda _, lo, hi: pairing.follow_home(state.guardian, state.bits, state.household, lo, hi), light=True
        )


def _answer(
    world: World, asks: list[tuple[gate.Asks, int]], cuts: Longs
) -> tuple[gate.Counts, list[NDArray[np.uint8]]]:
    rules, who = world.rules, pick(gate.Answered, world.state, 0, world.people)

    def work(part: int, lo: int, hi: int) -> tuple[gate.Counts, NDArray[np.uint8]]:
        counts = gate.no_counts(CELLS, len(cuts))
        requests, count = asks[part]
        said = np.empty(count, np.uint8)
        gate.answer(
            rules.grants, rules.denials, rules.outcomes, rules.rights, who, requests, count, cuts,
            world.bars, world.tick, world.seed, world.cell, counts, said,
        )  # fmt: skip
        return counts, said

    done = world.everywhere(work, light=True)
    total = gate.Counts(*(np.sum(column, axis=0) for column in zip(*(counts for counts, _ in done), strict=True)))
    return total, [said for _, said in done]


def _respond(world: World, answers: Longs, lived: list[Lived]) -> doors.Passage:
    """Beliefs, and who joins and leaves."""
    learning, state, tick, seed = world.rules.learning, world.state, world.tick, world.seed
    refused = refused_share(answers, learning.by_decision)

    def learn(part: int, lo: int, hi: int) -> None:
        minds = pick(respond.Minds, state, lo, hi)
        respond.respond(learning, refused, minds, tick, seed)

    world.everywhere(learn, light=True)
    return doors.come_and_go(world, lived) if world.rules.voluntary else doors.Passage()


def refused_share(answers: Longs, by_decision: bool) -> np.float32:
    """Return what the public record shows: the share refused by the regime, of requests, or the mean over decisions."""
    everywhere = answers.sum(axis=0)
    asked, refused = everywhere.sum(axis=1), everywhere[:, gate.BY_REGIME].sum(axis=1)
    if not by_decision:
        return np.float32(int(refused.sum()) / int(asked.sum())) if asked.any() else np.float32(0.0)
    shares = [int(r) / int(a) for r, a in zip(refused, asked, strict=True) if a]
    return np.float32(sum(shares) / len(shares)) if shares else np.float32(0.0)


def _change_ties(world: World) -> tuple[int, int]:
    """Those whose turn it is part from friends, then those who look for a friend meet; return the ends of both."""
    state, learning, tick, seed = world.state, world.rules.learning, world.tick, world.seed
    who, offsets, friends = pick(ties.Neighbours, state, 0, world.people), state.offsets, state.friends

    def drop(part: int, lo: int, hi: int) -> ties.Pairs:
        dropped = ties.no_pairs(1 + int(offsets[hi] - offsets[lo]))
        count = ties.drop(learning, who, offsets, friends, lo, hi, tick, seed, dropped)
        return ties.Pairs(*(column[:count] for column in dropped))

    parts = world.everywhere(drop)
    dropped = ties.Pairs(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    mask = ties.meeting_mask(learning, tick, world.people, int(seed))

    def change(part: int, lo: int, hi: int) -> tuple[int, int]:
        freed = ties.part(dropped, offsets, friends, state.room, lo, hi)
        return freed, ties.meet(learning, who, offsets, friends, lo, hi, mask, tick, seed)

    ends = world.everywhere(change)
    return len(dropped.first) + sum(freed for freed, _ in ends), sum(added for _, added in ends)


def _bear(world: World, vital: NDArray[np.uint8]) -> int:
    mothers = np.flatnonzero(vital == BORE).astype(np.int32)
    world.make_room(len(mothers))
    state, first = world.state, world.people
    world.people += len(mothers)
    world.residents += len(mothers)
    kin = pick(births.Kin, state, 0, world.people)
    births.bear(kin, state.offsets, state.friends, mothers, first, world.month, world.seed)
    world.cell[first : world.people] = world.cell[mothers]
    return len(mothers)
