"""The time that each kernel of the month takes, measured from outside."""

from __future__ import annotations

import sys
from collections import defaultdict
from collections.abc import Callable, Generator
from contextlib import contextmanager
from time import perf_counter
from types import ModuleType
from typing import Any

from counterscore.engine.access import gate, outcome
from counterscore.engine.life import births, meeting, pairing, places, respond, ties
from counterscore.engine.month import STEPS
from counterscore.engine.scoring import rank, score

Times = dict[str, list[float]]
# A step calls kernels by their own names, or through the module of a stage.
_STAGES: tuple[ModuleType, ...] = (births, rank, gate, outcome, meeting, pairing, places, respond, score, ties)
_MODULES = (*(sys.modules[step.take.__module__] for step in STEPS), *_STAGES)


@contextmanager
def timed() -> Generator[Times]:
    """Yield a dict that collects the seconds of each call of a kernel, by the kernel's name, while the context lasts.

    Every kernel must have been called before. A kernel compiled within the context would find timers in place of its
    callees.
    """
    times: Times = defaultdict(list)
    kernels = [
        (module, name, value)
        for module in _MODULES
        for name, value in vars(module).items()
        if hasattr(value, "py_func")
    ]
    for module, name, value in kernels:
        setattr(module, name, _timer(value, times))
    try:
        yield times
    finally:
        for module, name, value in kernels:
            setattr(module, name, value)


def _timer(kernel: Any, times: Times) -> Callable[..., Any]:
    name = f"{kernel.py_func.__module__.rpartition('.')[2]}.{kernel.py_func.__name__}"

    def call(*arguments: Any) -> Any:
        since = perf_counter()
        result = kernel(*arguments)
        times[name].append(perf_counter() - since)
        return result

    return call
