"""Compile once: the decorator of every kernel, and the folder where compiled code is kept.

The compiler's own cache looks at one file at a time and misses a change in a callee of another file. So the folder is
named by a hash of all sources that hold kernels, of the compiler's version and of the CPU.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false, reportUnknownVariableType=false
# The compiler has no type stubs: what it returns is typed here, once, and every other file is strict.
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

# The rooms whose kernels call one another across files. Elsewhere a kernel and its callees stand in one file, which the
# compiler watches itself; those files change often and would have all compiled anew.
_SOURCES = ("chance/*.py", "society/*.py", "engine/*.py", "engine/access/*.py")
Floats = NDArray[np.float32]
Ints = NDArray[np.int32]
Words = NDArray[np.uint32]
# The compiler takes a constant for a type of its own, and compiles what it is handed to once for each: `int(FIRST)`,
# like `int()` of any constant, is a number like others.
FIRST = 0
_F = TypeVar("_F", bound=Callable[..., Any])


@cache
def cache_folder() -> Path:
    """Return the folder for compiled code, under $COUNTERSCORE_CACHE or the user's cache folder."""
    home = os.environ.get("COUNTERSCORE_CACHE") or Path(os.environ.get("XDG_CACHE_HOME") or "~/.cache") / "counterscore"
    return Path(home).expanduser() / f"kernels-{_fingerprint()}"


def cold() -> bool:
    """Whether nothing was compiled yet on this machine, so that what comes next takes half a minute longer."""
    return not any(cache_folder().rglob("*.nbi"))


def keeps() -> bool:
    """Whether compiled code can be kept for the next process."""
    try:
        cache_folder().mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    return os.access(cache_folder(), os.W_OK)


def _cpu() -> str:
    import llvmlite.binding

    return llvmlite.binding.get_host_cpu_name()


def _fingerprint() -> str:
    digest = hashlib.sha256(f"{numba.__version__} {_cpu()}".encode())
    package = Path(__file__).parents[1]
    for sources in _SOURCES:
        for path in sorted(package.glob(sources)):
            digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


def kernel(function: _F) -> _F:
    """Compile `function` on first call, without the interpreter's lock, and keep the result between runs."""
    cast(Any, config).CACHE_DIR = str(cache_folder())
    return cast(_F, numba.njit(nogil=True, cache=True, error_model="numpy")(function))


def inlined(function: _F) -> _F:
    """Make `function` part of the loop of every kernel that calls it, so that the loop can vectorise."""
    return cast(_F, numba.njit(nogil=True, inline="always", error_model="numpy")(function))


def stage(function: _F) -> _F:
    """Compile `function` together with each kernel that calls it, without counting who refers to an array.

    So a stage neither makes nor returns an array. The count is a locked instruction, twice for each array of each call.
    """
    return cast(_F, cast(Any, numba.njit)(nogil=True, error_model="numpy", _nrt=False)(function))


def leaf(function: _F) -> _F:
    """Compile `function` as a kernel that stages call too, and that therefore makes no array."""
    cast(Any, config).CACHE_DIR = str(cache_folder())
    return cast(_F, cast(Any, numba.njit)(nogil=True, cache=True, error_model="numpy", _nrt=False)(function))


def maker(function: _F) -> _F:
    """Compile `function`, which makes the working space of a kernel, together with the kernel."""
    return cast(_F, numba.njit(nogil=True, error_model="numpy")(function))
