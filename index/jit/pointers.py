"""Arrays at pointers: they let one compiled call read any number of arrays.

Passing an array to a compiled function costs 0.1 µs, and a NamedTuple of five arrays 5 µs, as long
as some queries take altogether. So a kernel that reads the arrays of several terms in several
segments is given one array of pointers, and makes arrays of them inside, which costs nothing.
Whoever fills it keeps the arrays alive, and has checked that they are as long as the kernel takes
them to be.

With NUMBA_DISABLE_JIT=1 the same functions are plain Python over ctypes.
"""

from __future__ import annotations

import ctypes
import math
from collections.abc import Callable
from typing import Any

import numpy as np
import numpy.typing as npt

from index.jit.compile import INTERPRETED, Int, inlined

Array = npt.NDArray[Any]


def pointer_of(array: Array) -> int:
    """Where an array's elements begin; they must be next to one another."""
    if not array.flags.c_contiguous:
        raise ValueError("the elements of the array are not next to one another")
    return int(array.ctypes.data)


Shape = int | tuple[int, ...]

if INTERPRETED:

    def _at(dtype: npt.DTypeLike) -> Callable[[int, Shape], Array]:
        """An array of a type at an address."""
        width = np.dtype(dtype).itemsize

        def at(address: int, shape: Shape) -> Array:
            size = width * int(math.prod(shape) if isinstance(shape, tuple) else shape)
            if size <= 0:
                return np.zeros(shape, dtype)
            memory: Any = (ctypes.c_uint8 * size).from_address(int(address))
            return np.frombuffer(memory, dtype).reshape(shape)

        return at

    def unowned(array: Array) -> Array:
        """The array, without reference counting."""
        return array

    def popcount(word: np.uint64) -> Int:
        """How many bits of a word are set."""
        return np.int64(int(word).bit_count())

    def lowest_bit(word: np.uint64) -> Int:
        """The index of a word's lowest bit that is set; 64 when none is."""
        return np.int64((int(word) & -int(word)).bit_length() - 1 if word else 64)

else:
    import numba
    from llvmlite import ir
    from numba import types
    from numba.extending import intrinsic

    _numba: Any = numba  # it does not say what it exports
    _intrinsic: Any = intrinsic
    carray: Callable[..., Array] = _numba.carray

    @_intrinsic  # type: ignore[untyped-decorator]  # as Numba's are
    def _pointer(_typing: Any, _address: Any) -> Any:
        def generate(context: Any, builder: Any, _signature: Any, args: Any) -> Any:
            return builder.inttoptr(args[0], context.get_value_type(types.voidptr))

        return types.voidptr(types.int64), generate

    @_intrinsic  # type: ignore[untyped-decorator]  # as Numba's are
    def _ones(_typing: Any, _word: Any) -> Any:
        def generate(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
            return builder.ctpop(args[0])

        return types.int64(types.uint64), generate

    @_intrinsic  # type: ignore[untyped-decorator]  # as Numba's are
    def _lowest(_typing: Any, _word: Any) -> Any:
        def generate(_context: Any, builder: Any, _signature: Any, args: Any) -> Any:
            return builder.cttz(args[0], ir.Constant(ir.IntType(1), 0))

        return types.int64(types.uint64), generate

    def _at(dtype: npt.DTypeLike) -> Callable[[int, Shape], Array]:
        """An array of a type at an address."""

        @inlined
        def at(address: int, shape: Shape) -> Array:
            """The array at an address, of a length or a shape."""
            return carray(_pointer(np.int64(address)), shape, dtype)

        return at

    @inlined
    def unowned(array: Array) -> Array:
        """The array (contiguous), without reference counting.

        Numba counts references to an array or a part of one by atomic operations, which in a loop
        take longer than the loop.
        """
        return carray(_pointer(array.ctypes.data), array.shape, array.dtype)

    @inlined
    def popcount(word: np.uint64) -> Int:
        """How many bits of a word are set."""
        return _ones(np.uint64(word))

    @inlined
    def lowest_bit(word: np.uint64) -> Int:
        """The index of a word's lowest bit that is set; 64 when none is."""
        return _lowest(np.uint64(word))


u1_at, u2_at, u4_at, u8_at = _at(np.uint8), _at(np.uint16), _at(np.uint32), _at(np.uint64)
i4_at, i8_at, f4_at, f8_at = _at(np.int32), _at(np.int64), _at(np.float32), _at(np.float64)
"""Arrays at an address, of a length or of a shape of several dimensions."""
