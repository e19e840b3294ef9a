"""ratings: after encounters people rate one another, and the number is what others said of late.

Who meets whom, and what is thought of it, is drawn for the person who is rated: a function of that person, the month
and the place among the month's encounters.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import Floats, Ints, Words, inlined, kernel
from counterscore.chance.normal import normal
from counterscore.chance.philox import block
from counterscore.chance.purposes import ENCOUNTER
from counterscore.engine.compile.numbers import threshold
from counterscore.engine.core.scale import thousandths
from counterscore.engine.methods.implied import unrated
from counterscore.engine.methods.method import Finding

if TYPE_CHECKING:
    from counterscore.engine.core.plan import Plan
    from counterscore.engine.world import World
    from counterscore.regime.methods import Encounters

i32, i64, u32, u64, f32 = np.int32, np.int64, np.uint32, np.uint64, np.float32
Longs = NDArray[np.int64]
NORMS = ("manner", "standing", "status")
_MANNER, _STANDING, _STATUS = range(len(NORMS))
_STAR = 1000
_FINE = 30


class Custom(NamedTuple):
    """How people rate: the norm, and its sizes in thousandths or as shares in 2**-30 or thresholds."""

    norm: int
    monthly: int
    friends: np.uint32  # threshold
    noise: np.float32
    generosity: np.float32
    partiality: np.float32
    anchor: np.float32
    weight: np.int64
    base: np.int32  # rungs
    top: np.int32
    usual: np.float32  # thousandths above rung 1


class Met(NamedTuple):
    """The columns, of everybody, that encounters read."""

    key: Words
    sociability: Floats
    score: Ints
    offsets: Ints
    friends: Ints


@inlined
def _rater(custom: Custom, met: Met, person: int, people: int, kind: u32, pick: u32) -> int:
    """Who rates: a friend, or anybody; -1 for nobody."""
    if kind < custom.friends:
        first, last = met.offsets[person], met.offsets[person + 1]
        if last == first:
            return -1
        return int(met.friends[first + ((i64(pick) * (last - first)) >> i64(32))])
    return int((i64(pick) * i64(people)) >> i64(32))


@inlined
def _opinion(custom: Custom, manner: f32, mine: f32, theirs: f32, generosity: f32, word: u32) -> f32:
    """What a rater thinks, in thousandths from the lowest: `mine` is the rater's number, `theirs` the other's."""
    seen = manner
    if custom.norm == _STANDING and mine < custom.usual:  # rudeness to the ill-reputed is forgiven
        seen = max(manner, f32(0.0))
    view = custom.usual + seen + custom.generosity * generosity + custom.noise * normal(word)
    if custom.norm == _STATUS:
        view = view + custom.partiality * (theirs - mine)
    return view + custom.anchor * (theirs - view)


@inlined
def _stars(view: f32, top: np.int32) -> i64:
    """A rating in whole points, as a rung."""
    whole = i64(max(view, f32(0.0)) / f32(_STAR) + f32(0.5)) * i64(_STAR)
    return min(whole + i64(1), i64(top))


@kernel
def meet(
    custom: Custom, met: Met, manner: Floats, people: int, tick: int, seed: np.uint64, target: Ints, given: Longs
) -> None:
    """Everybody with a score is rated in the month's encounters; `target` moves towards what was said.

    `given`: the number of ratings and the sum of their rungs.
    """
    k0, k1 = u32(seed), u32(u64(seed) >> u64(32))
    for person in range(people):
        now = met.score[person]
        if now == 0:
            target[person] = i32(0)
            continue
        number = i64(now)
        for place in range(custom.monthly):
            kind, pick, word, _ = block(u32(met.key[person]), u32(tick), u32(ENCOUNTER), u32(place), k0, k1)
            rater = _rater(custom, met, person, people, kind, pick)
            if rater < 0 or rater == person or met.score[rater] == 0:
                continue
            mine, theirs = f32(met.score[rater] - i32(1)), f32(now - i32(1))
            view = _opinion(custom, manner[person], mine, theirs, met.sociability[rater], word)
            stars = _stars(view, custom.top)
            number += ((stars - number) * custom.weight) >> i64(_FINE)
            given[0] += 1
            given[1] += stars
        target[person] = i32(min(max(number, i64(1)), i64(custom.top)))


class RatingMethod:
    """The method `ratings` of one regime. See engine.methods.method.Method. Manner is what the points make of acts."""

    forgotten = np.int64(0)

    def __init__(self, encounters: Encounters) -> None:
        self._encounters = encounters
        self.target: Ints = np.zeros(0, np.int32)
        self.findings: list[Finding] = []

    def prepare(self, world: World) -> None:
        """Open the page of the month; points are manner, and make no score by themselves."""
        world.open_diary()
        world.taught = world.taught or unrated(world.plan)

    def learn(self, world: World) -> None:
        """Let everybody meet, and set the numbers of the next month."""
        state, plan = world.state, world.plan
        self.target = np.zeros(len(state.born), np.int32)
        met = Met(
            key=state.key,
            sociability=state.sociability,
            score=state.score,
            offsets=state.offsets,
            friends=state.friends,
        )
        given = np.zeros(2, np.int64)
        meet(
            _custom(self._encounters, plan), met, _manner(world, plan), world.people, world.tick, world.seed,
            self.target, given,
        )  # fmt: skip
        count, total = int(given[0]), int(given[1])
        if count:
            mean = round((total / count + int(plan.scale.lowest) - 1) / _STAR, 3)
            self.findings.append(
                Finding(month=world.month, what="mean rating given", term="encounters", value=mean, cases=count)
            )


def _custom(encounters: Encounters, plan: Plan) -> Custom:
    scale = plan.scale
    return Custom(
        norm=NORMS.index(encounters.norm),
        monthly=encounters.monthly,
        friends=threshold(encounters.friends.value),
        noise=f32(thousandths(encounters.noise.value)),
        generosity=f32(thousandths(encounters.generosity.value)),
        partiality=f32(encounters.partiality.value if encounters.partiality else 0.0),
        anchor=f32(encounters.anchor.value if encounters.anchor else 0.0),
        weight=np.int64(round(encounters.weight.value * 2**_FINE)),
        base=scale.base,
        top=scale.top,
        usual=f32(scale.base - 1),
    )


def _manner(world: World, plan: Plan) -> Floats:
    """How everybody behaved this month in the eyes of others, in thousandths of a point: whole numbers, so exact."""
    manner = np.zeros(len(world.state.born), np.int64)
    seen = world.diary.noted.shape[1]
    for activity in np.flatnonzero(plan.sight.points).tolist():
        cap = int(plan.sight.cap[activity])
        points = world.diary.noted[activity].astype(np.int64) * int(plan.sight.points[activity])
        manner[:seen] += np.clip(points, -cap, cap)
    return manner.astype(f32)
