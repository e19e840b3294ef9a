"""Intermediate results that several measures share, kept as long as the object they were computed from."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, TypeVar, cast
from weakref import WeakKeyDictionary

_T = TypeVar("_T")
_RESULTS: WeakKeyDictionary[object, dict[Hashable, Any]] = WeakKeyDictionary()


def cached(owner: object, key: Hashable, compute: Callable[[], _T]) -> _T:
    """Return the result of `compute`, computed once for each owner and key, and freed together with the owner.

    The result must not refer to the owner, which could then never be freed.

    >>> class World: pass
    >>> world = World()
    >>> cached(world, "mean", lambda: 1.0), cached(world, "mean", lambda: 2.0)
    (1.0, 1.0)
    """
    results = _RESULTS.setdefault(owner, {})
    if key not in results:
        results[key] = compute()
    return cast("_T", results[key])
