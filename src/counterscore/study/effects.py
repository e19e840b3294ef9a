"""Effects: by how much each measure differs between a scenario and its twin, computed in parallel and cached."""

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

# From this many simulated months on, processes are faster than threads although they take seconds to start.
_MUCH = 6000
_MOST_BASELINES, _FEWEST_CITIZENS = 8, 100
_BASELINES: dict[str, Outcomes] = {}  # a cache of each worker process


@dataclass(frozen=True)
class Twin:
    """A scenario and the twin `against` which it is compared: same people, same random seeds, other rules."""

    scenario: Scenario
    against: Scenario


@dataclass(frozen=True)
class MeasureSelection:
    """The measures that a study takes, and of which groups of people; for groups see `measure.groups`.

    All groups are measured in the same worlds. The first is the main `group`.
    """

    measures: tuple[Measure, ...]
    groups: tuple[str, ...] = ("all",)

    @property
    def group(self) -> str:
        """Return the group that is reported first."""
        return self.groups[0]

    def key(self, measure: str, group: str) -> str:
        """Return the key in a result of a measure of a group: for the main group the id of the measure alone.

        >>> asked = MeasureSelection((), ("all", "minority"))
        >>> asked.key("refused", "all"), asked.key("refused", "minority")
        ('refused', 'refused among minority')
        """
        return measure if group == self.group else f"{measure} among {group}"


def effect(measure: Measure, twins: Twins, group: str) -> float | None:
    """Return a measure of the first world minus that of the second; None where there is nobody to measure.

    A measure of twins is an effect already. A measure of the score is not reduced by that of a world without a score.
    """
    if measure.about.reads == "twins":
        return _number(measure.twins(twins, twins.of_a(groups(twins.a.people)[group])))
    first, second = (measure.world(world, groups(world.people)[group]) for world in (twins.a, twins.b))
    alone = measure.about.of == "score" and math.isnan(second)
    return _number(first if alone else first - second)


def answers(jobs: Sequence[Twin], asked: MeasureSelection, execution: Execution, word: str = "") -> list[Result]:
    """Return the effects of every job, by `MeasureSelection.key`; jobs in the cache are not simulated again.

    Results do not depend on the number of workers, which are threads or, for large work that cannot be cancelled,
    processes. Progress is reported with this `word` after every pair of worlds.
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


def _answered(jobs: Sequence[Twin], asked: MeasureSelection, execution: Execution) -> Iterator[tuple[int, Result]]:
    """Yield the index of each job with its effects, as they are done."""
    workers = execution.workers or processors()
    if execution.cancel is None and workers > 1 and sum(job.scenario.months for job in jobs) >= _MUCH:
        outcomes_of(replace(jobs[0].scenario, citizens=_FEWEST_CITIZENS, months=1))  # compiles once for all
        return each_in_processes(jobs, partial(_in_process, asked), min(workers, len(jobs)))
    shared = _OutcomesCache(jobs, asked)

    def work(job: Twin, cancel: Event) -> Result:
        return _effects(asked, shared.outcomes(job.scenario, cancel), shared.outcomes(job.against, cancel))

    return each_in_threads(jobs, work, workers, execution.cancel)


def _effects(asked: MeasureSelection, first: Outcomes, second: Outcomes) -> Result:
    twins = Twins(first, second)
    return {
        asked.key(measure.id, group): effect(measure, twins, group)
        for measure in asked.measures
        for group in asked.groups
    }


def _in_process(asked: MeasureSelection, job: Twin) -> Result:
    """The effects of one job in a worker process, which caches the outcomes of the worlds compared against."""
    key = job.against.key
    against = _BASELINES.pop(key, None) or outcomes_of(job.against, None, _burn_ins(), asked.measures)
    _BASELINES[key] = against  # the most recently used is the last to go
    while len(_BASELINES) > _MOST_BASELINES:
        _BASELINES.pop(next(iter(_BASELINES)))
    return _effects(asked, outcomes_of(job.scenario, None, _burn_ins(), asked.measures), against)


@cache
def _burn_ins() -> BurnInCache:
    """The burn-ins that all worlds of a worker process share."""
    return BurnInCache()


class _OutcomesCache:
    """Simulates each scenario that several jobs read once, and drops its outcomes after the last read."""

    def __init__(self, jobs: Sequence[Twin], asked: MeasureSelection) -> None:
        self.asked = asked
        self.reads = Counter(scenario.key for job in jobs for scenario in (job.scenario, job.against))
        self.locks = {key: Lock() for key in self.reads}
        self.known: dict[str, Outcomes] = {}
        self.burn_ins = BurnInCache()

    def outcomes(self, scenario: Scenario, cancel: Event) -> Outcomes:
        """Return the outcomes of a scenario, and simulate it unless that was done."""
        key = scenario.key
        with self.locks[key]:
            found = self.known.get(key) or outcomes_of(scenario, cancel, self.burn_ins, self.asked.measures)
            self.reads[key] -= 1
            if self.reads[key] > 0:
                self.known[key] = found
            else:
                self.known.pop(key, None)
            return found


def _number(value: float) -> float | None:
    return value if math.isfinite(value) else None


def _key(job: Twin, asked: MeasureSelection) -> str:
    names = [measure.id for measure in asked.measures]
    return key_of(_code(), job.scenario.key, job.against.key, names, asked.groups)


@cache
def _code() -> str:
    """A hash of all source code, as other code may give other results."""
    digest = sha256()
    package = Path(__file__).parents[1]
    for path in sorted(path for kind in ("*.py", "measures/*.toml") for path in package.rglob(kind)):
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]
