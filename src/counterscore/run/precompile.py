"""Compile the kernels before the first run: two processes compile a part of the month each, in throw-away worlds.

This only saves time. A kernel that is not compiled here is compiled when it is first called.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager, suppress

import numpy as np
from numpy.typing import NDArray

from counterscore.chance.kernel import keeps, mark_warm
from counterscore.engine.month import STEPS, blank, take
from counterscore.engine.scoring.enrolment import enrol
from counterscore.engine.scoring.rank import between
from counterscore.engine.start.beginning import begin, begin_with
from counterscore.engine.world import World
from counterscore.regime.load import Regime
from counterscore.run.chronicle import count
from counterscore.society.load import Society
from counterscore.society.people import COLUMNS, People, Ties

_SOCIETY, _REGIME, _PHASES = "china-2018", "citizen-score", ("voluntary", "mandatory")
_PEOPLE, _PLACES = 100, 2


def precompile() -> None:
    """Compile the drawing of people and the exchanges in this process, and the local step in a second process.

    Does nothing if compiled code cannot be written to disk, because processes could not share it.
    """
    if not keeps():
        return
    with _other_process():
        compile_exchanges()
    with suppress(OSError):  # a full disk, or a folder removed meanwhile: the next run compiles ahead again
        mark_warm()


@contextmanager
def _other_process() -> Generator[None]:
    command = [sys.executable, "-m", __name__]
    with subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    ) as other:
        try:
            yield
            other.wait()
        finally:
            other.kill()


def compile_exchanges() -> None:
    """Compile the drawing of people, every step of a month except the local one, enrolment, and the monthly count."""
    regime = Regime.load(_REGIME).in_phase(_PHASES[-1]).file
    world = begin(Society.load(_SOCIETY).file, regime, _PEOPLE, 1, 1)
    world.tick = world.burn_in
    month = blank(world)
    month.local = []
    take(world, month, STEPS[1:])
    world.tick += 1
    count(world)
    enrol(_empty_world(_PHASES[0]))
    between(world.state.score[: world.people], 0, 1, np.empty(_PEOPLE + 1, np.int32))


def compile_local_steps() -> None:
    """Compile the local step, in a world with nobody alive."""
    for phase in _PHASES[::-1]:
        world = _empty_world(phase)
        take(world, blank(world), STEPS[:1])


def _empty_world(phase: str) -> World:
    """Return a world in month 0 of a phase, with empty columns: drawing people would have to be compiled first."""
    society = Society.load(_SOCIETY).file.model_copy(update={"firms": None})
    columns: dict[str, NDArray[np.generic]] = {name: np.zeros(_PEOPLE, dtype) for name, dtype in COLUMNS.items()}
    rows = Ties(_PLACES * np.arange(_PEOPLE + 1, dtype=np.int32), np.full(_PLACES * _PEOPLE, -1, np.int32))
    regime = Regime.load(_REGIME).in_phase(phase).file
    world = begin_with(People(columns, rows), society, regime, 1, 1, months=1, partitions=1, team=None)
    world.make_room(1)
    world.tick = world.burn_in
    return world


if __name__ == "__main__":
    compile_local_steps()
