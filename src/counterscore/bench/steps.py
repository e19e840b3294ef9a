"""How long each kernel of the month takes, timed from outside."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Generator
from contextlib import contextmanager
from time import perf_counter
from types import ModuleType
from typing import Any

from counterscore.engine import month
from counterscore.engine.access import gate, outcome
from counterscore.engine.life import births, pairing, respond, ties
from counterscore.engine.scoring import rank, score

Times = dict[str, list[float]]
_MODULES: tuple[ModuleType, ...] = (month, live, births, rank, gate, outcome, pairing, respond, score, ties)


@contextmanager
def timed() -> Generator[Times]:
    """Give the seconds of every call of a kernel by the loop, by the kernel's name, while the context lasts.

    Every kernel must have been called before: compiling one inside would find the timers in place of its callees.
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
