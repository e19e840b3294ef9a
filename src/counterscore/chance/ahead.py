"""Ask the processor for an entry of an array that a loop will need soon, inside kernels.

A loop that looks up people in random order waits for memory at every branch that it mispredicts. If it asks for the
entries of later rounds, the waiting times overlap. This changes no result.
"""

# pyright: reportMissingTypeStubs=false, reportUnknownVariableType=false, reportUnknownMemberType=false
from __future__ import annotations

from collections.abc import Callable
from typing import Any, cast

import numpy as np
from llvmlite import ir
from numba import types
from numba.core import cgutils
from numba.extending import intrinsic
from numpy.typing import NDArray

_READ, _KEEP, _DATA = 0, 3, 1


def _fetch(typingctx: Any, array: Any, place: Any) -> Any:

    def generate(context: Any, builder: Any, signature: Any, arguments: Any) -> Any:
        start = context.make_array(signature.args[0])(context, builder, arguments[0]).data
        byte, number = ir.IntType(8).as_pointer(), ir.IntType(32)
        entry = builder.bitcast(builder.gep(start, [arguments[1]]), byte)
        instruction = ir.FunctionType(ir.VoidType(), [byte, number, number, number])
        prefetch = cgutils.get_or_insert_function(builder.module, instruction, "llvm.prefetch.p0")
        builder.call(prefetch, [entry, number(_READ), number(_KEEP), number(_DATA)])
        return context.get_dummy_value()

    return types.void(array, types.int64), generate


# Of a contiguous array with one axis. The place may lie beyond the ends: then nothing happens.
fetch: Callable[[NDArray[Any], int | np.int32 | np.uint32 | np.int64], None] = cast(Any, intrinsic(_fetch))
