"""Everything public: the exported names, their constructors, methods and properties, and what those return."""

import inspect
import typing
from collections.abc import Callable, Iterator
from typing import Any

import counterscore


def callables() -> Iterator[tuple[str, Callable[..., Any]]]:
    """Yield every public function, constructor and method that can be reached from the exported names."""
    for name in counterscore.__all__:
        thing = getattr(counterscore, name)
        if not inspect.isclass(thing):
            yield name, thing
            continue
        yield f"{name}()", thing
        for member, value in inspect.getmembers(thing):
            if not member.startswith("_") and callable(value) and _is_ours(value):
                yield f"{name}.{member}", value


def _is_ours(function: object) -> bool:
    return str(getattr(function, "__module__", "")).startswith("counterscore")


def annotations(function: Callable[..., Any]) -> dict[str, str]:
    """Return the annotation of each parameter as text, resolved if possible."""
    found = inspect.signature(function)
    try:
        hints = typing.get_type_hints(function.__init__ if inspect.isclass(function) else function)
    except NameError:
        hints = {}
    named = {name: each for name, each in found.parameters.items() if name not in ("self", "cls")}
    return {name: str(hints.get(name, each.annotation)) for name, each in named.items()}
