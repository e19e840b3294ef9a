"""The decorators that compile kernels, and the folder that caches compiled code.

Numba's own cache checks only the source file of the kernel itself. It misses a change in another file from which the
kernel takes code or a constant. The folder is therefore named by a hash of all those files, Numba's version and the
CPU model.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# Numba has no type stubs. The decorators restore the types here, so that every other file passes strict type checks.
from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar, cast

import numba
import numpy as np
from numba.core import config
from numpy.typing import NDArray

from counterscore.chance.sources import kernel_sources

_PACKAGE = Path(__file__).parents[1]
Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Words = NDArray[np.uint32]
_F = TypeVar("_F", bound=Callable[..., Any])


@cache
def cache_folder() -> Path:
    """Return the folder for compiled code, under $COUNTERSCORE_CACHE or the user's cache folder."""
    home = os.environ.get("COUNTERSCORE_CACHE") or Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "counterscore"
    return Path(home).expanduser() / f"kernels-{fingerprint(_PACKAGE)}"


def cold() -> bool:
    """Return whether the month has not been compiled ahead yet, so that the first run takes half a minute longer."""
    return not _mark().exists()


def mark_warm() -> None:
    """Note in the folder of compiled code that the whole month is there."""
    _mark().touch()


def _mark() -> Path:
    """Return the empty file that says so: for this checkout only, because Numba compiles again for every path."""
    return cache_folder() / f"compiled-{hashlib.sha256(str(_PACKAGE).encode()).hexdigest()[:16]}"


def keeps() -> bool:
    """Return whether compiled code can be cached on disk for later processes."""
    try:
        cache_folder().mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(cache_folder(), os.W_OK)


def _cpu() -> str:
    import llvmlite.binding

    return llvmlite.binding.get_host_cpu_name()


def fingerprint(package: Path) -> str:
    """Return 16 hexadecimal digits: a hash of the sources of the package's kernels, Numba's version and the CPU."""
    digest = hashlib.sha256(f"{numba.__version__} {_cpu()}".encode())
    for path in kernel_sources(package):
        digest.update(f"\n{path.relative_to(package)}\n".encode() + path.read_bytes())
    return digest.hexdigest()[:16]


def kernel(function: _F) -> _F:
    """Compile `function` on its first call and cache the code on disk; the interpreter's lock is free while it runs."""
    cast(Any, config).CACHE_DIR = str(cache_folder())
    return cast(_F, numba.njit(nogil=True, cache=True, error_model="numpy")(function))


def inlined(function: _F) -> _F:
    """Compile `function` into the loop of every kernel that calls it, so that the loop can vectorise."""
    return cast(_F, numba.njit(nogil=True, inline="always", error_model="numpy")(function))


def no_alloc(function: _F) -> _F:
    """Compile `function` together with each kernel that calls it, with NRT reference counting off.

    Such a function can neither allocate nor return an array. Reference counting would cost two atomic instructions for
    each array argument of each call.
    """
    return cast(_F, cast(Any, numba.njit)(nogil=True, error_model="numpy", _nrt=False)(function))


def leaf(function: _F) -> _F:
    """Compile `function` as a kernel that `no_alloc` functions may also call; it cannot allocate an array."""
    cast(Any, config).CACHE_DIR = str(cache_folder())
    return cast(_F, cast(Any, numba.njit)(nogil=True, cache=True, error_model="numpy", _nrt=False)(function))


def maker(function: _F) -> _F:
    """Compile `function` together with each kernel that calls it; unlike `no_alloc`, let it allocate arrays."""
    return cast(_F, numba.njit(nogil=True, error_model="numpy")(function))


@inlined
def runtime_int(value: int) -> int:
    """Return `value` as an integer that Numba does not treat as a literal.

    Numba gives each integer literal a type of its own, and compiles a function again for every literal passed to it.
    """
    return int(value)
