"""Effects: what measures say of scenarios beside their twins, on all processors, kept as they come."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from hashlib import sha256
from pathlib import Path
from threading import Event, Lock

from counterscore.measure.groups import groups
from counterscore.measure.outcomes import Outcomes
from counterscore.measure.protocol import Measure
from counterscore.measure.twins import Twins
from counterscore.run.burn_in_cache import BurnInCache
from counterscore.run.parallelism import processors
from counterscore.run.progress import ignore_progress
from counterscore.run.scenario import Scenario
from counterscore.study.options import Execution
from counterscore.study.process_pool import each_in_processes
from counterscore.study.result_cache import Result, key_of
from counterscore.study.worlds import each_in_threads, outcomes_of

# Simulated months from which on processes of their own, which take seconds to start, are faster than threads.
_MUCH = 6000
_REMEMBERED, _WARM_UP_PEOPLE = 8, 100
_BASELINES: dict[str, Outcomes] = {}  # of a process that answers for others


@dataclass(frozen=True)
class Twin:
    """A scenario, and its twin `against` which it is held: the same people with the same random seeds, other rules."""

    scenario: Scenario
    against: Scenario


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


def answers(jobs: Sequence[Twin], asked: Asked, execution: Execution, word: str = "") -> list[Result]:
    """Return the effects of every job, by the measures' ids; what is in the cache is not simulated again.

    The same on any number of workers: threads of this process or, for much work that nobody may cancel, processes of
    their own. Progress is reported after every pair, with this `word`.
    """
    keys, results = [_key(job, asked) for job in jobs], execution.cache
    todo = {key: job for key, job in zip(keys, jobs, strict=True) if key not in results}
    places, total, done = list(todo), len(set(keys)), len(set(keys)) - len(todo)
    on_progress = execution.on_progress or ignore_progress
    on_progress(done, total, word)
    for place, result in _answered(list(todo.values()), asked, execution):
        results.add(places[place], result)
        done += 1
        on_progress(done, total, word)
    return [results[key] for key in keys]


def _answered(jobs: Sequence[Twin], asked: Asked, execution: Execution) -> Iterator[tuple[int, Result]]:
    """The effects of each job with its place, as they are done."""
    workers = execution.workers or processors()
    if execution.cancel is None and workers > 1 and sum(job.scenario.months for job in jobs) >= _MUCH:
        outcomes_of(replace(jobs[0].scenario, citizens=_WARM_UP_PEOPLE, months=1))  # compile once, here
        return each_in_processes(jobs, partial(_in_process, asked), min(workers, len(jobs)))
    shared = _OutcomesCache(jobs)

    def work(job: Twin, cancel: Event) -> Result:
        return _effects(asked, shared.outcomes(job.scenario, cancel), shared.outcomes(job.against, cancel))

    return each_in_threads(jobs, work, workers, execution.cancel)


def _effects(asked: Asked, first: Outcomes, second: Outcomes) -> Result:
    twins = Twins(first, second)
    return {measure.id: effect(measure, twins, asked.group) for measure in asked.measures}


def _in_process(asked: Asked, job: Twin) -> Result:
    """The effects of one job in a process of its own, which remembers the worlds that others were held against."""
    key = job.against.key
    against = _BASELINES.pop(key, None) or outcomes_of(job.against, burn_ins=_burn_ins())
    _BASELINES[key] = against  # the last one in is the last one out
    while len(_BASELINES) > _REMEMBERED:
        _BASELINES.pop(next(iter(_BASELINES)))
    return _effects(asked, outcomes_of(job.scenario, burn_ins=_burn_ins()), against)


@cache
def _burn_ins() -> BurnInCache:
    """What the worlds of a process that answers for others have in common."""
    return BurnInCache()


class _OutcomesCache:
    """Scenarios that several jobs look at are simulated once, and their outcomes dropped after the last look."""

    def __init__(self, jobs: Sequence[Twin]) -> None:
        self.looks = Counter(scenario.key for job in jobs for scenario in (job.scenario, job.against))
        self.locks = {key: Lock() for key in self.looks}
        self.known: dict[str, Outcomes] = {}
        self.burn_ins = BurnInCache()

    def outcomes(self, scenario: Scenario, cancel: Event) -> Outcomes:
        """Return what became of everybody, simulated now unless it is known; keep it if somebody looks again."""
        key = scenario.key
        with self.locks[key]:
            found = self.known.get(key) or outcomes_of(scenario, cancel, self.burn_ins)
            self.looks[key] -= 1
            if self.looks[key] > 0:
                self.known[key] = found
            else:
                self.known.pop(key, None)
            return found


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _key(job: Twin, asked: Asked) -> str:
    names = [measure.id for measure in asked.measures]
    return key_of(_code(), job.scenario.key, job.against.key, names, asked.group)


@cache
def _code() -> str:
    """Another code may come to other results: a hash of all of it."""
    digest = sha256()
    package = Path(__file__).parents[1]
    for path in sorted(path for kind in ("*.py", "measures/*.toml") for path in package.rglob(kind)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
