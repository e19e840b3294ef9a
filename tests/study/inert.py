"""Which assumptions change a world, by brute force: `./lab python tests/study/inert.py`, in about 20 minutes.

Each assumption is set to both ends of its range, one after the other, and a small world is simulated under the regime
and compared bit by bit with the world as declared. The forms of rules are tried too, because some figures are read only
under one of them, and a world ten times as large, because some concern few people. What was found is in inert.json;
`test_reading.py` compares it with what the recorder of readings finds. With `new` as an argument, only assumptions are
tried that the record does not name yet.
"""

from __future__ import annotations

import hashlib
import json
import sys
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from counterscore import Problem, Regime, Scenario, Society
from counterscore.engine.world import World
from counterscore.run.parallelism import SEQUENTIAL
from counterscore.run.world import new_world, run_world
from counterscore.study.assumptions import Assumption, assumptions
from counterscore.study.recording.recorder import Recorder
from counterscore.study.substitute import substituted

RECORD = Path(__file__).with_name("inert.json")
_RULES = ("scenario", "plan", "before_plan", "begins")  # compiled figures are no bits of the world


def world(months: int = 42, citizens: int = 300) -> Scenario:
    """Return the scenario that is tried: both phases of the citizen score."""
    society, regime = Society.load("china-2018"), Regime.load("citizen-score")
    return Scenario(society=society, regime=regime, citizens=citizens, months=months)


def bits(scenario: Scenario) -> str:
    """Return a hash of everything that a world leaves: the state at the end, the firms, and what was recorded."""
    digest = hashlib.sha256()
    with new_world(scenario, SEQUENTIAL) as made:
        recorder = Recorder(scenario, made)
        outcomes = recorder.result(run_world(scenario, made, watch=recorder))
        for name, array in _arrays("", (_left(made), outcomes)):
            digest.update(name.encode() + np.ascontiguousarray(array).tobytes())
    return digest.hexdigest()


def _left(made: World) -> tuple[Any, ...]:
    return made.state, made.firms


def _arrays(name: str, thing: Any) -> Iterator[tuple[str, Any]]:
    if is_dataclass(thing):
        for field in fields(thing):
            if field.name not in _RULES:
                yield from _arrays(f"{name}.{field.name}", getattr(thing, field.name))
    elif isinstance(thing, dict):
        for key, part in thing.items():
            yield from _arrays(f"{name}.{key}", part)
    elif isinstance(thing, list | tuple):
        for place, part in enumerate(thing):
            yield from _arrays(f"{name}.{place}", part)
    elif isinstance(thing, np.ndarray | float | int | str | bool):
        yield name, np.asarray(thing, "U64") if isinstance(thing, str) else np.asarray(thing)


def settings(every: Sequence[Assumption]) -> list[dict[Assumption, float]]:
    """Return the alternative forms of every rule, one set of forms at a time; the first is the declared one."""
    rules = [each for each in every if each.forms]
    return [{each: float(k) for each in rules if k < len(each.forms)} for k in range(max(len(r.forms) for r in rules))]


class Trial:
    """A scenario with its bits under each form of the rules, against which other values are compared."""

    def __init__(self, scenario: Scenario) -> None:
        self.scenario = scenario
        self.every = assumptions(scenario.society.file, scenario.regime.file)
        self.forms = settings(self.every)
        self.declared = [self.bits(each) for each in self.forms]

    def bits(self, values: dict[Assumption, float]) -> str:
        """Return the bits of the scenario with these values."""
        society, regime = substituted(self.scenario.society, self.scenario.regime, values)
        return bits(replace(self.scenario, society=society, regime=regime))

    def changes(self, each: Assumption) -> bool:
        """Return whether an end of the range of an assumption changes any bit, under any form of the rules."""
        if each.forms:
            return len({self.bits({each: float(k)}) for k in range(len(each.forms))}) > 1
        ends = [end for end in (each.low, each.high) if end != each.value]
        return any(
            self.bits({**forms, each: end}) != declared
            for forms, declared in zip(self.forms, self.declared, strict=True)
            for end in ends
        )


def main(only_new: bool) -> None:
    """Try the assumptions and record what was found. `only_new`: those of which the record says nothing yet."""
    small, large = Trial(world()), Trial(world(citizens=3_000))
    known: dict[str, bool] = json.loads(RECORD.read_text(encoding="utf-8")) if only_new else {}
    found = {each.name: known[each.name] for each in small.every if each.name in known}
    for each in small.every:
        if each.name in found:
            continue
        try:
            found[each.name] = small.changes(each) or large.changes(each)
        except Problem as problem:
            raise SystemExit(f"{each.name}: {problem}") from problem
    RECORD.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    inert = [name for name, changed in found.items() if not changed]
    print(f"{len(found)} of {len(small.every)} tried; inert: {len(inert)}", *inert, sep="\n")


if __name__ == "__main__":
    main(only_new=sys.argv[1:] == ["new"])
