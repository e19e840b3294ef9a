"""Counterscore: what would a citizen score do to a society? Run it on people who do not exist.

>>> import counterscore as cs
>>> run = cs.simulate(cs.Society.load("china-2018"), cs.Regime.load("none"), citizens=100, months=1, report=False)
>>> run.manifest.citizens
100

Everybody in a run is synthetic. Each name below is imported when it is first used, so that importing the package is
fast.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from counterscore.api import simulate
    from counterscore.catalogue.problem import Fault, Problem
    from counterscore.regime.load import Regime
    from counterscore.run.life import Citizen
    from counterscore.run.reading import Run
    from counterscore.run.scenario import Scenario
    from counterscore.run.verify import verify
    from counterscore.society.load import Society
    from counterscore.study.attribute import attribute
    from counterscore.study.comparison.compare import compare
    from counterscore.study.generation import generation
    from counterscore.study.harms import evidence, harms, measured
    from counterscore.study.mend import mend
    from counterscore.study.robust import robust
    from counterscore.study.tags import tags

__all__ = [
    "Citizen",
    "Fault",
    "Problem",
    "Regime",
    "Run",
    "Scenario",
    "Society",
    "attribute",
    "compare",
    "evidence",
    "generation",
    "harms",
    "measured",
    "mend",
    "robust",
    "simulate",
    "tags",
    "verify",
]

_PLACES = {
    "Citizen": "counterscore.run.life",
    "Fault": "counterscore.catalogue.problem",
    "Problem": "counterscore.catalogue.problem",
    "Regime": "counterscore.regime.load",
    "Run": "counterscore.run.reading",
    "Scenario": "counterscore.run.scenario",
    "Society": "counterscore.society.load",
    "attribute": "counterscore.study.attribute",
    "compare": "counterscore.study.comparison.compare",
    "evidence": "counterscore.study.harms",
    "generation": "counterscore.study.generation",
    "harms": "counterscore.study.harms",
    "measured": "counterscore.study.harms",
    "mend": "counterscore.study.mend",
    "robust": "counterscore.study.robust",
    "simulate": "counterscore.api",
    "tags": "counterscore.study.tags",
    "verify": "counterscore.run.verify",
}


def __getattr__(name: str) -> object:
    if name not in _PLACES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_PLACES[name]), name)


def __dir__() -> list[str]:
    return [*globals(), *__all__]
