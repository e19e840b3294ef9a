"""A city: a simulated world with everybody's score in every month, for the page."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock
from time import perf_counter
from typing import TypeVar

import numpy as np
import polars as pl
from numpy.typing import NDArray

from counterscore.chance.kernel import Ints
from counterscore.engine.core.groups import FIFTHS
from counterscore.engine.core.state import State
from counterscore.engine.world import World
from counterscore.run.burn_in_cache import BurnInCache
from counterscore.run.chronicle import Chronicle
from counterscore.run.in_memory import in_memory
from counterscore.run.parallelism import Parallelism
from counterscore.run.reading import Run
from counterscore.run.register import lines
from counterscore.run.scenario import Scenario
from counterscore.run.world import finish_burn_in, new_world, run_world
from counterscore.society.traits import BIT

Bytes = NDArray[np.uint8]
_Entry = TypeVar("_Entry", bound=np.generic)
OnShare = Callable[[float], None]  # called with the share of the work done

# Marks: bits of the second byte of a person's month. The four lowest bits hold the band, 0 for none.
BAND_BITS, LISTED, REFUSED, ALIVE, JOBLESS = 0x0F, 0x10, 0x20, 0x40, 0x80
# Groups: shifts and bits of the byte that holds a person's groups.
FIFTH_SHIFT, TRUST_SHIFT, URBAN, MINORITY = 0, 3, 0x40, 0x80


@dataclass
class City:
    """A simulated world: everybody's rung and marks by month, and its `run` with all tables.

    `rungs`: (months + 1) x people, 0 without a score; row 0 is the month before the first. `marks`: the same shape, see
    LISTED and the others. `groups`: a byte per person. `born`: month of birth. `worked`: months in work. `owns`: owns a
    home at the end. `offsets`, `friends`: close ties at the end, by person. `seconds`: how long the simulation took.
    `views`: cached views of the register.
    """

    scenario: Scenario
    rungs: Ints
    marks: Bytes
    groups: Bytes
    region: Bytes
    born: NDArray[np.int16]
    worked: NDArray[np.uint16]
    owns: NDArray[np.bool_]
    offsets: NDArray[np.int32]
    friends: Ints
    seconds: float
    views: dict[str, pl.DataFrame] = field(default_factory=dict[str, pl.DataFrame])
    story: Chronicle | None = field(default=None, repr=False)
    _run: Run | None = field(default=None, repr=False)
    _lock: Lock = field(default_factory=Lock, repr=False)

    @property
    def run(self) -> Run:
        """Return the run. Its tables are computed at the first call, so that the picture need not wait for them."""
        with self._lock:
            if self._run is None:
                assert self.story is not None
                parallelism = Parallelism.of(self.scenario.citizens)
                self._run, self.story = in_memory(self.scenario, self.story, parallelism), None
            return self._run

    @property
    def people(self) -> int:
        """Return the number of people who ever lived in the city."""
        return self.rungs.shape[1]

    @property
    def size(self) -> int:
        """Return the approximate memory in bytes; it is larger until the tables are computed."""
        other = 200 * self.people if self.story is None else _bytes(self.story.world.state)
        return self.rungs.nbytes + self.marks.nbytes + self.friends.nbytes + other

    def levels(self, month: int) -> Bytes:
        """Return everybody's level on the scale in a month: 1 (lowest) to 255 (highest), 0 without a score."""
        score, rungs = self.scenario.regime.file.score, self.rungs[month]
        top = max(1, round((score.highest - score.lowest) * 1000)) if score else 1
        return np.where(rungs > 0, 1 + (rungs.astype(np.int64) - 1) * 254 // top, 0).astype(np.uint8)

    def friends_of(self, person: int) -> list[int]:
        """Return the close ties of a person at the end."""
        row = self.friends[self.offsets[person] : self.offsets[person + 1]]
        return [int(friend) for friend in row if friend >= 0]


def _bytes(state: State) -> int:
    return sum(each.nbytes for each in vars(state).values() if isinstance(each, np.ndarray))


@dataclass
class _Recorder:
    """Records each month of a world while it is simulated."""

    world: World
    lines: Ints
    rungs: list[Ints] = field(default_factory=list[Ints])
    marks: list[Bytes] = field(default_factory=list[Bytes])
    refusals: NDArray[np.uint16] = field(default_factory=lambda: np.zeros(0, np.uint16))

    def note(self) -> None:
        """Record the month just simulated."""
        score = _highest_rungs(self.world)
        self.rungs.append(score)
        self.marks.append(self._marks(score))

    def _marks(self, score: Ints) -> Bytes:
        state, count = self.world.state, self.world.people
        bits, refused = state.bits[:count], state.denied[:, :count].sum(axis=0, dtype=np.uint16)
        before = np.zeros(count, np.uint16)
        before[: len(self.refusals)] = self.refusals
        self.refusals = refused
        marks = self._bands(score)
        for mark, true in (
            (LISTED, (bits & BIT["listed"]) != 0),
            (REFUSED, refused != before),
            (ALIVE, (bits & BIT["alive"]) != 0),
            (JOBLESS, (bits & BIT["jobless"]) != 0),
        ):
            marks |= true.view(np.uint8) * np.uint8(mark)
        return marks

    def _bands(self, score: Ints) -> Bytes:
        """Return everybody's band from 1, 0 without one. A comparison per threshold is faster than a binary search."""
        found = np.zeros(len(score), np.uint8)
        if self.world.latest.banded:
            for line in self.lines:
                found += score >= line
        return found * (score > 0)


def _highest_rungs(world: World) -> Ints:
    """Return everybody's rung; the highest one if several operators give a score."""
    state, count = world.state, world.people
    rungs = state.score[:count].copy()
    for row in state.more_score[: max(0, len(world.latest.operators) - 1)]:
        np.maximum(rungs, row[:count], out=rungs)
    return rungs


def ignore_share(share: float) -> None:
    """Ignore progress."""


def simulate_city(
    scenario: Scenario, on_progress: OnShare = ignore_share, burn_ins: BurnInCache | None = None
) -> City:  # fmt: skip
    """Simulate a scenario and return what the page shows of it.

    `on_progress` may raise to end the work. `burn_ins`: a cache of people and burn-in, which twins share.
    """
    since = perf_counter()
    with new_world(scenario, burn_ins=burn_ins) as world:
        recorder, total = _Recorder(world, lines(scenario.regime.file)), scenario.burn_in + scenario.months

        def noted(tick: int) -> None:
            on_progress(tick / total)
            if tick > scenario.burn_in:
                recorder.note()

        finish_burn_in(scenario, world, noted, burn_ins)
        recorder.note()
        story = run_world(scenario, world, on_tick=noted)
    return _city(scenario, story, recorder, perf_counter() - since)


def _city(scenario: Scenario, story: Chronicle, recorder: _Recorder, seconds: float) -> City:
    world = story.world
    count, state = world.people, world.state
    return City(
        scenario=scenario,
        story=story,
        rungs=_padded(recorder.rungs, count),
        marks=_padded(recorder.marks, count),
        groups=_groups(world),
        region=state.region[:count].copy(),
        born=state.born[:count].copy(),
        worked=state.months_employed[:count].copy(),
        owns=(state.bits[:count] & BIT["home-owner"]) != 0,
        offsets=state.offsets[: count + 1].copy(),
        friends=state.friends[: state.offsets[count]].copy(),
        seconds=seconds,
    )


def _padded(months: list[NDArray[_Entry]], count: int) -> NDArray[_Entry]:
    """Return a table with a row for each month, 0 for people not yet born."""
    rows = np.zeros((len(months), count), months[0].dtype)
    for row, month in zip(rows, months, strict=True):
        row[: len(month)] = month
    return rows


def _groups(world: World) -> Bytes:
    cell = world.cell[: world.people]
    fifth, urban, minority, trust = cell // 20, cell // 10 % 2, cell // FIFTHS % 2, cell % FIFTHS
    packed = (fifth << FIFTH_SHIFT) | (trust << TRUST_SHIFT) | (urban * URBAN) | (minority * MINORITY)
    return packed.astype(np.uint8)
