"""Which assumptions a simulation reads, found by simulating a small world whose files note what is read from them.

A figure that nothing reads cannot move anything, so a study neither draws it nor reports that it matters. Whether a
figure is read may depend on the forms of rules and on other values, so several points of the parameter space are tried.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any, TypeVar

from counterscore.catalogue.figure import Record
from counterscore.measure.twins import Twins
from counterscore.regime.load import Regime
from counterscore.run.scenario import Scenario
from counterscore.society import pool, schooling
from counterscore.society.population_schema import Numbers
from counterscore.study.assumptions import Assumption, assumptions, at_path
from counterscore.study.designs import hypercube
from counterscore.study.effects import MeasureSelection, effect
from counterscore.study.substitute import scaled, substituted
from counterscore.study.worlds import outcomes_of

_CITIZENS = 200
_POINTS = 2  # of the parameter space, besides one for every form of a rule
Kind = TypeVar("Kind", bound=Record)


class ReadingRecorder:
    """Makes files that note which of their assumptions are read; `read` holds what was noted, while `listening`."""

    def __init__(self) -> None:
        self.read: set[Assumption] = set()
        self.listening = False
        self._keys: dict[int, dict[str, Assumption]] = {}
        self._kinds: dict[type[Record], type[Record]] = {}
        self._kept: list[Record] = []  # so that no other object takes the identity of a watched one

    def watched(self, file: Kind, inputs: Iterable[Assumption]) -> Kind:
        """Return a copy of a file that notes when one of these of its assumptions is read."""
        copy = file.model_copy(deep=True)
        for each in inputs:
            holder, names = _held(copy, each)
            self._keys.setdefault(id(holder), {}).update(dict.fromkeys(names, each))
            # A frozen record refuses every assignment; only its class is exchanged, for one that holds the same fields.
            object.__setattr__(holder, "__class__", self._watching(type(holder)))
        self._kept.append(copy)
        return copy

    def _watching(self, kind: type[Record]) -> type[Record]:
        if kind in self._kinds.values():
            return kind
        if kind not in self._kinds:
            self._kinds[kind] = _subclass(kind, self._note)
        return self._kinds[kind]

    def _note(self, holder: int, name: str) -> None:
        if self.listening and (key := self._keys.get(holder, {}).get(name)):
            self.read.add(key)


def _subclass(kind: type[Record], note: Callable[[int, str], None]) -> type[Record]:
    """A class like `kind`, whose objects note each attribute that is read from them."""

    def read(self: Record, name: str) -> Any:
        note(id(self), name)
        return kind.__getattribute__(self, name)

    return type(kind.__name__, (kind,), {"__getattribute__": read, "__module__": __name__})


def _held(file: Record, each: Assumption) -> tuple[Record, Collection[str]]:
    """The record that holds an assumption, and those of its attributes whose reading counts."""
    if each.forms:
        *path, last = each.where
        return at_path(file, path), (str(last),)
    holder = at_path(file, each.where)
    return holder, scaled(holder, each) if isinstance(holder, Numbers) else ("value",)


def inputs_read(scenario: Scenario, baseline: Regime, asked: MeasureSelection) -> list[Assumption]:
    """Return the assumptions of a scenario that can change its results, in the order of `assumptions`.

    These are the ones that are read while a small world under its regime and its twin under `baseline` are drawn,
    compiled and simulated for as long as the scenario, and while the measures are taken.

    >>> from counterscore import Society
    >>> society, regime = Society.load("china-2018"), Regime.load("none")
    >>> one = Scenario(society=society, regime=regime, citizens=100, months=1)
    >>> read = [each.name for each in inputs_read(one, regime, MeasureSelection(measures=()))]
    >>> "society.circumstances.recovery" in read, "society.responses.shun" in read
    (True, False)
    """
    every = assumptions(scenario.society.file, scenario.regime.file)
    recorder = ReadingRecorder()
    for values in _points(every):
        society, regime = substituted(scenario.society, scenario.regime, values)
        _simulate(replace(scenario, society=society, regime=regime), baseline, asked, every, recorder)
    return [each for each in every if each in recorder.read]


def _points(every: Sequence[Assumption]) -> list[Mapping[Assumption, float]]:
    """Points that together have every form of every rule, among them the declared one."""
    rules = [each for each in every if each.forms]
    forms = [
        {each: float(place) for each in rules if place < len(each.forms)}
        for place in range(max((len(each.forms) for each in rules), default=1))
    ]
    drawn = hypercube(len(every), _POINTS, 0)
    return [*forms, *({each: each.at(float(share)) for each, share in zip(every, row, strict=True)} for row in drawn)]


def _simulate(
    scenario: Scenario, baseline: Regime, asked: MeasureSelection, every: Sequence[Assumption],
    recorder: ReadingRecorder,
) -> None:  # fmt: skip
    """Simulate the scenario and its twin with a few people, and take the measures, while the recorder listens."""
    society = replace(scenario.society, file=recorder.watched(scenario.society.file, _of(every, "society")))
    regime = replace(scenario.regime, file=recorder.watched(scenario.regime.file, _of(every, "regime")))
    small = replace(scenario, society=society, regime=regime, citizens=min(scenario.citizens, _CITIZENS))
    against = small.under(baseline)
    for kept in (pool, schooling):
        kept.forget()  # what was fitted before would not be read again
    recorder.listening = True
    twins = Twins(outcomes_of(small), outcomes_of(against))
    for measure in asked.measures:
        effect(measure, twins, asked.group)
    recorder.listening = False


def _of(every: Iterable[Assumption], pillar: str) -> list[Assumption]:
    return [each for each in every if each.pillar == pillar]
