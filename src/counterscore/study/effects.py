"""Effects: what measures say of worlds beside their twins, on all processors, kept as they come."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from threading import Event, Lock

from counterscore.measure.groups import groups
from counterscore.measure.outcomes import Outcomes
from counterscore.measure.protocol import Measure
from counterscore.measure.twins import Twins
from counterscore.run.beginnings import Beginnings
from counterscore.run.world import processors
from counterscore.study.apart import each_apart
from counterscore.study.kept import Kept, Result, key_of
from counterscore.study.worlds import World, each, live

Told = Callable[[int, int, str], None]
# Months of worlds from which on processes of their own, which take seconds to start, are faster than threads.
_MUCH = 6000
_REMEMBERED, _FEW = 8, 100
_HELD_AGAINST: dict[str, Outcomes] = {}  # of a process that answers for others


@dataclass(frozen=True)
class Twin:
    """A world, and the one `against` which it is held: the same people with the same luck under other rules."""

    world: World
    against: World


@dataclass(frozen=True)
class Asked:
    """What is asked of twins: measures, of a group of people (see measure.groups)."""

    measures: tuple[Measure, ...]
    group: str = "all"


def effect(measure: Measure, twins: Twins, group: str) -> float | None:
    """Return what a measure says of the first world less what it says of the second; None where there is nobody.

    A measure of twins is an effect as it stands. So is one of the score where the second world has no score.
    """
    if measure.about.reads == "twins":
        return _number(measure.twins(twins, groups(twins.a.people)[group]))
    first, second = (measure.world(world, groups(world.people)[group]) for world in (twins.a, twins.b))
    alone = measure.about.of == "score" and math.isnan(second)
    return _number(first if alone else first - second)


def answers(
    jobs: Sequence[Twin], asked: Asked, kept: Kept, workers: int | None = None, told: Told | None = None,
    word: str = "", called_off: Event | None = None,
) -> list[Result]:  # fmt: skip
    """Return the effects of every job, by the measures' ids; what is kept already is not lived again.

    The same on any number of `workers`, threads of this process or, for much work, processes of their own.
    `told(done, total, word)` hears of every pair that is done; `called_off` ends the work, which threads then do, when
    it is set, with Interrupted.
    """
    keys = [_key(job, asked) for job in jobs]
    todo = {key: job for key, job in zip(keys, jobs, strict=True) if key not in kept}
    places, total, done = list(todo), len(set(keys)), len(set(keys)) - len(todo)
    if told:
        told(done, total, word)
    for place, result in _answered(list(todo.values()), asked, workers or processors(), called_off):
        kept.add(places[place], result)
        done += 1
        if told:
            told(done, total, word)
    return [kept[key] for key in keys]


def _answered(
    jobs: Sequence[Twin], asked: Asked, workers: int, called_off: Event | None
) -> Iterator[tuple[int, Result]]:
    """The effects of each job with its place, as they are done."""
    if called_off is None and workers > 1 and sum(job.world.months for job in jobs) >= _MUCH:
        live(replace(jobs[0].world, citizens=_FEW, months=1))  # what must be compiled is compiled here, and once
        return each_apart(jobs, partial(_apart, asked), min(workers, len(jobs)))
    shelf = _Shelf(jobs)

    def work(job: Twin, called_off: Event) -> Result:
        return _effects(asked, shelf.outcomes(job.world, called_off), shelf.outcomes(job.against, called_off))

    return each(jobs, work, workers, called_off)


def _effects(asked: Asked, first: Outcomes, second: Outcomes) -> Result:
    twins = Twins(first, second)
    return {measure.id: effect(measure, twins, asked.group) for measure in asked.measures}


def _apart(asked: Asked, job: Twin) -> Result:
    """The effects of one job in a process of its own, which remembers the worlds that others were held against."""
    key = _content(job.against)
    against = _HELD_AGAINST.pop(key, None) or live(job.against, begun=_begun())
    _HELD_AGAINST[key] = against  # the last one in is the last one out
    while len(_HELD_AGAINST) > _REMEMBERED:
        _HELD_AGAINST.pop(next(iter(_HELD_AGAINST)))
    return _effects(asked, live(job.world, begun=_begun()), against)


@cache
def _begun() -> Beginnings:
    """What the worlds of a process that answers for others have in common."""
    return Beginnings()


class _Shelf:
    """Worlds that several jobs look at are lived once, and put away after the last look."""

    def __init__(self, jobs: Sequence[Twin]) -> None:
        worlds = [world for job in jobs for world in (job.world, job.against)]
        self.looks = Counter(map(_content, worlds))
        self.locks = {key: Lock() for key in self.looks}
        self.lived: dict[str, Outcomes] = {}
        self.begun = Beginnings()

    def outcomes(self, world: World, called_off: Event) -> Outcomes:
        """Return what became of a world: from the shelf, or lived now, and put away if nobody looks again."""
        key = _content(world)
        with self.locks[key]:
            found = self.lived.get(key) or live(world, called_off, self.begun)
            self.looks[key] -= 1
            if self.looks[key] > 0:
                self.lived[key] = found
            else:
                self.lived.pop(key, None)
            return found


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _content(world: World) -> str:
    return key_of(
        world.society.digest, world.regime.digest, world.citizens, world.months, world.people_seed, world.seed
    )  # fmt: skip


def _key(job: Twin, asked: Asked) -> str:
    names = [measure.id for measure in asked.measures]
    return key_of(_code(), _content(job.world), _content(job.against), names, asked.group)


@cache
def _code() -> str:
    """Another code may come to other results: a hash of all of it."""
    digest = sha256()
    package = Path(__file__).parents[1]
    for path in sorted(path for kind in ("*.py", "measures/*.toml") for path in package.rglob(kind)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
