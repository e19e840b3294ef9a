"""Entry: people found firms. A founder leaves the former job and pays the capital, the firm's first reserves."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel, maker, no_alloc, runtime_int
from counterscore.chance.maths import exp2, unit
from counterscore.chance.philox import fill
from counterscore.chance.purposes import FIRM_FOUNDED, FIRM_FOUNDING
from counterscore.engine.access.outcome import Foreseen, predictor
from counterscore.engine.core.buffers import floats, ints, words
from counterscore.engine.core.clock import Clock
from counterscore.engine.core.plan import Reference
from counterscore.engine.core.state import WordTable, pick
from counterscore.engine.firms.company import FIFTHS, TRADING, Firms
from counterscore.engine.firms.plan import FirmPlan, FoundingTerms
from counterscore.society.firms import OUTSIDE, normals, scaled
from counterscore.society.traits import BIT

if TYPE_CHECKING:
    from counterscore.engine.world import World

f32, i32, u32 = np.float32, np.int32, np.uint32
BLOCK = 1024
_CAN_FOUND = u32(BIT["alive"] | BIT["adult"] | BIT["employed"])
_FOUNDED_LATER = np.uint32(1 << 31)  # the keys of the first firms are their numbers


class Jobs(NamedTuple):
    """Where people work, and who owns the firms."""

    employer: Ints
    owner: Ints


def enter(world: World, firms: Firms, plan: FirmPlan) -> int:
    """Let people found firms, and add these to the columns of firms, in the order of ids; return their number."""
    if plan.turnover is None:
        return 0
    terms, who = plan.turnover.founding, pick(Foreseen, world.state, 0, world.people)
    jobs = Jobs(firms.employer, firms.owner)

    def work(_: int, lo: int, hi: int) -> Ints:
        found = np.empty(hi - lo, np.int32)
        wealth = world.state.wealth[lo:hi]
        return found[: choose(terms, world.rules.reference, who, wealth, jobs, lo, world.clock, found)]

    founders = np.concatenate(world.everywhere(work, light=True))
    if len(founders):
        _move(world, firms, terms, founders)
        _add(world, firms, plan, terms, founders)
    return len(founders)


@inlined
def _owns(jobs: Jobs, person: int) -> bool:
    firm = jobs.employer[person]
    return firm >= 0 and jobs.owner[firm] == person


class Candidates(NamedTuple):
    """Scratch buffers for the people of a block who could found a firm: ids, random words and keys, and the chance.

    `eta`: the logarithm, to base 2, of the chance relative to the usual one.
    """

    person: Ints
    words: WordTable
    key: Words
    eta: Floats
    chance: Floats


@maker
def _buffers() -> Candidates:
    return Candidates(
        person=ints(BLOCK + 1), words=words(4 * BLOCK).reshape(4, BLOCK), key=words(BLOCK), eta=floats(BLOCK),
        chance=floats(BLOCK),
    )  # fmt: skip


@no_alloc
def _able(terms: FoundingTerms, who: Foreseen, wealth: Floats, lo: int, month: int, person: Ints) -> int:
    """Write the ids of people of a block with the means, the age and the work to found a firm; return how many."""
    count = 0
    for j in range(wealth.shape[0]):
        one = u32(lo + j)
        able = (wealth[j] >= terms.capital) & ((who.bits[one] & _CAN_FOUND) == _CAN_FOUND)
        person[count] = i32(one)
        count += int(able & (i32(month) - i32(who.born[one]) < terms.below_age))
    return count


@no_alloc
def _inclined(
    terms: FoundingTerms, reference: Reference, who: Foreseen, clock: Clock, count: int, space: Candidates
) -> int:
    """Keep those of the first `count` candidates whose draw says that they found a firm; return how many."""
    w, eta = space.words, space.eta
    for i in range(count):
        space.key[i], eta[i] = who.key[u32(space.person[i])], f32(0.0)
    for term in range(terms.which.shape[0]):
        for i in range(count):
            felt = predictor(reference, who, int(space.person[i]), terms.which[term], clock.month)
            eta[i] += terms.coefficient[term] * felt
    fill(space.key[:count], clock.tick, int(FIRM_FOUNDING), runtime_int(0), clock.seed, w[0, :count], w[1, :count],
         w[2, :count], w[3, :count])  # fmt: skip
    for i in range(count):
        space.chance[i] = terms.rate * exp2(eta[i])
    kept = 0
    for i in range(count):
        space.person[kept] = space.person[i]
        kept += int(unit(w[0, i]) < space.chance[i])
    return kept


@kernel
def choose(
    terms: FoundingTerms, reference: Reference, who: Foreseen, wealth: Floats, jobs: Jobs, start: int, clock: Clock,
    founders: Ints,
) -> int:  # fmt: skip
    """Write who founds a firm this month to `founders`; return their number. `start`: the partition's first person."""
    found, space = 0, _buffers()
    for lo in range(0, wealth.shape[0], BLOCK):
        count = _able(terms, who, wealth[lo : lo + BLOCK], start + lo, clock.month, space.person)
        for i in range(_inclined(terms, reference, who, clock, count, space)):
            if not _owns(jobs, int(space.person[i])):
                founders[found] = space.person[i]
                found += 1
    return found


def _move(world: World, firms: Firms, terms: FoundingTerms, founders: Ints) -> None:
    """Take founders out of their former jobs, which stay vacant, into their firms; deduct the capital."""
    former = firms.employer[founders]
    np.subtract.at(firms.workers, former[former >= 0], np.int32(1))
    firms.outside[1] -= int(np.count_nonzero(former == OUTSIDE))
    firms.employer[founders] = firms.count + np.arange(len(founders), dtype=np.int32)
    world.state.wealth[founders] -= terms.capital


def _add(world: World, firms: Firms, plan: FirmPlan, terms: FoundingTerms, founders: Ints) -> None:
    """Extend every column of firms by the new ones."""
    words, own = _words(world, founders, 0), _words(world, founders, 1)
    n, low, high = len(founders), *terms.workers
    fortunes, trust = plan.fortunes, world.state.trustworthiness[founders]
    itself = normals(own[0])
    honesty = np.asarray(fortunes.from_owner * trust + fortunes.from_itself * itself, np.float32)
    fifth = np.searchsorted(firms.fifths, honesty, side="right")
    extend(
        firms,
        key=words[3] | _FOUNDED_LATER,
        owner=founders,
        sector=np.asarray(np.searchsorted(terms.sectors, words[0].astype(np.int64), side="right"), np.uint8),
        size=np.full(n, terms.size, np.uint8),
        founded=np.full(n, world.month, np.int32),
        own=itself,
        honesty=honesty,
        demand=normals(own[1]),
        reserves=np.full(n, terms.reserves, np.float32),
        posts=(low + scaled(words[1], high - low + 1)).astype(np.int32),
        workers=np.ones(n, np.int32),
        closed=np.full(n, TRADING, np.int32),
        sought=np.full(n, terms.contracts, np.int32),
        cell=(fifth * (firms.cells // FIFTHS) + int(terms.size)).astype(np.uint8),
        offsets=np.full(n, firms.offsets[-1], np.int64),
    )


def _words(world: World, founders: Ints, index: int) -> NDArray[np.uint32]:
    words = np.empty((4, len(founders)), np.uint32)
    fill(world.state.key[founders], world.tick, FIRM_FOUNDED, index, world.seed, *words)
    return words


def extend(firms: Firms, **new: NDArray[Any]) -> None:
    """Append entries to the columns of firms: those given, and zeros to the others. The last axis counts the firms."""
    count = len(new["key"])
    for name in (*PER_FIRM, "offsets"):
        column: NDArray[Any] = getattr(firms, name)
        entries = new[name] if name in new else np.zeros((*column.shape[:-1], count), column.dtype)
        setattr(firms, name, np.concatenate([column, entries.astype(column.dtype, copy=False)], axis=-1))
    for name, column in firms.outcomes.items():
        firms.outcomes[name] = np.concatenate([column, np.zeros(count, column.dtype)])


PER_FIRM = (
    "key", "owner", "sector", "size", "founded", "own", "honesty", "demand", "reserves", "stakes", "posts", "workers",
    "score", "terms", "by_owner", "drags", "cell", "closed", "failed", "dry", "sought", "asked", "denied",
)  # fmt: skip
