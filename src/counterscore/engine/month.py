"""The month: the order of the steps, and the loop body that reads like it.

1. live       each partition alone: circumstances, behave, observe, rate, review, score
2. bury       exchange: the dead leave their friends' rows
3. rank       exchange: everybody against everybody, by counting
4. ask        each partition alone: requests, and the gates' verdicts
5. allocate   exchange: scarce places go to the first in the queue
6. answer     each partition alone: grants, refusals and what they do to lives
7. respond    each partition alone: beliefs; then the exchange of ties dropped and sought
8. bear       exchange: children are born
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine import births, gate, rank, respond, ties
from counterscore.engine.circumstances import BORE
from counterscore.engine.live import Lived, live
from counterscore.engine.state import pick
from counterscore.engine.world import CELLS, World

Longs = NDArray[np.int64]


@dataclass
class Month:
    """What a month leaves for those who count: sums over everybody, by partition where noted.

    `rungs`: how many stand on each rung, in use from `low` to `high`, `scored` in all. `answers`: cells x decisions x
    answers. `asks`: the requests of each partition, how many, and what was said to each.
    """

    month: int
    lived: list[Lived]
    died: int
    born: int
    rungs: Ints
    low: int
    high: int
    scored: int
    answers: Longs
    asks: list[tuple[gate.Asks, int, NDArray[np.uint8]]]
    ties_dropped: int
    ties_added: int


def step(world: World, counts: NDArray[np.int32], total: Ints) -> Month:
    """Let the world live one month. `counts` (partitions x rungs, all 0) and `total` (rungs) are working space."""
    vital = np.zeros(world.people, np.uint8)
    lived = _live(world, vital, counts)
    died = _bury(world, vital)
    world.residents -= died
    low, high, scored = rank.merge(counts, total) if world.rules.scale.active else (0, 0, 0)
    asks = _ask(world, _lines(world, total, low, high, scored))
    cuts = _allocate(world, asks)
    answers, said = _answer(world, asks, cuts)
    dropped, added = _respond(world, answers)
    born = _bear(world, vital)
    world.tick += 1
    known = [(*part, words) for part, words in zip(asks, said, strict=True)]
    return Month(
        world.month - 1, lived, died, born, total, low, high, scored, answers, known, dropped, added
    )  # fmt: skip


def _live(world: World, vital: NDArray[np.uint8], counts: NDArray[np.int32]) -> list[Lived]:
    if (
        world.rules.scale.active
    ):  # last month's scores become what friends see; this month's are written over older ones
        world.state.score, world.state.before = world.state.before, world.state.score
    return world.everywhere(lambda part, lo, hi: live(world, lo, hi, vital[lo:hi], counts[part]))


def _bury(world: World, vital: NDArray[np.uint8]) -> int:
    state = world.state
    return births.bury(vital, state.offsets, state.friends, state.room, state.score, state.before)


def _lines(world: World, total: Ints, low: int, high: int, scored: int) -> Ints:
    """The rung from which each gate by percentile lets through this month; 0 for other gates."""
    lines = np.zeros(len(world.rules.asking.demand), np.int32)
    if scored:
        for d, percentile in enumerate(world.rules.scarcity.percentile):
            if percentile >= 0:
                lines[d] = rank.rung_at(total, low, high, int(np.ceil(percentile / 100 * scored)))
    return lines


def _ask(world: World, lines: Ints) -> list[tuple[gate.Asks, int]]:
    asking, who = world.rules.asking, pick(gate.Askers, world.state, 0, world.people)

    def work(part: int, lo: int, hi: int) -> tuple[gate.Asks, int]:
        most = (hi - lo) * len(asking.demand) + 1
        asks = gate.Asks(np.empty(most, np.int32), np.empty(most, np.uint8), np.empty(most, np.uint32))
        return asks, gate.ask(asking, who, lines, lo, hi, world.month, world.tick, world.seed, asks)

    return world.everywhere(work)


def _allocate(world: World, asks: list[tuple[gate.Asks, int]]) -> Longs:
    """The packed key from which on each decision is granted; 0 where there is room for all."""
    cuts = np.zeros(len(world.rules.asking.demand), np.int64)
    for d, per_thousand in enumerate(world.rules.scarcity.places):
        if per_thousand >= 0:
            cuts[d] = gate.cut(_queue(asks, d), gate.places(float(per_thousand), world.residents, world.tick))
    return cuts


def _queue(asks: list[tuple[gate.Asks, int]], decision: int) -> list[Longs]:
    queue: list[Longs] = []
    for part, count in asks:
        keys = np.empty(count, np.int64)
        queue.append(keys[: gate.pack(part, count, decision, keys)])
    return queue


def _answer(world: World, asks: list[tuple[gate.Asks, int]], cuts: Longs) -> tuple[Longs, list[NDArray[np.uint8]]]:
    rules, who = world.rules, pick(gate.Answered, world.state, 0, world.people)

    def work(part: int, lo: int, hi: int) -> tuple[Longs, NDArray[np.uint8]]:
        answers = np.zeros((CELLS, len(cuts), len(gate.ANSWERS)), np.int64)
        requests, count = asks[part]
        said = np.empty(count, np.uint8)
        gate.answer(
            rules.grants, rules.denials, rules.rights, who, requests, count, cuts, world.tick, world.seed, world.cell,
            answers, said,
        )  # fmt: skip
        return answers, said

    done = world.everywhere(work)
    return np.sum([answers for answers, _ in done], axis=0), [said for _, said in done]


def _respond(world: World, answers: Longs) -> tuple[int, int]:
    """Beliefs, then ties. What the public record shows is the share of requests that gates refused."""
    asked = int(answers.sum())
    refused = np.float32(int(answers[:, :, gate.BY_GATE].sum()) / asked) if asked else np.float32(0.0)
    learning, state, tick, seed = world.rules.learning, world.state, world.tick, world.seed

    def learn(part: int, lo: int, hi: int) -> None:
        minds = pick(respond.Minds, state, lo, hi)
        respond.respond(learning, refused, minds, tick, seed)

    world.everywhere(learn)
    return _change_ties(world)


def _change_ties(world: World) -> tuple[int, int]:
    """Those whose turn it is part from friends, then those who look for a friend meet; return the ends of both."""
    state, learning, tick, seed = world.state, world.rules.learning, world.tick, world.seed
    who, offsets, friends = pick(ties.Neighbours, state, 0, world.people), state.offsets, state.friends

    def drop(part: int, lo: int, hi: int) -> ties.Pairs:
        pairs = ties.no_pairs(1 + int(offsets[hi] - offsets[lo]))
        count = ties.drop(learning, who, offsets, friends, lo, hi, tick, seed, pairs)
        return ties.Pairs(pairs.first[:count], pairs.second[:count])

    parts = world.everywhere(drop)
    dropped = ties.Pairs(*(np.concatenate(column) for column in zip(*parts, strict=True)))
    mask = ties.meeting_mask(tick, world.people, int(seed))

    def change(part: int, lo: int, hi: int) -> tuple[int, int]:
        freed = ties.part(dropped, offsets, friends, state.room, lo, hi)
        met = ties.no_pairs(1 + hi - lo)
        return freed, ties.meet(learning, who, offsets, friends, lo, hi, mask, tick, seed, met)

    ends = world.everywhere(change)
    return sum(freed for freed, _ in ends), sum(added for _, added in ends)


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
